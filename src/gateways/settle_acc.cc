// SPDX-License-Identifier: MIT
// Hecto's bank account payments: the window issues keys, and charges when the amount is not zero.
// Evidence: docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways::settle_acc {

extern const GatewayRules kRules;

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "settle_acc",
    .name = "내통장결제",
    .default_pg_id = "settleacctest",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kChargesIfNonZero,
               .methods = {PayMethod::kTrans},
               .default_method = PayMethod::kTrans},
    .payment_means = {.has_card_fields = false, .card_method = PayMethod::kTrans},
};

}  // namespace portone::gateways::settle_acc
