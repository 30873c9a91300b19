// SPDX-License-Identifier: MIT
// Chai (discontinued): the window issues keys without a charge, always by redirect. Evidence:
// docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways::chai {

extern const GatewayRules kRules;

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "chai",
    .name = "차이",
    .color = "#ff6f61",
    .default_pg_id = "chaitest",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kTrans},
               .default_method = PayMethod::kTrans,
               .always_redirects = true,
               .popup_parameter = "popup"},
    .payment_means = {.has_card_fields = false, .card_method = PayMethod::kTrans},
};

}  // namespace portone::gateways::chai
