// SPDX-License-Identifier: MIT
// NHN KCP's window that issues billing keys. Evidence: docs/gateways/kcp.md#kcp-billing
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/kcp_checks.h"
#include "gateways/kcp_codes.h"
#include "gateways/kcp_format.h"
#include "gateways/kcp_settings.h"
#include "gateways/registry.h"

namespace portone::gateways::kcp_billing {

extern const GatewayRules kRules;

namespace {

std::optional<GatewayError> CheckAccess(const GatewayRequest& request) {
  if (auto error = kcp::CheckSite(request)) return error;
  return kcp::CheckContract(request);
}

constexpr std::array<AmountLimit, 1> kLimits{{
    {.below_min_error = kcp::kBelowMinimum, .min_setting = kcp::kMinimumAmount},
}};

// FIDELITY: kcp-billing
std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  if (request.operation == Operation::kWindow) {
    if (request.order.extra.Has("bypass.site_logo") && request.device == Device::kMobile) {
      request.Warn("bypass.site_logo is only shown on a PC");
    }
    return std::nullopt;
  }
  return kcp::CheckCharge(request);
}

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"BA001"},
}};

}  // namespace

const GatewayRules kRules{
    .code = "kcp_billing",
    .name = "NHN KCP (정기결제)",
    .color = "#14459c",
    .default_pg_id = "BA001",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.key_issuance = KeyIssuance::kKeyOnly, .methods = {PayMethod::kCard}},
    .page = {.closed_error = {"", "사용자 취소"}},
    .format = kcp::kPaymentFormat,
    .cancel = kcp::kCancelRules,
    .limits = kLimits,
    .instalments = kcp::kInstalmentRules,
    .card_errors = kcp::kCardErrors,
    .cancel_errors = kcp::kCancelErrors,
    .known_errors = kcp::kKnownErrors,
    .settings = kcp::kContractSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = kcp::CheckCancellation,
};

}  // namespace portone::gateways::kcp_billing
