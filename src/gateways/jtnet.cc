// SPDX-License-Identifier: MIT
// JTNet, gone since: keys by window, charged when the amount is not zero, and by REST. Evidence:
// docs/fidelity.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kJtnet;

// FIDELITY: other-gateways
const GatewayRules kJtnet{
    .code = "jtnet",
    .name = "JTNet",
    .default_pg_id = "jtnettest",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .window = {.pays = true,
               .issue = WindowIssue::kPaysIfAny,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone},
               .issue_methods = {PayMethod::kCard}},
};

}  // namespace portone::gateways
