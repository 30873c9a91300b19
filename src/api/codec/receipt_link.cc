// SPDX-License-Identifier: MIT
#include "api/codec/receipt_link.h"

#include <algorithm>

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
  if (!url || url->empty()) return url;
  const std::size_t query = std::min(url->find('?'), url->size());
  return options.receipt_url_prefix + "/" + payment.imp_uid.text + url->substr(query);
}

}  // namespace portone::api
