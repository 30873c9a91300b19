// SPDX-License-Identifier: MIT
// show and replay: what became of one order, and of one webhook.
#include <ostream>
#include <string>

#include "app/client/client_commands.h"
#include "app/client/table.h"
#include "app/client/webhook_table.h"
#include "json/text.h"

namespace portone::app::client {
namespace {

/// The first page of each list, with the most entries allowed: an order rarely has more.
Json FetchOrder(EmulatorClient& emulator, const std::string& merchant_uid) {
  const std::string query = QueryString().Add("merchant_uid", merchant_uid).text();
  const std::string page = query + "&order=asc&limit=1000";
  return {{"payments", emulator.Get("/payments" + page).at("payments")},
          {"schedules", emulator.Get("/schedules" + page).at("schedules")},
          {"webhooks", emulator.Get("/webhooks" + query).at("webhooks")}};
}

void PrintPart(std::ostream& out, const std::string& heading, const Table& table) {
  if (table.empty()) return;
  out << heading << '\n';
  table.Print(out, "  ");
}

}  // namespace

int ShowOrder(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const std::string& merchant_uid = settings.arguments.front();
  const Json order = FetchOrder(emulator, merchant_uid);
  const bool is_known = !order.at("payments").empty() || !order.at("schedules").empty();
  if (settings.json) {
    out << order.dump(2) << '\n';
    return is_known ? 0 : 1;
  }
  if (!is_known) {
    out << "no payment and no schedule has the order number " << ToPrintableLine(merchant_uid)
        << '\n';
    return 1;
  }
  PrintPart(
      out, "schedules",
      MakeTable(order.at("schedules"), {"schedule_at", "customer_uid", "schedule_status",
                                        "payment_status", "amount", "executed_at", "revoked_at"}));
  PrintPart(
      out, "payments",
      MakeTable(order.at("payments"), {"started_at", "imp_uid", "status", "amount", "cancel_amount",
                                       "pg", "customer_uid", "fail_reason"}));
  PrintPart(out, "webhooks", MakeWebhookTable(order.at("webhooks")));
  if (order.at("webhooks").empty()) out << "no webhook was sent\n";
  return 0;
}

int ReplayWebhook(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const std::string& id = settings.arguments.front();
  const Json webhook =
      emulator.Post("/webhooks/" + json::PercentEncode(id) + "/replay", Json::object());
  const bool has_failed = webhook.at("state") == "failed";
  if (settings.json) {
    out << webhook.dump(2) << '\n';
  } else {
    MakeWebhookTable(Json::array({webhook})).Print(out);
  }
  return has_failed ? 1 : 0;
}

}  // namespace portone::app::client
