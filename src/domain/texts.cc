// SPDX-License-Identifier: MIT
#include "domain/texts.h"

namespace portone::texts {

std::string NotForPages(std::string_view host) {
  return "portone-emulator sends nothing to " + std::string(host) +
         " for this page; --allow-notice-host " + std::string(host) + " allows it";
}

std::string NotBetween(std::int64_t min, std::int64_t max) {
  return std::to_string(min) + " 이상 " + std::to_string(max) + " 이하여야 합니다";
}

std::string Above(std::string_view parameter) {
  return std::string(parameter) + "보다 클 수 없습니다";
}

std::string NotOneOf(std::string_view choices) {
  return std::string(choices) + " 중 하나여야 합니다";
}

std::string NotOneOf(std::span<const std::string_view> choices) {
  std::string all;
  for (const std::string_view choice : choices)
    all += (all.empty() ? "" : ", ") + std::string(choice);
  return NotOneOf(std::string_view(all));
}

std::string Before(std::string_view from) {
  return std::string(from) + " 이후여야 합니다";
}

std::string TooLongAfter(std::string_view from) {
  return std::string(from) + "부터 최대 3개월까지 조회할 수 있습니다";
}

std::string InBrackets(std::string_view code, std::string_view text) {
  return "[코드: " + std::string(code) + "] " + std::string(text);
}

std::string NoSuchGateway(std::string_view pg) {
  return "Not found PG [ " + std::string(pg) + " ] and any PG in your info.";
}

std::string AlreadyRequested(std::string_view merchant_uid) {
  return "이미 승인 완료 되거나 승인 요청 된 거래 건(" + std::string(merchant_uid) + ")입니다.";
}

std::string StoppedByMerchant(std::string_view reason) {
  return "가맹점 요청에 의해 결제를 중단합니다.(상세사유 : " + std::string(reason) + ")";
}

std::string WrongOrderState(std::string_view status, std::string_view claim) {
  std::string text = "처리할 수 없는 상태의 상품주문입니다. (" + std::string(status);
  if (!claim.empty()) text += ", " + std::string(claim);
  return text + ")";
}

std::string ScheduledOrderName(std::string_view customer_uid, std::string_view korean_time) {
  return std::string(customer_uid) + " 고객에 대한 " + std::string(korean_time) + " 예약 결제";
}

}  // namespace portone::texts
