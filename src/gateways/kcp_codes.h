// SPDX-License-Identifier: MIT
// The error codes of the NHN KCP channels. Only for KCP's own files. Evidence:
// docs/gateways/kcp.md#kcp
#pragma once

#include <array>

#include "domain/gateway_rules.h"

namespace portone::gateways::kcp {

inline constexpr ErrorText kBelowMinimum{"9010", "카드 최소 결제 금액은 1000원 이상입니다."};
inline constexpr ErrorText kInvalidInstalments{"CC16", "할부개월수 오류"};

/// Card errors. The first row of an outcome is the error it produces; further rows are other codes
/// with the same meaning.
// FIDELITY: kcp
inline constexpr auto kCardErrors = std::to_array<CardErrorText>({
    {CardOutcome::kUnknownBin, {"CC14", "카드번호 오류"}},
    {CardOutcome::kWrongNumber, {"CC14", "카드번호 오류"}},
    {CardOutcome::kWrongNumber, {"8107", "포맷에러(지불|신용카드|카드번호)"}},
    {CardOutcome::kWrongNumber, {"8108", "카드번호 오류"}},
    {CardOutcome::kWrongNumber, {"2204", "유효하지 않은 카드번호 입니다."}},
    {CardOutcome::kWrongExpiry, {"CC55", "유효기간 오류"}},
    {CardOutcome::kWrongExpiry, {"8109", "포맷에러(지불|신용카드|유효기간)"}},
    {CardOutcome::kWrongExpiry, {"8484", "카드유효기간만료"}},
    {CardOutcome::kWrongCvc, {"CC64", "CVC 오류"}},
    {CardOutcome::kWrongPassword, {"CC63", "비밀번호 오류"}},
    {CardOutcome::kWrongPassword, {"8111", "포맷에러(지불|신용카드|비밀번호)"}},
    {CardOutcome::kTooManyPasswordTries, {"CC69", "인증오류 3회초과(당일거래 불가)"}},
    {CardOutcome::kWrongBirth, {"CC66", "주민번호 오류"}},
    {CardOutcome::kWrongBirth, {"CC67", "사업자번호 오류(인증)"}},
    {CardOutcome::kWrongBirth, {"8110", "포맷에러(지불|신용카드|주민번호)"}},
    {CardOutcome::kDeclined, {"CC03", "카드사 거절(기타사유)"}},
    {CardOutcome::kInsufficientFunds, {"CC10", "통장 잔액부족"}},
    {CardOutcome::kLimitExceeded, {"CC08", "1일 한도초과"}},
    {CardOutcome::kLimitExceeded, {"CC07", "1회 한도초과"}},
    {CardOutcome::kLimitExceeded, {"CC61", "거래금액 한도초과"}},
    {CardOutcome::kLost, {"CC04", "분실 혹은 거래불가 카드"}},
    {CardOutcome::kStolen, {"CC43", "도난카드"}},
    {CardOutcome::kExpired, {"CC54", "카드유효기간만료 또는 불일치"}},
    {CardOutcome::kIssuerDown, {"CC98", "카드사 시스템 장애"}},
    {CardOutcome::kIssuerDown, {"CC72", "카드사 TIMEOUT"}},
    {CardOutcome::kRevoked, {"CC45", "정지카드"}},
});

inline constexpr std::array<CancelErrorText, 1> kCancelErrors{{
    {CancelRefusal::kAlreadyCancelledAtGateway, {"8133", "기취소된 신용카드 거래 취소요청"}},
}};

/// Other codes that the gateway is known to return.
inline constexpr auto kKnownErrors = std::to_array<ErrorText>({
    {"3001", "사용자 취소"},
    {"5209", "[배치빌] 존재하지않는(사용불가) GROUP_ID"},
    {"5593", "가맹점 설정 오류( Kcp 문의  요망)"},
    {"8001", "사이트DB설정오류"},
    {"8002", "사이트 KEY 값 검증 오류"},
    {"8011", "복합과세 금액 설정오류"},
    {"8012", "취소불가 (파트너관리자-결제서버 IP 확인)"},
    {"8023", "기승인 취소된 거래"},
    {"8035", "부분취소 최소금액 미만"},
    {"8036", "부분취소 가능금액 초과"},
    {"8037", "부분취소 남은금액 불일치"},
    {"8063", "포맷에러(결제최소금액오류)"},
    {"8094", "중복 거래요청, 처음부터 재시도 요망"},
    {"8102", "신용카드 거래 불가 가맹점"},
    {"8105", "포맷에러(지불|신용카드|금액)"},
    {"8121", "미등록가맹점"},
    {"8127", "미등록가맹점"},
    {"8128", "신용카드 중복거래 요청 거절"},
    {"8129", "테스트거래 금액오류(일시불 1,000~5,004 할부 50,004)"},
    {"8130", "해외카드 거래불가"},
    {"8133", "기취소된 신용카드 거래 취소요청"},
    {"8135", "신용카드 건최소한도 미만"},
    {"8338", "주문번호 중복 거래"},
    {"8386", "부분취소 가능횟수 초과"},
    {"8392", "부분취소 불가 사이트"},
    {"8586", "동일 주문번호 기 등록건"},
    {"8892", "이미 등록된 카드요청"},
    {"9002", "쇼핑몰에서 사이트코드(site_cd)를 보내지 않습니다."},
    {"9010", kBelowMinimum.message},
    {"9167", "주문번호 중복 입니다. - 해당 쇼핑몰로 문의하여 주시길 바랍니다."},
    {"CC01", "카드사로 문의"},
    {"CC16", kInvalidInstalments.message},
    {"CC34", "할부불가가맹점"},
    {"CC35", "KEY-IN불가가맹점"},
    {"CC44", "연체카드"},
    {"CC47", "할부불가카드"},
    {"CC65", "사용횟수 초과"},
    {"CC84", "사업자번호 오류"},
    {"CC99", "KCP 시스템 장애"},
    {"CCA1", "원거래 없음"},
    {"CCC0", "카드사 시스템 점검 중입니다.(점검시간 이후에 다시 시도해주세요.)"},
});

}  // namespace portone::gateways::kcp
