// SPDX-License-Identifier: MIT
#include "domain/texts.h"

namespace portone::texts {

std::string NotBetween(std::int64_t min, std::int64_t max) {
  return std::to_string(min) + " 이상 " + std::to_string(max) + " 이하여야 합니다";
}

std::string Above(std::string_view parameter) {
  return std::string(parameter) + "보다 클 수 없습니다";
}

std::string NotOneOf(std::string_view choices) {
  return std::string(choices) + " 중 하나여야 합니다";
}

std::string Before(std::string_view from) {
  return std::string(from) + " 이후여야 합니다";
}

std::string TooLongAfter(std::string_view from) {
  return std::string(from) + "부터 최대 3개월까지 조회할 수 있습니다";
}

std::string StoppedByMerchant(std::string_view reason) {
  return "고객사 요청에 의해 결제를 중단합니다. (상세사유 : " + std::string(reason) + ")";
}

std::string ScheduledOrderName(std::string_view customer_uid, std::string_view korean_time) {
  return std::string(customer_uid) + " 고객에 대한 " + std::string(korean_time) + " 예약 결제";
}

}  // namespace portone::texts
