// SPDX-License-Identifier: MIT
// The commands that are named after a list (payments, schedules, ..., webhooks): what a sandbox
// holds, as tables.
#include <ostream>
#include <string>
#include <vector>

#include "app/client/client_commands.h"
#include "app/client/table.h"
#include "app/client/webhook_table.h"

namespace portone::app::client {
namespace {

std::string MakeQuery(const ClientOptions& options) {
  return QueryString()
      .Add("merchant_uid", options.order)
      .Add("customer_uid", options.customer)
      .Add("status", options.status)
      .Add("from", options.from)
      .Add("to", options.to)
      .Add("page", options.page)
      .Add("limit", options.limit)
      .text();
}

int PrintPage(const Json& reply, const std::string& name, const std::vector<std::string>& keys,
              const Settings& settings, std::ostream& out) {
  if (settings.json) {
    out << reply.dump(2) << '\n';
    return 0;
  }
  const Table table = MakeTable(reply.at(name), keys);
  if (table.empty()) {
    out << "no " << name << '\n';
    return 0;
  }
  table.Print(out);
  if (reply.at("pages") > 1) {
    out << "page " << reply.at("page") << " of " << reply.at("pages") << ", " << reply.at("total")
        << " in all\n";
  }
  return 0;
}

int List(EmulatorClient& emulator, const std::string& name, const std::vector<std::string>& keys,
         const Settings& settings, std::ostream& out) {
  return PrintPage(emulator.Get("/" + name + MakeQuery(settings.client)), name, keys, settings,
                   out);
}

}  // namespace

int ListPayments(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "payments",
              {"started_at", "merchant_uid", "customer_uid", "status", "amount", "pg", "imp_uid",
               "fail_reason"},
              settings, out);
}

int ListSchedules(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "schedules",
              {"schedule_at", "merchant_uid", "customer_uid", "schedule_status", "payment_status",
               "amount", "imp_uid"},
              settings, out);
}

int ListCustomers(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "customers",
              {"updated_at", "customer_uid", "pg", "card_name", "card_number", "charge_outcome",
               "payment_count"},
              settings, out);
}

int ListVbanks(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "vbanks",
              {"issued_at", "merchant_uid", "status", "amount", "bank_name", "number", "due_at",
               "deposited_amount"},
              settings, out);
}

int ListCertifications(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(
      emulator, "certifications",
      {"requested_at", "merchant_uid", "status", "pg", "name", "otp", "failed_attempts", "imp_uid"},
      settings, out);
}

int ListProductOrders(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return PrintPage(emulator.Get("/product-orders" + MakeQuery(settings.client)), "product_orders",
                   {"ordered_at", "merchant_uid", "status", "claim_status", "product_id",
                    "quantity", "product_amount", "product_order_id"},
                   settings, out);
}

int ListReceipts(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "receipts",
              {"applied_at", "merchant_uid", "origin", "status", "amount", "vat", "identifier",
               "apply_num", "imp_uid"},
              settings, out);
}

int ListStoreSlips(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "cvs",
              {"issued_at", "merchant_uid", "status", "amount", "barcode", "expires_at", "imp_uid"},
              settings, out);
}

int ListEscrows(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return List(emulator, "escrows",
              {"started_at", "merchant_uid", "payment_status", "status", "pg", "company", "invoice",
               "changed_at", "imp_uid"},
              settings, out);
}

int ListQuickMembers(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  return PrintPage(emulator.Get("/quick-members" + MakeQuery(settings.client)), "quick_members",
                   {"inserted_at", "member_id", "pg", "pg_id", "fido", "money", "autopay_keys"},
                   settings, out);
}

int ListWebhooks(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const ClientOptions& options = settings.client;
  const std::string query = QueryString()
                                .Add("merchant_uid", options.order)
                                .Add("status", options.status)
                                .Add("state", options.failed ? "failed" : "")
                                .text();
  const Json reply = emulator.Get("/webhooks" + query);
  if (settings.json) {
    out << reply.dump(2) << '\n';
    return 0;
  }
  if (reply.at("webhooks").empty()) {
    out << (options.failed ? "no failed webhooks\n" : "no webhooks\n");
    return 0;
  }
  MakeWebhookTable(reply.at("webhooks")).Print(out);
  return 0;
}

}  // namespace portone::app::client
