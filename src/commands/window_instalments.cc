// SPDX-License-Identifier: MIT
#include "commands/window_instalments.h"

#include "domain/gateway_checks.h"
#include "domain/gateway_request.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The maximum if the page gives no list of its own; a list may go up to kMaxMonths.
constexpr int kDefaultMaxMonths = 12;
constexpr int kMaxMonths = 36;

std::optional<GatewayError> CheckAtGateway(const Channel& channel, const Payment& payment,
                                           const Order& order, Instant now) {
  GatewayRequest request{Operation::kWindow, channel, order, now, now};
  request.device = payment.device;
  request.method = payment.pay_method;
  if (payment.customer_uid) request.customer_uid = &*payment.customer_uid;
  return gateways::Get(channel.pg).check_order(request);
}

}  // namespace

std::optional<GatewayError> CheckWindowInstalments(const Channel& channel, const Payment& payment,
                                                   const Order& order, Instant now) {
  if (auto refusal = CheckInstalments(gateways::Get(channel.pg), order)) return refusal;
  if (CheckAtGateway(channel, payment, payment.order, now)) return std::nullopt;
  return CheckAtGateway(channel, payment, order, now);
}

std::vector<int> ListWindowInstalments(const Channel& channel, const Payment& payment,
                                       Instant now) {
  if (payment.order.card_quota > 0)
    return {payment.order.card_quota};  // chosen by the page in card.direct
  std::vector<int> months{0};
  const GatewayRules& rules = gateways::Get(channel.pg);
  Order candidate = payment.order;
  const int max_months = candidate.extra.Has("display.card_quota") ? kMaxMonths : kDefaultMaxMonths;
  for (candidate.card_quota = 2; candidate.card_quota <= max_months; ++candidate.card_quota) {
    if (!CheckInstalments(rules, candidate)) months.push_back(candidate.card_quota);
  }
  // If the gateway refuses the order as it is, the months are not the reason.
  if (months.size() == 1 || CheckAtGateway(channel, payment, payment.order, now)) return months;
  std::erase_if(months, [&](int count) {
    candidate.card_quota = count;
    return count > 0 && CheckAtGateway(channel, payment, candidate, now).has_value();
  });
  return months;
}

}  // namespace portone::commands
