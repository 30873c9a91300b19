// SPDX-License-Identifier: MIT
#include "gateways/checks.h"

#include <algorithm>
#include <string>

#include "domain/cancel_request.h"
#include "domain/card.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/magic_cards.h"

namespace portone::gateways {

GatewayError MakeTooLongError(std::string_view parameter, std::size_t max_length) {
  return {"EM30", std::string(parameter) + " 파라메터는 최대 " + std::to_string(max_length) +
                      "자까지 가능합니다."};
}

// FIDELITY: common-card-faults
std::optional<GatewayError> CheckMaxLength(const GatewayRequest& request,
                                           std::string_view parameter, std::size_t max_bytes) {
  if (request.order.extra.Text(parameter).size() <= max_bytes) return std::nullopt;
  return MakeTooLongError(parameter, max_bytes);
}

std::optional<GatewayError> CheckPresent(const GatewayRequest& request,
                                         std::string_view parameter) {
  if (request.order.extra.Has(parameter)) return std::nullopt;
  return MakeMissingParameterError(parameter);
}

GatewayError MakeMissingParameterError(std::string_view parameter) {
  return {"EM31", std::string(parameter) + " 파라메터가 누락되었습니다."};
}

GatewayError MakeInvalidParameterError(std::string_view parameter, std::string_view problem) {
  return {"EM32",
          std::string(parameter) + " 파라메터가 올바르지 않습니다. (" + std::string(problem) + ")"};
}

GatewayError MakeNotCancellableError(std::string_view problem) {
  return {"EM33", "취소할 수 없습니다. (" + std::string(problem) + ")"};
}

std::optional<GatewayError> CheckTestMid(const GatewayRules& rules, const GatewayRequest& request) {
  constexpr std::array<std::string_view, 3> kRefused{"381", "371", "090"};
  if (request.card == nullptr || request.operation == Operation::kWindow ||
      GetSetting(rules, request.channel, kTestMid.name) != "on") {
    return std::nullopt;
  }
  const BinInfo bin_info = GetBinInfo(request.card->number);
  const bool refused = std::any_of(kRefused.begin(), kRefused.end(), [&](std::string_view code) {
    return code == bin_info.company.code || code == bin_info.publisher_code;
  });
  if (!refused) return std::nullopt;
  return rules.FindCardError(CardOutcome::kKbOnTestMid, request.operation);
}

std::optional<GatewayError> CheckTestMidCancel(const GatewayRules& rules,
                                               const CancelContext& context) {
  const bool is_test_mid = GetSetting(rules, context.channel, kTestMid.name) == "on";
  const auto& card = context.payment.card;
  if (!is_test_mid || !card || card->type != 1 || !IsPartialCancel(context)) return std::nullopt;
  return rules.DescribeCancelError(CancelRefusal::kNoPartialCancelCheckCard).text.ToError();
}

std::string_view GetCardDirect(const GatewayRequest& request, std::string_view key) {
  return request.order.extra.Text("card.direct." + std::string(key));
}

bool IsPartialCancel(const CancelContext& context) {
  const auto& amount = context.request.amount;
  return amount && !amount->IsZero() && *amount != GetRemainingAmount(context.payment);
}

}  // namespace portone::gateways
