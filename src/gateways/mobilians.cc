// SPDX-License-Identifier: MIT
// KG Mobilians, old module: phone billing, issues keys in the window. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::mobilians {

extern const GatewayRules kRules;

namespace {

constexpr std::array<ErrorText, 2> kErrors{{
    {"0042", "취소기간경과"},
    {"0044", "이미 취소된 거래"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"170622040674"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "mobilians",
    .name = "KG모빌리언스",
    .default_pg_id = "170622040674",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kChargesIfNonZero,
               .methods = {PayMethod::kPhone, PayMethod::kVbank},
               .issue_methods = {PayMethod::kPhone},
               .default_method = PayMethod::kPhone},
    .cancel = {.month_error = {"0042", "취소기간경과"}},
    .known_errors = kErrors,
};

}  // namespace portone::gateways::mobilians
