// SPDX-License-Identifier: MIT
// Hecto's firm banking: bank transfers, payment window only. Evidence:
// docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kSettleFirm;

// FIDELITY: other-gateways
const GatewayRules kSettleFirm{
    .code = "settle_firm",
    .name = "헥토파이낸셜 펌뱅킹",
    .default_pg_id = "settlefirmtest",
    .window = {.charges = true,
               .methods = {PayMethod::kTrans},
               .default_method = PayMethod::kTrans,
               .popup_parameter = "popup"},
};

}  // namespace portone::gateways
