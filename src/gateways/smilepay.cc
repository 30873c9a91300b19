// SPDX-License-Identifier: MIT
// SmilePay: issues keys in the window without a charge. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::smilepay {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"cnstest25m"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "smilepay",
    .name = "스마일페이",
    .color = "#e5002d",
    .default_pg_id = "cnstest25m",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true, .key_issuance = KeyIssuance::kKeyOnly},
    .payment_means = {.is_wallet = true},
    .required = kRequired,
};

}  // namespace portone::gateways::smilepay
