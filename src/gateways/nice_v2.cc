// SPDX-License-Identifier: MIT
// NICE's new module: issues keys for cards over REST, for easy payments in the window; its own
// error texts. Evidence: docs/gateways/others.md#other-gateways
#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "domain/card.h"
#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/nice_format.h"
#include "gateways/registry.h"

namespace portone::gateways::nice_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 2> kRequired{{
    {"name", {Operation::kWindow}},
    {"reason", {Operation::kDelete}},
}};

constexpr std::array<std::string_view, 2> kPartialCancels{"live", "sandbox"};

constexpr std::array<SettingRule, 2> kSettings{{
    {"partial_cancel", "live", kPartialCancels},
    kTestMid,
}};

// FIDELITY: nice-refusals
constexpr std::array<CardErrorText, 8> kCardErrors{{
    {CardOutcome::kUnknownBin,
     {"400", "Error From NICEPAY. (message: 카드번호오류, code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kWrongNumber,
     {"400", "Error From NICEPAY. (message: 카드번호오류, code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kWrongExpiry,
     {"400", "Error From NICEPAY. (message: 유효기간오류, code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kWrongPassword,
     {"400", "Error From NICEPAY. (message: 비밀번호틀림, code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kWrongBirth,
     {"400", "Error From NICEPAY. (message: 주민OR사업자등록번호오류, code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kTooManyPasswordTries,
     {"400", "Error From NICEPAY. (message: 비밀번호 회수초과, code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kCardNotSupported,
     {"400", "Error From NICEPAY. (message: 해당카드 사용불가 가맹점(타카드 사용요망), code:F113)"},
     TextSource::kRecorded},
    {CardOutcome::kKbOnTestMid,
     {"400", "Error From NICEPAY. (message: 카드번호틀림, code:F113)"},
     TextSource::kRecorded},
}};

constexpr ErrorText kPasswordMissing{"400",
                                     ".issueCard.password2Digits:Invalid 2 digits of password!"};
constexpr ErrorText kBirthMissing{
    "400",
    "Invalid Request. Please Check this argument: birthOrBusinessRegistrationNumber "
    "InvalidLength(field=birthOrBusinessRegistrationNumber, message=Length of "
    "birthOrBusinessRegistrationNumber must be one of [6, 10], rule=Fixed(allowedLengths=[6, "
    "10]))"};

constexpr std::array<ErrorText, 2> kErrors{{
    {"U128", "부분취소는 운영 환경에서 이용 가능(샌드박스는 부분취소 미제공)"},
    {"F201", "이미 등록된 카드 입니다(빌키발급실패)"},
}};

constexpr std::size_t kMaxNameBytes = 40;
constexpr std::string_view kForbiddenInName = "%&|$-+=[]";

/// The error of NICE's own script for invalid window parameters.
GatewayError MakeWindowError(std::string_view problem) {
  return {"", "결제 창 호출에 실패하였습니다." + std::string(problem)};
}

std::optional<GatewayError> CheckName(const Order& order) {
  const std::string name = order.name.value_or("");
  if (name.size() > kMaxNameBytes)
    return MakeInvalidParameterError("name", "40바이트까지 가능합니다");
  if (name.find_first_of(kForbiddenInName) != std::string::npos) {
    return MakeInvalidParameterError("name", "특수문자는 허용되지 않습니다");
  }
  return std::nullopt;
}

/// card.direct must name both company and months, so the buyer has no choice of instalments.
std::optional<GatewayError> CheckDirect(const GatewayRequest& request) {
  if (!request.order.extra.Has("card.direct")) return std::nullopt;
  if (GetCardDirect(request, "quota").empty()) return CheckPresent(request, "card.direct.quota");
  if (!request.order.extra.Has("display.card_quota")) return std::nullopt;
  return MakeInvalidParameterError("display.card_quota", "card.direct와 함께 사용할 수 없습니다");
}

std::optional<GatewayError> CheckMethod(const GatewayRequest& request) {
  const Parameters& extra = request.order.extra;
  if (request.method == PayMethod::kVbank && !extra.Has("vbank_due")) {
    return MakeWindowError(
        "나이스페이 V2 가상계좌 발급시 유효한 입금 기한을 필수로 입력해야 합니다.");
  }
  if (request.method == PayMethod::kPhone && !extra.Has("digital")) {
    return MakeWindowError("나이스페이 V2 휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.");
  }
  if (request.method == PayMethod::kNaverpayPoint && !extra.Has("cash_receipt_type")) {
    return MakeWindowError(
        "나이스페이 V2 네이버페이 포인트 결제시 현금영수증 발급 유형은 필수 입력입니다.");
  }
  const bool plain =
      std::all_of(request.order.merchant_uid.text.begin(), request.order.merchant_uid.text.end(),
                  [](unsigned char c) { return std::isalnum(c) != 0; });
  if (request.method == PayMethod::kSsgpayBank && !plain) {
    return MakeWindowError(
        "나이스페이 V2 SSGPAY 은행 계좌 결제시 주문 번호에 특수문자는 허용되지 않습니다.");
  }
  if (request.method == PayMethod::kSsgpayBank && !extra.Has("cash_receipt_type")) {
    return MakeWindowError(
        "나이스페이 V2 SSGPAY 은행 계좌 결제시 현금영수증 발급 유형은 필수 입력입니다.");
  }
  return std::nullopt;
}

std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  if (request.operation == Operation::kDelete) return std::nullopt;
  std::optional<GatewayError> error = CheckName(request.order);
  if (error || request.operation != Operation::kWindow) return error;
  error = CheckMethod(request);
  if (!error) error = CheckDirect(request);
  if (!error && request.customer_uid != nullptr) error = CheckPresent(request, "customer_id");
  return error;
}

/// A card can only be stored with two digits of its password and a birth date or business number.
// FIDELITY: nice-refusals
std::optional<GatewayError> CheckAccess(const GatewayRequest& request) {
  if (request.card == nullptr || request.operation == Operation::kWindow) return std::nullopt;
  if (request.operation == Operation::kIssue) {
    if (request.card->pwd_2digit.value_or("").size() != 2) return kPasswordMissing.ToError();
    const std::size_t length = request.card->birth.value_or("").size();
    if (length != 6 && length != 10) return kBirthMissing.ToError();
  }
  return CheckTestMid(kRules, request);
}

std::optional<GatewayError> CheckPartialCancel(const CancelContext& context) {
  const bool sandbox = GetSetting(kRules, context.channel, "partial_cancel") == "sandbox";
  if (auto error = CheckTestMidCancel(kRules, context)) return error;
  if (!sandbox || !IsPartialCancel(context)) return std::nullopt;
  return kErrors.front().ToError();
}

// FIDELITY: payment-forms
constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "https://npg.nicepay.co.kr/issue/IssueLoader.do?type=0&innerWin=Y&TID={tid}"},
}};

constexpr std::array<KnownMerchantId, 2> kMerchantIds{{
    {"iamport00m"},
    {"iamport01m"},
}};

constexpr std::array<std::string_view, 2> kReceiptRequired{"identifier_type", "type"};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "nice_v2",
    .name = "나이스페이먼츠 (신모듈)",
    .color = "#1d3d87",
    .default_pg_id = "iamport00m",
    .merchant_ids = kMerchantIds,
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_stores_key = true,
             .schedule_stores_key = true,
             .charges_stored_keys = true,
             .lists_customers = false},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kNaverpayCard,
                           PayMethod::kNaverpayPoint, PayMethod::kKakaopay, PayMethod::kPayco,
                           PayMethod::kSamsungpay, PayMethod::kSkpay, PayMethod::kSsgpay,
                           PayMethod::kSsgpayBank, PayMethod::kLpay, PayMethod::kApplepay,
                           PayMethod::kTosspayCard, PayMethod::kTosspayMoney, PayMethod::kAlipay},
               .issue_methods = {PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                                 PayMethod::kKakaopay},
               .wallets = {PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                           PayMethod::kKakaopay, PayMethod::kPayco, PayMethod::kSamsungpay,
                           PayMethod::kSkpay, PayMethod::kSsgpay, PayMethod::kSsgpayBank,
                           PayMethod::kLpay, PayMethod::kApplepay, PayMethod::kTosspayCard,
                           PayMethod::kTosspayMoney}},
    .page = {.callback = CallbackFormat::kShort,
             .opening_refusal = RefusalFormat::kUndecorated,
             .later_refusal = RefusalFormat::kUndecorated,
             .closed_error = {"F400", "사용자 취소 (1009)"}},
    .format = {.transaction_numbers = kNiceTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .mask = {.from = 8},
               .names_issuer = true},
    .vbank = {.issue = true},
    .escrow = {.deliveries = true},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .takes_taxcards = false,
                      .only_if_requested_in_window = true,
                      .requested_by_page = {PayMethod::kPoint},  // of NAVER Pay
                      .required = kReceiptRequired,
                      .external_required = kReceiptRequired},
    .required = kRequired,
    .instalments = {.list = QuotaList::kExact},
    .card_errors = kCardErrors,
    .known_errors = kErrors,
    .settings = kSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = CheckPartialCancel,
};

}  // namespace portone::gateways::nice_v2
