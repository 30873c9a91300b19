// SPDX-License-Identifier: MIT
#include "domain/outcome_titles.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/invariant.h"

namespace portone {
namespace {

constexpr auto kTitles = std::to_array<OutcomeTitle>({
    {"approve", "승인", "Approve"},
    {"close", "창 닫기", "Close the window"},
    {"abandon", "창을 열어 둔 채 떠나기", "Leave the window open and go away"},
    {"lose_callback", "승인, 콜백은 전달되지 않음", "Approve, and lose the callback"},
    {"approved", "승인", "Approved"},
    {"unknown_bin", "알 수 없는 카드번호(BIN)", "No issuer for this number"},
    {"wrong_number", "카드번호 오류", "Wrong card number"},
    {"wrong_expiry", "유효기간 오류", "Wrong expiry date"},
    {"wrong_cvc", "CVC 오류", "Wrong verification code"},
    {"wrong_password", "비밀번호 오류", "Wrong password"},
    {"wrong_birth", "생년월일 또는 사업자번호 오류", "Wrong birth date or business number"},
    {"too_many_password_tries", "비밀번호 오류 횟수 초과", "Too many wrong passwords"},
    {"card_not_supported", "사용할 수 없는 카드사", "Card company not accepted"},
    {"kb_on_test_mid", "테스트 상점의 KB국민카드", "KB card on a test merchant id"},
    {"declined", "카드사 승인 거절", "Declined by the issuer"},
    {"insufficient_funds", "잔액 부족", "Insufficient funds"},
    {"limit_exceeded", "한도 초과", "Limit exceeded"},
    {"lost_card", "분실 카드", "Lost card"},
    {"stolen_card", "도난 카드", "Stolen card"},
    {"expired_card", "유효기간이 지난 카드", "Expired card"},
    {"issuer_down", "카드사 응답 없음", "The issuer cannot be reached"},
    {"revoked_card", "등록이 해지된 카드", "Registration withdrawn"},
    {"wrong_field", "잘못된 파라미터", "Wrong parameter"},
    {"wrong_merchant", "등록되지 않은 상점", "Merchant not registered"},
    {"underage", "나이 제한에 걸림", "Under the minimum age"},
    {"not_identified", "본인 확인 불일치", "Identity does not match"},
    {"already_cancelled_at_gateway", "승인, 취소하면 이미 취소된 거래",
     "Approved; already cancelled at the gateway"},
    {"no_partial_cancel_check_card", "승인, 부분취소할 수 없는 체크카드",
     "Approved; a check card that can only be cancelled in full"},
    {"no_partial_cancel_easy_pay", "승인, 부분취소할 수 없는 간편결제",
     "Approved; an easy payment that can only be cancelled in full"},
    {"exceeds_unsettled_amount", "승인, 취소금액이 미정산 금액을 초과",
     "Approved; a refund exceeds the balance not yet paid out"},
});

}  // namespace

std::span<const OutcomeTitle> OutcomeTitles() {
  return kTitles;
}

const OutcomeTitle& GetOutcomeTitle(std::string_view name) {
  const auto* const found = std::find_if(
      kTitles.begin(), kTitles.end(), [name](const OutcomeTitle& row) { return row.name == name; });
  PORTONE_INVARIANT(found != kTitles.end(), "no title for the outcome " + std::string(name));
  return *found;
}

}  // namespace portone
