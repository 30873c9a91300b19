// SPDX-License-Identifier: MIT
// What is different about Hecto Financial (ex Settlebank), used by REST. Evidence:
// docs/fidelity.md#settle
#include <array>

#include "gateways/registry.h"

namespace portone::gateways {
namespace {

constexpr std::array<std::string_view, 1> kVbankNeeds{"vbank_holder"};

}  // namespace

extern const GatewayRules kSettle;

// FIDELITY: settle
const GatewayRules kSettle{
    .code = "settle",
    .name = "헥토파이낸셜",
    .default_pg_id = "settletest",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .vbank = {.issue = true, .change = true, .fixed_unlimited = true, .required = kVbankNeeds},
};

}  // namespace portone::gateways
