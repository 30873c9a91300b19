// SPDX-License-Identifier: MIT
// Galaxia: the window issues keys; issuing one charges a phone, but not a card. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::galaxia {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"name", {Operation::kWindow}},
}};

constexpr std::size_t kMaxCustomerIdBytes = 20;

std::optional<GatewayError> CheckCustomerId(const GatewayRequest& request) {
  return CheckMaxLength(request, "customer_id", kMaxCustomerIdBytes);
}

// FIDELITY: payment-forms
constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.payments = {.methods = kCardOrWallet},
     .url = "https://cpadmin.billgate.net/billgate/common/"
            "authCardReceipt.jsp?mid={mid}&transNm={tid}&currTp=0000"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "galaxia",
    .name = "갤럭시아머니트리",
    .default_pg_id = "galaxiatest",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kPhone, PayMethod::kVbank, PayMethod::kCvs,
                           PayMethod::kTrans, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kHappymoney, PayMethod::kCulturegift},
               .issue_methods = {PayMethod::kCard, PayMethod::kPhone},
               .methods_charged_on_issue = {PayMethod::kPhone}},
    .format = {.receipt_urls = kReceiptUrls},
    .cash_receipts = {.requested_by_page = {PayMethod::kTrans}},
    .convenience_stores = {.issues_slips = true},
    .required = kRequired,
    .instalments = {.list = QuotaList::kExact},
    .check_order = CheckCustomerId,
};

}  // namespace portone::gateways::galaxia
