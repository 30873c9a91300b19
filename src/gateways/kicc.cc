// SPDX-License-Identifier: MIT
// KICC: issues keys in the window; escrow for bank transfers and virtual accounts. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::kicc {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
}};

std::optional<GatewayError> CheckEscrow(const GatewayRequest& request) {
  if (request.operation != Operation::kWindow || !request.order.extra.Flag("escrow"))
    return std::nullopt;
  if (request.method != PayMethod::kTrans && request.method != PayMethod::kVbank) {
    return MakeInvalidParameterError("escrow", "계좌이체와 가상계좌만 가능합니다");
  }
  return CheckPresent(request, "kiccProducts");
}

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{time12}{digits:8}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.payments = {.methods = kCardOrWallet},
     .url = "http://testoffice.easypay.co.kr/receipt/ReceiptBranch.jsp?controlNo={tid}&payment=01"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"T5102001"},
}};

constexpr std::array<std::string_view, 1> kReceiptRequired{"identifier_type"};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "kicc",
    .name = "KICC",
    .color = "#004b8d",
    .default_pg_id = "T5102001",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone},
               .issue_methods = {PayMethod::kCard}},
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .mask = {.from = 8, .to = 16, .character = '0'},
               .keys_show_type = false,
               .keys_show_number = false},
    .cancel = {.requires_tax_free = true},
    .cash_receipts = {.issues = true,
                      .issues_external = true,
                      .required = kReceiptRequired,
                      .external_required = kReceiptRequired},
    .required = kRequired,
    .check_order = CheckEscrow,
};

}  // namespace portone::gateways::kicc
