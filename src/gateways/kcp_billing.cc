// SPDX-License-Identifier: MIT
// NHN KCP's window that issues billing keys. Evidence: docs/gateways/kcp.md#kcp-billing
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/kcp_codes.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcpBilling;

namespace {

std::optional<GatewayFault> CheckAccess(const GatewayAsk& request) {
  if (auto error = kcp::WrongSite(request)) return error;
  return kcp::LacksContract(request);
}

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 1'000, .below = kcp::kBelowLeast},
}};

// FIDELITY: kcp-billing
std::optional<GatewayFault> CheckOrder(const GatewayAsk& request) {
  if (request.occasion == Occasion::kWindow) {
    if (request.order.extra.Has("bypass.site_logo") && request.device == Device::kMobile) {
      request.Warn("bypass.site_logo is only shown on a PC");
    }
    return std::nullopt;
  }
  return kcp::NotChargeable(request);
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
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = kcp::NotCancellable,
    .mask_card = kcp::MaskWithZeros,
    .receipt_query = kcp::BillReceipt,
};

}  // namespace portone::gateways
