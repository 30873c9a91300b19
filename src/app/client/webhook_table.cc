// SPDX-License-Identifier: MIT
#include "app/client/webhook_table.h"

namespace portone::app::client {

std::string DescribeLastAttempt(const Json& webhook) {
  const Json& attempts = webhook.at("attempts");
  if (attempts.empty()) return "";
  const std::string error = CellOf(attempts.back(), "error");
  return error.empty() ? CellOf(attempts.back(), "status") : error;
}

Table MakeWebhookTable(const Json& webhooks) {
  Table table({"ID", "CREATED_AT", "MERCHANT_UID", "STATUS", "STATE", "ATTEMPTS", "ANSWER", "URL"});
  for (const Json& webhook : webhooks) {
    table.Add({CellOf(webhook, "id"), CellOf(webhook, "created_at"),
               CellOf(webhook, "merchant_uid"), CellOf(webhook, "status"), CellOf(webhook, "state"),
               std::to_string(webhook.at("attempts").size()), DescribeLastAttempt(webhook),
               CellOf(webhook, "url")});
  }
  return table;
}

}  // namespace portone::app::client
