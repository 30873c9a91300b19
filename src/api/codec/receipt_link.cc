// SPDX-License-Identifier: MIT
#include "api/codec/receipt_link.h"

#include "base/join.h"
#include "gateways/registry.h"

namespace portone::api {

bool HasReceipt(const Payment& payment) {
  if (payment.issue_only) return false;  // nothing was paid
  const bool awaits_deposit = payment.status == PaymentStatus::kReady && payment.vbank;
  return awaits_deposit || WasPaid(payment);
}

std::optional<std::string> MakeReceiptUrl(const ReplyOptions& options, const Payment& payment) {
  if (!HasReceipt(payment)) return std::nullopt;
  std::optional<std::string> url = gateways::Get(payment.pg).receipt_url(payment);
  if (!url || options.receipt_url_prefix.empty()) return url;
  constexpr std::string_view kAfterScheme = "://";
  const std::size_t host = url->find(kAfterScheme) + kAfterScheme.size();
  return Join({options.receipt_url_prefix, std::string_view(*url).substr(host),
               url->find('?') == std::string::npos ? "?" : "&", "user_code=", options.user_code,
               "&imp_uid=", payment.imp_uid.text});
}

}  // namespace portone::api
