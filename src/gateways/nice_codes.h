// SPDX-License-Identifier: MIT
// The error codes of NICE's old module. Only those that a merchant of this module can receive:
// codes that begin with P or U belong to the new module. Evidence: docs/gateways/nice.md#nice-codes
#pragma once

#include <array>
#include <string_view>

#include "base/invariant.h"
#include "domain/gateway_rules.h"

namespace portone::gateways {

// FIDELITY: nice-codes
inline constexpr auto kNiceErrors = std::to_array<ErrorText>({
    // Cards.
    {"3011", "카드번호 오류"},
    {"3012", "카드가맹점 정보 미확인"},
    {"3013", "카드 가맹점 개시 안됨"},
    {"3014", "카드가맹점 정보 오류"},
    {"3021", "유효기간 오류"},
    {"3022", "할부개월오류"},
    {"3023", "할부개월 한도 초과"},
    {"3024", "할부 최소금액 오류(50000미만)"},
    {"3031", "무이자할부 카드 아님"},
    {"3032", "무이자할부 불가 개월수"},
    {"3033", "무이자할부 가맹점 아님"},
    {"3034", "무이자할부 구분 미설정"},
    {"3041", "금액 오류(1000원 미만 신용카드 승인 불가)"},
    {"3051", "해외카드 미등록 가맹점"},
    {"3052", "통화코드 오류"},
    {"3053", "확인 불가 해외카드"},
    {"3055", "인증시 달러승인 불가"},
    {"3056", "국내카드 달러승인불가"},
    {"3091", "제휴카드 사용불가 가맹점"},
    {"3095", "카드사 실패 응답"},
    {"8901", "미등록PG업체/거래정지업체"},
    {"CC84", "하위사업자몰 오류"},
    // Keys.
    {"F110", "빌키발급 처리중 오류가 발생하였습니다"},
    {"F111", "PKCS7 전자서명 메시지가 존재하지 않습니다"},
    {"F112", "유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
    {"F113", "거래거절 카드번호틀림"},
    {"F114", "인증서가 유효하지 않습니다"},
    {"F115", "빌키 발급 불가 가맹점입니다.(중지)"},
    {"F116", "빌키 발급 불가 가맹점입니다.(해지)"},
    {"F117", "빌링 미사용 가맹점입니다"},
    {"F118", "해당카드는 사용이 불가능 합니다 타사카드를 이용해주세요"},
    {"F201", "이미 등록된 카드 입니다(빌키발급실패)"},
    {"A126", "이미 삭제된 빌키이거나 존재하지 않은 빌키입니다"},
    {"A128", "키인 가맹점 아닙니다"},
    // Orders and contracts.
    {"1615", "거래금액 합계오류(공급가액,부가세,봉사료,면세금액 합계)"},
    {"1651", "승인 TID 중복 오류"},
    {"2151", "거래정지 가맹점"},
    {"2152", "미등록가맹점"},
    {"2156", "중복등록된거래요청"},
    {"2201", "기승인존재"},
    {"A108", "입금예정일을 오늘 이전 날짜로 설정할 수 없습니다"},
    {"A117", "필수입력항목이 누락되었습니다"},
    {"A121", "정의되지 않은 카드코드 입니다"},
    {"A123", "거래금액 불일치(인증된 금액과 승인요청 금액 불일치)"},
    {"A127", "주문번호 중복 오류"},
    {"A145", "외화 결제는 결제수단 지정하여 이용 가능 합니다"},
    {"A146", "외화 결제 불가한 결제수단 입니다"},
    {"A211", "해쉬값 검증에 실패하였습니다"},
    {"A222", "카드코드가 일치하지 않습니다"},
    {"A301", "가맹점키 조회 오류입니다."},
    {"A302", "기준정보상 필수 설정 정보가 없습니다."},
    // Cancellations. The text of 1617 is our own.
    {"1534", "부분취소 불가능 거래"},
    {"1617", "취소금액의 공급가액, 부가세, 봉사료, 면세금액 설정 오류"},
    {"2003", "취소 실패"},
    {"2010", "취소 요청금액 0원 이하"},
    {"2011", "취소 금액 불일치"},
    {"2012", "취소 해당거래 없음"},
    {"2013", "취소 완료 거래"},
    {"2014", "취소 불가능 거래"},
    {"2015", "기 취소 요청"},
    {"2016", "취소 기한 초과"},
    {"2023", "취소 한도 초과"},
    {"2024", "취소패스워드 불일치"},
    {"2025", "취소패스워드 미 입력"},
    {"2027", "에스크로 거래는 구매 또는 구매거절 시 취소가능"},
    {"2028", "부분취소 불가능 가맹점"},
    {"2029", "부분취소 불가능 결제수단"},
    {"2032", "취소금액이 취소가능금액보다 큼"},
    {"2033", "부분취소 불가능금액 전체취소 이용바람"},
    {"2052", "에스크로 부분취소 불가."},
    // Virtual accounts.
    {"4101", "가상계좌 최대거래금액 초과"},
    {"4102", "가상계좌 입금예정일 오류"},
    {"4103", "가상계좌 입금예정시간 오류"},
    {"4104", "가상계좌 정보 오류"},
    {"4105", "가상계좌 벌크계좌 사용불가.(건별계좌 사용 가맹점)"},
    {"4106", "가상계좌 벌크계좌 사용불가.(벌크계좌 사용 가맹점)"},
    {"4107", "가상계좌 계좌번호 미입력 오류"},
    {"4108", "가상계좌 Pool 가맹점 미등록 오류"},
    {"4109", "해당 계좌는 입금대기상태(다른 계좌 사용요망)"},
    {"4111", "가상계좌 Pool 가맹점 계좌형태 설정 오류"},
    {"4112", "벌크계좌의 경우 장바구니 개수를 10개 이내로 제한"},
    {"4113", "장바구니 상점주문번호(MOID) 포맷 오류 (MID(10)+YYMMDD(6)+일련번호(4))"},
    {"4114", "장바구니 상점주문번호(MOID) 포맷 오류 (YYMMDD(6)+일련번호(max_size 14))"},
    {"4115", "해당 계좌번호는 6개월 이내 재사용 금지"},
    {"4116", "가상계좌 계좌번호 채번시도 횟수초과 오류(잠시후 재시도 요망)"},
    {"4117", "가상계좌 발급 실패"},
    {"4118", "계좌번호 사용중지 상태"},
    {"4119", "가상계좌 채번내역 미존재 오류"},
    {"4121", "가상계좌 과오납체크 등록 실패"},
    {"4122", "가상계좌 입금요청 금액 불일치 오류"},
    {"4123", "가상계좌 채번취소(환불) 상태이므로 입금처리 실패"},
    {"4124", "가상계좌 입금내역 기처리 완료"},
    {"4125", "가상계좌 입금만료 제한 설정오류(기준정보)"},
    {"4126", "가상계좌 CPID 설정 오류"},
    {"4127", "가상계좌 CPID 미설정 오류"},
    // Cash receipts.
    {"7003", "현금영수증 중복발급"},
    {"7004", "현금영수증 취소오류"},
    {"7005", "현금영수증 부가가치세 오류"},
    {"7006", "현금영수증 최대개수 초과"},
    {"7007", "현금영수증 요청개수 입력 오류"},
    {"7008", "현금영수증 서브몰 발행 미등록 업체"},
    {"7009", "현금영수증 처리 지불수단이 아닙니다"},
    {"7010", "VAN응답실패"},
    {"7011", "현금영수증 미발행 요청입니다"},
    {"7012", "현금영수증 Identity 번호 오류"},
    {"7013", "현금영수증 요청구분 값 오류(1:소득공제, 2:지출증빙)"},
    {"7014", "현금영수증 서브몰 사업자번호로 발행시 필수값 누락"},
    {"7015", "현금영수증 취소시 원승인번호 또는 원거래일자 누락"},
    {"7041", "금액오류(0원 이하 발행불가)"},
    {"7042", "현금영수증 최대금액 초과오류"},
});

/// The error with this code. An unknown code does not compile.
consteval ErrorText GetNiceError(std::string_view code) {
  for (const ErrorText& text : kNiceErrors) {
    if (text.code == code) return text;
  }
  throw InvariantViolation("unknown NICE error code");
}

/// A refusal by the issuer: the code is always the same, the text is the issuer's.
consteval CardErrorText MakeIssuerRefusal(CardOutcome card_outcome, std::string_view text,
                                          Operations operations = {}) {
  return {card_outcome, {"F113", text}, TextSource::kRecorded, operations};
}

/// Card errors. NICE has no separate codes for most issuer responses.
// FIDELITY: nice-refusals
inline constexpr std::array<CardErrorText, 16> kNiceCardErrors{{
    {CardOutcome::kUnknownBin, GetNiceError("F112"), TextSource::kRecorded},
    {CardOutcome::kWrongNumber, GetNiceError("F113"), TextSource::kRecorded},
    MakeIssuerRefusal(CardOutcome::kWrongNumber, "카드번호오류", {Operation::kIssue}),
    MakeIssuerRefusal(CardOutcome::kWrongExpiry, "유효기간오류"),
    MakeIssuerRefusal(CardOutcome::kWrongPassword, "비밀번호틀림"),
    MakeIssuerRefusal(CardOutcome::kWrongBirth, "주민OR사업자등록번호오류"),
    MakeIssuerRefusal(CardOutcome::kTooManyPasswordTries, "비밀번호 회수초과"),
    MakeIssuerRefusal(CardOutcome::kCardNotSupported, "해당카드 사용불가 가맹점(타카드 사용요망)"),
    MakeIssuerRefusal(CardOutcome::kKbOnTestMid,
                      "카드번호틀림 - 테스트모드에서는 KB카드 사용이 불가능합니다. (타카드는 "
                      "테스트모드에서도 정상, KB카드도 실제 계약후에는 문제없음)"),
    {CardOutcome::kDeclined, GetNiceError("3095")},
    {CardOutcome::kInsufficientFunds, GetNiceError("3095")},
    {CardOutcome::kLimitExceeded, GetNiceError("3095")},
    {CardOutcome::kLost, GetNiceError("3095")},
    {CardOutcome::kExpired, GetNiceError("3021")},
    {CardOutcome::kIssuerDown, GetNiceError("3095")},
    {CardOutcome::kRevoked, GetNiceError("A126")},
}};

/// Refused cancellations. PortOne shows their texts without the codes.
inline constexpr std::array<CancelErrorText, 1> kNiceCancelErrors{{
    {CancelRefusal::kAlreadyCancelledAtGateway,
     {"2013", "해당거래 취소실패(기취소성공) : 전화 문의(1661-0808)"},
     TextSource::kRecorded},
}};

}  // namespace portone::gateways
