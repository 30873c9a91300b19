// SPDX-License-Identifier: MIT
// Every Korean text that a V1 user can read, except whole messages of errors (domain/errors.cc),
// the texts of gateways (src/gateways, domain/gateway_facts.h, domain/gateway_rules.cc) and the
// names of banks and cards (domain/bank_codes.cc, domain/card_codes.cc).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace portone::texts {

// Why a request cannot be read: completes errors::MalformedTarget and errors::MalformedBody.

inline constexpr std::string_view kNotUtf8 = "UTF-8이 아닙니다";
inline constexpr std::string_view kNoLeadingSlash = "경로는 /로 시작해야 합니다";
inline constexpr std::string_view kWrongPercentEncoding = "잘못된 percent-encoding입니다";
inline constexpr std::string_view kBodyNotAnObject = "JSON object가 아닙니다";

// Why a parameter is invalid: completes errors::InvalidParameter.

inline constexpr std::string_view kNotANumber = "숫자여야 합니다";
inline constexpr std::string_view kTooPrecise = "해당 통화의 최소 단위보다 작은 금액입니다";
inline constexpr std::string_view kAmountTooLarge = "금액이 너무 큽니다";
inline constexpr std::string_view kNegative = "음수일 수 없습니다";
inline constexpr std::string_view kNotPositive = "0보다 커야 합니다";
inline constexpr std::string_view kNotAnInteger = "정수여야 합니다";
/// A time in milliseconds where seconds are meant.
inline constexpr std::string_view kMillisecondsNotSeconds =
    "초 단위여야 합니다. 밀리초를 보내지 않았는지 확인해주세요";
inline constexpr std::string_view kNotABoolean = "true 또는 false여야 합니다";
inline constexpr std::string_view kNotStrings = "문자열 또는 문자열의 배열이어야 합니다";
inline constexpr std::string_view kNotAnArray = "배열이어야 합니다";
inline constexpr std::string_view kNotAnObject = "객체여야 합니다";
inline constexpr std::string_view kNotASingleValue = "단일 값이어야 합니다";
inline constexpr std::string_view kUnknownCurrency = "지원되지 않는 통화입니다";
inline constexpr std::string_view kTooManyIds = "merchant_uid[]와 합하여 100개까지 가능합니다";
inline constexpr std::string_view kTooManyUrls = "100개까지 가능합니다";
inline constexpr std::string_view kNotAProfile = "current 또는 2020이어야 합니다";
inline constexpr std::string_view kNotAScheduleOrder = "scheduled 또는 -scheduled여야 합니다";
inline constexpr std::string_view kNotARequester = "admin 또는 customer여야 합니다";
inline constexpr std::string_view kNotAProductType = "real 또는 digital이어야 합니다";
inline constexpr std::string_view kNotAnAccountNumber = "숫자로 된 계좌번호여야 합니다";
inline constexpr std::string_view kNotABarcode = "영문, 숫자, -로 된 바코드여야 합니다";
inline constexpr std::string_view kNotAUrl = "http:// 또는 https://로 시작하는 URL이어야 합니다";
inline constexpr std::string_view kNotATierCode = "영문 대문자 또는 숫자 3자여야 합니다";
inline constexpr std::string_view kNotADate = "YYYYMMDD 형식이어야 합니다";
inline constexpr std::string_view kNotABirth = "YYMMDD 형식의 생년월일이어야 합니다";
inline constexpr std::string_view kNotABirthday = "YYYY-MM-DD 형식의 생년월일이어야 합니다";
inline constexpr std::string_view kNotAPhone = "숫자 10자리 또는 11자리의 전화번호여야 합니다";
inline constexpr std::string_view kNotAProductOrderId = "숫자로 된 상품주문번호여야 합니다";
inline constexpr std::string_view kTooManyProductOrders = "100개까지 가능합니다";
inline constexpr std::string_view kNotSixDigits = "숫자 6자리여야 합니다";
inline constexpr std::string_view kNotTenDigits = "숫자 10자리의 사업자등록번호여야 합니다";
inline constexpr std::string_view kNotAnAddress = "IPv4 주소여야 합니다";
inline constexpr std::string_view kNotYesOrNo = "Y 또는 N이어야 합니다";
inline constexpr std::string_view kTooManyItems = "100개까지 가능합니다";
inline constexpr std::string_view kNotApplicationJson = "application/json이어야 합니다";
inline constexpr std::string_view kNotLettersAndDigits = "영문과 숫자만 사용할 수 있습니다";
inline constexpr std::string_view kBelowTaxParts = "tax_free와 vat_amount보다 작을 수 없습니다";
/// Texts of the browser script, which names the types of JavaScript.
inline constexpr std::string_view kNotOfTypeString = "string이어야 합니다";
inline constexpr std::string_view kNotOfTypeNumber = "number여야 합니다";
inline constexpr std::string_view kNotARedirectTarget = "http, https 또는 앱의 주소여야 합니다";
inline constexpr std::string_view kNotADueTime = "YYYYMMDD 또는 YYYYMMDDHHmm 형식이어야 합니다";

