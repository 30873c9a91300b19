// SPDX-License-Identifier: MIT
// Hecto's firm banking: bank transfers, payment window only. Evidence:
// docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways::settle_firm {

extern const GatewayRules kRules;

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "settle_firm",
    .name = "헥토파이낸셜 펌뱅킹",
    .default_pg_id = "settlefirmtest",
    .window = {.charges = true,
               .methods = {PayMethod::kTrans},
               .default_method = PayMethod::kTrans,
               .popup_parameter = "popup"},
};

}  // namespace portone::gateways::settle_firm
