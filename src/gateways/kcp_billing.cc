// SPDX-License-Identifier: MIT
// What is different about NHN KCP's keys by window. Evidence: docs/fidelity.md#kcp-billing
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/kcp_codes.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcpBilling;

namespace {

std::optional<GatewayFault> NoAccess(const GatewayAsk& ask) {
  if (auto fault = kcp::WrongSite(ask)) return fault;
  return kcp::LacksContract(ask);
}

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 1'000, .below = kcp::kBelowLeast},
}};

// FIDELITY: kcp-billing
std::optional<GatewayFault> WrongOrder(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kWindow) {
    if (ask.order.extra.Has("bypass.site_logo") && ask.device == Device::kMobile) {
      ask.Warn("bypass.site_logo is shown on a PC alone");
    }
    return std::nullopt;
  }
  return kcp::NotChargeable(ask);
}

}  // namespace

const GatewayRules kKcpBilling{
    .code = "kcp_billing",
    .name = "NHN KCP (정기결제)",
    .default_pg_id = "T0007",
    .rest = {.again = true},
    .window = {.issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kCard},
               .closed = {"3001", "사용자 취소"}},
    .cancel = kcp::kCancelRules,
    .own = {.identity_type = false},
    .limits = kLimits,
    .instalments = kcp::kInstalmentRules,
    .card_faults = kcp::kCardFaults,
    .known_faults = kcp::kKnownFaults,
    .settings = kcp::kContract,
    .check_access = NoAccess,
    .check_order = WrongOrder,
    .check_cancel = kcp::NotCancellable,
    .mask_card = kcp::MaskWithZeros,
    .receipt_query = kcp::BillReceipt,
};

}  // namespace portone::gateways