/// A host to which the emulator sends nothing for a page of another one.
std::string NotForPages(std::string_view host);

/// An integer outside [min, max].
std::string NotBetween(std::int64_t min, std::int64_t max);
/// A value above that of another parameter.
std::string Above(std::string_view parameter);
/// None of `choices`, a list such as "paid, ready".
std::string NotOneOf(std::string_view choices);
std::string NotOneOf(std::span<const std::string_view> choices);
/// A time before the parameter `from`.
std::string Before(std::string_view from);
/// A time more than three months after the parameter `from`.
std::string TooLongAfter(std::string_view from);

/// Holders of bank accounts outside the sandbox.
inline constexpr std::array<std::string_view, 8> kAccountHolders{
    "김민준", "이서연", "박도윤", "최지우", "정하준", "강서현", "조은우", "윤지민"};

/// Who certifies themselves when nobody is named.
inline constexpr std::string_view kDefaultPerson = "홍길동";

// What a gateway does not offer: names for errors::OperationUnsupported and VbankUnsupported.

inline constexpr std::string_view kWindowKeyIssuance = "결제창 방식의 빌링키 발급";
inline constexpr std::string_view kWindowPayment = "결제창 방식의 일반결제";
inline constexpr std::string_view kCertificationWindow = "본인인증";
inline constexpr std::string_view kCertificationByCode = "API 방식의 본인인증(OTP)";
inline constexpr std::string_view kCertificationByApp = "앱(APP) 방식의 본인인증";
inline constexpr std::string_view kVirtualAccount = "가상계좌";
inline constexpr std::string_view kStorePayment = "편의점 결제";
inline constexpr std::string_view kFixedUnlimitedAccount =
    "무제한 고정식 가상계좌(fixed_unlimited_vbank)";
inline constexpr std::string_view kBenepiaPoints = "베네피아 포인트";
inline constexpr std::string_view kQuickPay = "퀵페이";

// Why an operation fails: messages of errors::GatewayFailed, and reasons kept in a payment.

inline constexpr std::string_view kNotPaid = "결제가 완료된 결제건이 아닙니다.";
inline constexpr std::string_view kFullyCancelled = "이미 전액취소된 결제건입니다.";
inline constexpr std::string_view kPointsAlreadyGranted = "이미 포인트가 적립된 결제건입니다.";
inline constexpr std::string_view kPurchaseAlreadyConfirmed = "이미 구매확정된 결제건입니다.";
inline constexpr std::string_view kUnknownProductOrder = "해당 결제건의 상품주문이 아닙니다.";
inline constexpr std::string_view kNoProductOrders = "상품주문이 없는 결제건입니다.";
/// A product order in a state in which the operation is not possible. `claim` is "" without one.
std::string WrongOrderState(std::string_view status, std::string_view claim);
inline constexpr std::string_view kTooFewPoints = "베네피아 포인트가 부족합니다.";
inline constexpr std::string_view kFidoNotReleased = "생체인증 사용 해제에 실패하였습니다.";
/// Why the sales of other businesses cannot be registered.
inline constexpr std::string_view kPartnersRegistered =
    "이미 하위 상점 거래가 등록된 결제건입니다.";
inline constexpr std::string_view kPartnersExceed =
    "하위 상점 거래금액의 합계가 결제금액을 초과합니다.";

// What two calls say when they succeed.

inline constexpr std::string_view kAutopayKeyDeleted = "자동결제 키가 정상적으로 삭제되었습니다.";
inline constexpr std::string_view kFidoReleased = "생체인증 사용이 정상적으로 해제되었습니다.";
inline constexpr std::string_view kNotApproved = "PG사에서 결제를 승인하지 않았습니다.";
inline constexpr std::string_view kRefusedByTestCode = "X-PortOne-Test-Code에 의한 거절";
inline constexpr std::string_view kInstalmentTooSmall = "할부 최소금액 오류(50000원 미만)";
inline constexpr std::string_view kVbankRevoked = "계좌말소";
inline constexpr std::string_view kStoreSlipRevoked = "수납번호 말소";
inline constexpr std::string_view kStoreSlipExpired = "수납번호의 결제기한이 만료되었습니다.";
inline constexpr std::string_view kBarcodeInUse = "이미 등록된 수납번호입니다.";
inline constexpr std::string_view kWrongIdentifier = "현금영수증 식별 번호가 올바르지 않습니다.";
inline constexpr std::string_view kNoTaxcards =
    "현금영수증 카드 번호로는 현금영수증을 발급할 수 없습니다.";
inline constexpr std::string_view kNotAskedInWindow =
    "결제창에서 현금영수증을 신청하지 않은 결제건입니다.";
inline constexpr std::string_view kVbankExpired = "가상계좌 입금기한이 만료되었습니다.";
/// When the merchant's response to confirm_url gives no reason.
inline constexpr std::string_view kUnknownReason = "알 수 없음";

