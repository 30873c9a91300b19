// SPDX-License-Identifier: MIT
// Checks and rules that the NHN KCP channels share. Only for KCP's own files. Evidence:
// docs/gateways/kcp.md#kcp
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/gateway_rules.h"
#include "gateways/kcp_codes.h"

namespace portone::gateways::kcp {

/// Instalments from the lowest minimum of any issuer. CheckCharge enforces a channel's
/// `instalments` setting, which may require more.
inline constexpr InstalmentRules kInstalmentRules{.min_won = 10'000,
                                                  .amount_error = kInvalidInstalments,
                                                  .not_offered_error = kInvalidInstalments};

inline constexpr CancelRules kCancelRules{
    .partial_error = {"8392", "부분취소 불가 사이트"},
    .allows_later_months = true,
    .month_error = {"EM16",
                    "휴대폰 결제의 익월 환불에는 refund_holder, refund_bank, refund_account가 "
                    "필요합니다"},
};

/// Checks the site's code and key for every operation except deleting a key.
std::optional<GatewayError> CheckSite(const GatewayRequest& request);
/// Checks the contract: a card charge needs the card companies' approval, storing or charging a key
/// needs a batch group.
std::optional<GatewayError> CheckContract(const GatewayRequest& request);
/// Checks instalment months and amount. A schedule is checked when it is charged.
std::optional<GatewayError> CheckCharge(const GatewayRequest& request);
/// Checks a cancellation that PortOne itself accepts.
std::optional<GatewayError> CheckCancellation(const CancelContext& context);

}  // namespace portone::gateways::kcp
