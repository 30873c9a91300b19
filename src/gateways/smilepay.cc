// SPDX-License-Identifier: MIT
// SmilePay: issues keys in the window without a charge. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kSmilepay;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kSmilepay{
    .code = "smilepay",
    .name = "스마일페이",
    .default_pg_id = "smilepaytest",
    .rest = {.again = true},
    .window = {.charges = true, .key_issue = KeyIssue::kKeyOnly},
    .required = kRequired,
};

}  // namespace portone::gateways
