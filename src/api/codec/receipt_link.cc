// SPDX-License-Identifier: MIT
#include "api/codec/receipt_link.h"

#include "base/join.h"
#include "gateways/registry.h"

namespace portone::api {

bool HasReceipt(const Payment& payment) {
  if (payment.status == PaymentStatus::kFailed) return false;
  const auto url = FormatReceiptUrl(gateways::Get(payment.pg), payment);
  return url && !url->empty();
}

std::optional<std::string> MakeReceiptUrl(const ReplyOptions& options, const Payment& payment,
                                          ReceiptPlace place) {
  if (payment.status == PaymentStatus::kFailed) return std::nullopt;
  const auto url = FormatReceiptUrl(gateways::Get(payment.pg), payment, place);
  if (!url || url->empty() || options.receipt_url_prefix.empty()) return url;
  constexpr std::string_view kAfterScheme = "://";
  const std::size_t host = url->find(kAfterScheme) + kAfterScheme.size();
  return Join({options.receipt_url_prefix, std::string_view(*url).substr(host),
               url->find('?') == std::string::npos ? "?" : "&", "user_code=", options.user_code,
               "&imp_uid=", payment.imp_uid.text});
}

}  // namespace portone::api
