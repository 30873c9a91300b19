// SPDX-License-Identifier: MIT
#include "app/client/webhook_table.h"

namespace portone::app::client {

std::string DescribeLastAttempt(const Json& webhook) {
  const Json& attempts = webhook.at("attempts");
  if (attempts.empty()) return "";
  const std::string error = FormatCell(attempts.back(), "error");
  return error.empty() ? FormatCell(attempts.back(), "status") : error;
}

Table MakeWebhookTable(const Json& webhooks) {
  Table table({"ID", "CREATED_AT", "MERCHANT_UID", "STATUS", "STATE", "ATTEMPTS", "ANSWER", "URL"});
  for (const Json& webhook : webhooks) {
    table.Add({FormatCell(webhook, "id"), FormatCell(webhook, "created_at"),
               FormatCell(webhook, "merchant_uid"), FormatCell(webhook, "status"),
               FormatCell(webhook, "state"), std::to_string(webhook.at("attempts").size()),
               DescribeLastAttempt(webhook), FormatCell(webhook, "url")});
  }
  return table;
}

}  // namespace portone::app::client