// What the merchant's page receives when a payment window fails.

/// "{imp_uid}" stands for the payment's id; the gateway's code and text follow.
inline constexpr std::string_view kRefusedByGateway =
    "F0004:PG사 결제요청에 실패하여 중단합니다.({imp_uid})";
/// Before the approval was asked for; the gateway's code, " | " and its text follow.
inline constexpr std::string_view kInterrupted = "F0005:결제가 중단되었습니다({imp_uid}).";
/// The buyer closed the window.
inline constexpr std::string_view kWindowClosed = "[결제포기] 사용자가 결제를 취소하셨습니다";
/// The same at the newer modules.
inline constexpr std::string_view kWindowClosedNewerModules = "사용자 취소";
inline constexpr std::string_view kOrderPaid = "이미 결제가 이루어진 거래건입니다.";
/// No channel of the merchant is of the kind that the page asks for.
inline constexpr std::string_view kNoModuleOnPage =
    "등록되지 않은 PG모듈 정보입니다. 아임포트 관리자페이지에서 PG모듈 정보를 설정하신 후 다시 "
    "시도해주세요.";
/// No merchant has the page's user code.
inline constexpr std::string_view kNoMerchant = "등록 된 PG 설정 정보를 찾을 수 없습니다.";
inline constexpr std::string_view kOpeningFailed = "결제 창 호출에 실패하였습니다.";
inline constexpr std::string_view kChannelUnknown =
    "결제 창 호출에 실패했습니다. 채널 정보를 조회할 수 없습니다.";
inline constexpr std::string_view kRedirectUrlRequired =
    "리디렉션 방식으로 결제창을 호출하려면 리디렉션 URL은 필수 입력입니다.";
/// A gateway's code and text, as Inicis shows them in its window.
std::string InBrackets(std::string_view code, std::string_view text);
/// The merchant has no channel; `pg` is the requested one.
std::string NoSuchGateway(std::string_view pg);
/// The order was paid, or is being paid.
std::string AlreadyRequested(std::string_view merchant_uid);
/// The merchant's response to confirm_url stopped the payment.
std::string StoppedByMerchant(std::string_view reason);

// Default values of a product order.

/// The product of an order whose page names none, when the payment has no name either.
inline constexpr std::string_view kNamelessProduct = "상품";
/// Who has ordered and reviews, when the payment does not say.
inline constexpr std::string_view kNamelessBuyer = "구매자";

// Default values of a payment for what the request leaves out.

/// The reason of a cancellation.
inline constexpr std::string_view kDefaultCancelReason = "취소요청api";
/// The same in the console.
inline constexpr std::string_view kConsoleCancelReason = "관리자페이지취소";
inline constexpr std::string_view kVerificationChargeName = "카드 확인 결제";
inline constexpr std::string_view kVerificationChargeCancelReason = "카드 확인 결제 자동취소";

/// The name of an order that is charged on schedule. `korean_time` is the time in Korea.
std::string ScheduledOrderName(std::string_view customer_uid, std::string_view korean_time);

/// The list of channels was requested with a user code that no merchant has.
inline constexpr std::string_view kUnknownUserCode = "등록된 PG 설정 정보가 없습니다.";

// The page that a receipt link leads to.

inline constexpr std::string_view kReceiptTitle = "매출전표 (portone-emulator)";
inline constexpr std::string_view kCashReceiptTitle = "현금영수증 (portone-emulator)";
inline constexpr std::string_view kCashReceiptNumber = "국세청 승인번호";
inline constexpr std::string_view kCashReceiptTid = "현금영수증 거래번호";
inline constexpr std::string_view kCashReceiptIdentifier = "식별번호";
inline constexpr std::string_view kCashReceiptType = "용도";
inline constexpr std::array<std::string_view, 2> kCashReceiptTypes{"소득공제용", "지출증빙용"};
inline constexpr std::string_view kCashReceiptSupply = "공급가액";
inline constexpr std::string_view kCashReceiptVat = "부가세";
inline constexpr std::string_view kCashReceiptIssuedAt = "발급일시";
inline constexpr std::string_view kReceiptNotice = "테스트 결제입니다. 실제로 청구되지 않았습니다.";
inline constexpr std::string_view kReceiptMerchantUid = "상점 주문번호";
inline constexpr std::string_view kReceiptImpUid = "포트원 거래번호";
inline constexpr std::string_view kReceiptOrderName = "상품명";
inline constexpr std::string_view kReceiptBuyer = "구매자";
inline constexpr std::string_view kReceiptAmount = "결제금액";
inline constexpr std::string_view kReceiptPaidAt = "승인일시";
inline constexpr std::string_view kReceiptGateway = "PG사";
inline constexpr std::string_view kReceiptPgTid = "PG 거래번호";
inline constexpr std::string_view kReceiptCard = "카드";
inline constexpr std::string_view kReceiptApproval = "승인번호";
inline constexpr std::string_view kReceiptCancellation = "취소";

}  // namespace portone::texts
