// SPDX-License-Identifier: MIT
// Toss Pay, old module: payment window only. Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kTosspay;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"name", {Operation::kWindow}},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kTosspay{
    .code = "tosspay",
    .name = "토스페이 (구모듈)",
    .default_pg_id = "tosstest",
    .window = {.charges = true, .methods = {PayMethod::kCard}},
    .required = kRequired,
};

}  // namespace portone::gateways
