// SPDX-License-Identifier: MIT
// JTNet (discontinued): issues keys over REST and in the window, which charges unless the amount is
// zero. Evidence: docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kJtnet;

// FIDELITY: other-gateways
const GatewayRules kJtnet{
    .code = "jtnet",
    .name = "JTNet",
    .default_pg_id = "jtnettest",
    .rest = kFullRest,
    .window = {.charges = true,
               .key_issue = KeyIssue::kChargesIfNonZero,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone},
               .issue_methods = {PayMethod::kCard}},
};

}  // namespace portone::gateways
