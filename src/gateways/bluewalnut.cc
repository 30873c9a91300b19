// SPDX-License-Identifier: MIT
// Bluewalnut: payment window only. Evidence: docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways::bluewalnut {

extern const GatewayRules kRules;

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "bluewalnut",
    .name = "블루월넛",
    .default_pg_id = "bluewalnuttest",
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone},
               .amount_optional = true},
};

}  // namespace portone::gateways::bluewalnut
