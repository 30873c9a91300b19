// What the outcomes of a window and the test cards are called.

const TITLES = {
  approve: ["승인", "Approved"],
  close: ["창을 닫음", "Closes the window"],
  abandon: ["창을 열어 두고 떠남", "Leaves the window open"],
  lose_callback: ["승인되지만 콜백이 오지 않음", "Approved, but the callback is lost"],
  approved: ["승인", "Approved"],
  unknown_bin: ["알 수 없는 카드", "Unknown card"],
  wrong_number: ["카드 번호 오류", "Wrong card number"],
  wrong_expiry: ["유효기간 오류", "Wrong expiry"],
  wrong_cvc: ["CVC 오류", "Wrong CVC"],
  wrong_password: ["비밀번호 오류", "Wrong password"],
  wrong_birth: ["생년월일 오류", "Wrong birth date"],
  too_many_password_tries: ["비밀번호 오류 횟수 초과", "Too many wrong passwords"],
  card_not_supported: ["받지 않는 카드", "Card not accepted"],
  kb_on_test_mid: ["시험 상점의 KB 카드", "KB card at a test merchant"],
  declined: ["카드사 거절", "Declined"],
  insufficient_funds: ["잔액 부족", "Insufficient funds"],
  limit_exceeded: ["한도 초과", "Over the limit"],
  lost_card: ["분실 카드", "Lost card"],
  stolen_card: ["도난 카드", "Stolen card"],
  expired_card: ["유효기간이 지난 카드", "Expired card"],
  issuer_down: ["카드사 장애", "Issuer out of order"],
  deleted_card: ["해지된 카드", "Withdrawn card"],
  already_cancelled_at_gateway: ["승인, 취소할 때 이미 취소됨", "Approved; cancelling: cancelled already"],
  no_partial_cancel_check_card: ["승인, 부분취소 불가 (체크카드)", "Approved; cancelled in full only (check card)"],
  no_partial_cancel_easy_pay: ["승인, 부분취소 불가 (간편결제)", "Approved; cancelled in full only (easy pay)"],
  wrong_field: ["잘못된 파라미터, 창이 열리지 않음", "Wrong parameter; does not open"],
  wrong_merchant: ["등록되지 않은 상점", "Unknown merchant id"],
  underage: ["나이 제한에 걸림", "Too young"],
  not_identified: ["본인 확인 불일치", "Person not identified"],
  exceeds_unsettled: ["승인, 취소 금액이 미정산 금액 초과", "Approved; refund exceeds what is not paid out"],
};

/** What ends a window without a refusal of the gateway. */
export const BUYERS_OUTCOMES = ["approve", "close", "abandon", "lose_callback"];

/** The title of an outcome; a name that is not known here is its own. */
export function outcomeTitle(name, language) {
  const titles = TITLES[name];
  if (!titles) return name.replaceAll("_", " ");
  return titles[language === "en" ? 1 : 0];
}

export const OUTCOME_NAMES = Object.keys(TITLES);
