// SPDX-License-Identifier: MIT
// Galaxia: window issues keys, without a charge for cards and with one for phones. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kGalaxia;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"name", {Operation::kWindow}},
}};

constexpr std::size_t kMaxCustomerIdBytes = 20;

std::optional<GatewayError> CheckCustomer(const GatewayRequest& request) {
  return CheckMaxLength(request, "customer_id", kMaxCustomerIdBytes);
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kGalaxia{
    .code = "galaxia",
    .name = "갤럭시아머니트리",
    .default_pg_id = "galaxiatest",
    .rest = {.again = true},
    .window = {.charges = true,
               .issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kPhone, PayMethod::kVbank, PayMethod::kCvs,
                           PayMethod::kTrans, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kHappymoney, PayMethod::kCulturegift},
               .issue_methods = {PayMethod::kCard, PayMethod::kPhone},
               .charging_issue_methods = {PayMethod::kPhone}},
    .required = kRequired,
    .instalments = {.list = QuotaList::kExact},
    .check_order = CheckCustomer,
};

}  // namespace portone::gateways
