// SPDX-License-Identifier: MIT
// Danal's phone billing: issuing a key always charges. Certifications are in a file of their own.
// Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/danal_certification.h"
#include "gateways/registry.h"

namespace portone::gateways::danal {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"digital", {Operation::kWindow}},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "danal",
    .name = "다날 휴대폰",
    .color = "#00a0e9",
    .default_pg_id = "A010002002",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kAlwaysCharges,
               .methods = {PayMethod::kPhone},
               .default_method = PayMethod::kPhone},
    .page = {.opening_refusal = RefusalFormat::kUndecorated},
    .cancel = {.partial = false},
    .certification = kDanalCertification,
    .required = kRequired,
    .settings = kDanalSettings,
};

}  // namespace portone::gateways::danal
