// SPDX-License-Identifier: MIT
// What is different about NHN KCP's keys by window. Evidence: docs/fidelity.md#kcp-billing
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcpBilling;

// FIDELITY: kcp-billing
const GatewayRules kKcpBilling{
    .code = "kcp_billing",
    .name = "NHN KCP (정기결제)",
    .default_pg_id = "T0007",
    .rest = {.again = true},
    .window = {.issue = WindowIssue::kKeyOnly, .methods = {PayMethod::kCard}},
};

}  // namespace portone::gateways
