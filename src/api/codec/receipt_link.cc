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
  const auto query = gateways::Get(payment.pg).receipt_query(payment);
  if (!query) return std::nullopt;
  return Join({options.receipt_url_prefix, "/", payment.imp_uid.text, "?", *query});
}

}  // namespace portone::api
