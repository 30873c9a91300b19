// SPDX-License-Identifier: MIT
// Toss Pay: issues keys in the window without a charge. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>
#include <charconv>

#include "domain/cancel_request.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::tosspay_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::size_t kMaxCustomerIdBytes = 50;
constexpr int kMaxMinutes = 60;

std::optional<GatewayError> CheckWindow(const GatewayRequest& request) {
  if (auto error = CheckMaxLength(request, "customer_id", kMaxCustomerIdBytes)) return error;
  const std::string_view text = request.order.extra.Text("bypass.expiredTime");
  if (text.empty()) return std::nullopt;
  int minutes = 0;
  const char* const last = text.data() + text.size();
  const auto [end, ec] = std::from_chars(text.data(), last, minutes);
  const bool is_positive = ec == std::errc{} && end == last && minutes > 0;
  if (is_positive && minutes <= kMaxMinutes) return std::nullopt;
  return MakeInvalidParameterError("bypass.expiredTime", "1에서 60까지 가능합니다");
}

/// A partial cancellation must state its VAT if the payment did.
std::optional<GatewayError> CheckVat(const CancelContext& context) {
  const bool vat_complete = !context.payment.order.vat_amount || context.request.vat_amount;
  if (vat_complete || !IsPartialCancel(context)) return std::nullopt;
  return kRules.cancel.tax_error.ToError();
}

// FIDELITY: payment-forms
constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "https://pay.toss.im/payfront/web/external/sales-check?payToken={tid}"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"tosstest"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "tosspay_v2",
    .name = "토스페이",
    .color = "#0064ff",
    .default_pg_id = "tosstest",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kTosspay, PayMethod::kTosspayCard, PayMethod::kTosspayMoney},
               .issue_methods = {PayMethod::kTosspay},
               .default_method = PayMethod::kTosspay},
    .payment_means = {.is_wallet = true},
    .format = {.receipt_urls = kReceiptUrls, .names_issuer = true},
    .cash_receipts = {.requested_by_page = {PayMethod::kTosspayMoney, PayMethod::kPoint}},
    .check_order = CheckWindow,
    .check_cancel = CheckVat,
};

}  // namespace portone::gateways::tosspay_v2
