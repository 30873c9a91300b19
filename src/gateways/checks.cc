// SPDX-License-Identifier: MIT
#include "gateways/checks.h"

#include <string>

#include "domain/cancellation.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone::gateways {

// FIDELITY: common-card-faults
std::optional<GatewayFault> IfLonger(const GatewayAsk& request, std::string_view parameter,
                                     std::size_t max_bytes) {
  if (request.order.extra.Text(parameter).size() <= max_bytes) return std::nullopt;
  return GatewayFault{"EM30", std::string(parameter) + " 파라메터는 최대 " +
                                  std::to_string(max_bytes) + "자까지 가능합니다."};
}

std::optional<GatewayFault> IfMissing(const GatewayAsk& request, std::string_view parameter) {
  if (request.order.extra.Has(parameter)) return std::nullopt;
  return GatewayFault{"EM31", std::string(parameter) + " 파라메터가 누락되었습니다."};
}

GatewayFault Wrong(std::string_view parameter, std::string_view problem) {
  return {"EM32",
          std::string(parameter) + " 파라메터가 올바르지 않습니다. (" + std::string(problem) + ")"};
}

GatewayFault NotNow(std::string_view problem) {
  return {"EM33", "취소할 수 없습니다. (" + std::string(problem) + ")"};
}

std::string_view Direct(const GatewayAsk& request, std::string_view key) {
  return request.order.extra.Text("card.direct." + std::string(key));
}

bool CancelsPart(const CancelAsk& context) {
  const auto& amount = context.request.amount;
  return amount && !amount->IsZero() && *amount != Remaining(context.payment);
}

}  // namespace portone::gateways
