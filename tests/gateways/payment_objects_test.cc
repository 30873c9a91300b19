// SPDX-License-Identifier: MIT
// What payments and customers look like at every gateway, on each device and for each payment
// means, as a table that can be held beside a recording: fixtures/golden/payment_objects.txt.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "api/codec/customer_json.h"
#include "api/codec/payment_json.h"
#include "domain/payment_fields.h"
#include "gateways/gateway_bench.h"
#include "json/json.h"
#include "support/golden_file.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kHead =
    R"(# What a payment looks like at every gateway: the fields that follow from what it is paid
# with and from how it ended, and the customer object of a key. Fields that are null, and
# times and amounts that are 0, are left out; receipt is the gateway's own link, on_page the
# one that its page's callback is given where that differs. A line behind a payment that was
# cancelled shows its cancel_history. Refused rows are left out.
)";

constexpr std::array kPaymentFields{
    "status",     "pay_method",        "emb_pg_provider", "apply_num",
    "bank_code",  "card_code",         "card_name",       "card_number",
    "card_type",  "card_issuer_code",  "vbank_code",      "card_publisher_code",
    "vbank_name", "vbank_num",         "vbank_holder",    "pg_id",
    "pg_tid",     "customer_uid_usage"};

/// Of payments that were not simply paid.
constexpr std::array kEndFields{"fail_reason",   "failed_at",    "paid_at",
                                "cancel_amount", "cancelled_at", "cancel_reason"};

constexpr std::array kCustomerFields{"card_code", "card_name",        "card_number",
                                     "card_type", "card_issuer_code", "card_publisher_code",
                                     "pg_id"};

/// A time or an amount of 0.
bool IsUnset(std::string_view name, const Json& value) {
  return std::find(kEndFields.begin(), kEndFields.end(), name) != kEndFields.end() && value == 0;
}

template <class Names>
std::string FormatFields(const Json& object, const Names& names) {
  std::string text;
  for (const char* name : names) {
    if (object.at(name).is_null() || IsUnset(name, object.at(name))) continue;
    text += " " + std::string(name) + "=" + object.at(name).dump();
  }
  return text;
}

std::string FormatPayment(const GatewayRules& rules, const Payment& payment) {
  api::ReplyWriter json;
  api::EncodePayment(json, payment);
  std::string text = FormatFields(Json::parse(json.Take()), kPaymentFields);
  const auto receipt = FormatReceiptUrl(rules, payment);
  const auto on_page = FormatReceiptUrl(rules, payment, ReceiptPlace::kCallback);
  if (receipt) text += " receipt=" + *receipt;
  if (on_page && on_page != receipt) text += " on_page=" + *on_page;
  return text;
}

/// Also how it ended.
std::string FormatEnd(const GatewayRules& rules, const Payment& payment) {
  api::ReplyWriter json;
  api::EncodePayment(json, payment);
  const Json object = Json::parse(json.Take());
  std::string text = FormatPayment(rules, payment) + FormatFields(object, kEndFields) + "\n";
  for (Json entry : object.at("cancel_history")) {
    // Its link is that of the payment, which is shown.
    CHECK(entry["receipt_url"] == object["receipt_url"]);
    entry.erase("receipt_url");
    text += "  cancelled: " + entry.dump() + "\n";
  }
  return text;
}

std::string FormatKey(const BillingKey& key) {
  api::ReplyWriter json;
  api::EncodeCustomer(json, key);
  return FormatFields(Json::parse(json.Take()), kCustomerFields);
}

struct WindowCase {
  std::string_view name;
  std::string_view method;
  std::optional<FundingSource> pays_with;
  bool stores_key = false;
};

constexpr std::array kWindowCases{
    WindowCase{"window", "", {}},
    WindowCase{"window, card", "", FundingSource::kCard},
    WindowCase{"window, money", "", FundingSource::kMoney},
    WindowCase{"window, kakaopay's money", "kakaopay", FundingSource::kMoney},
    WindowCase{"window, trans", "trans", {}},
    WindowCase{"window, vbank", "vbank", {}},
    WindowCase{"window, phone", "phone", {}},
    WindowCase{"window, key", "", {}, true},
};

std::string FormatWindow(const GatewayRules& rules, const WindowCase& window_case, Device device) {
  ErrorTexts texts;
  GatewayBench bench(rules, {}, texts);
  commands::Checkout checkout = bench.FullCheckout(10'000, window_case.method);
  checkout.pays_with = window_case.pays_with;
  checkout.device = device;
  if (window_case.stores_key) checkout.customer_uid = CustomerUid("kim");
  const Result<Payment> payment = bench.RunWindow(checkout);
  if (!payment.ok()) return "";
  const std::string head = std::string(window_case.name) + " on " + std::string(Name(device)) + ":";
  std::string text = head + FormatPayment(rules, payment.value()) + "\n";
  const Result<BillingKey> key = bench.FindKey();
  if (window_case.stores_key && key.ok()) text += "customer of it:" + FormatKey(key.value()) + "\n";
  return text;
}

struct EndCase {
  std::string_view name;
  BuyerAction action;
};

const std::array kEndCases{
    EndCase{"window, closed", CloseWindow{}},
    EndCase{"window, left open", AbandonWindow{}},
    EndCase{"window, declined", DeclineByName{CardOutcome::kInsufficientFunds}},
};

/// A window in which nothing was paid.
std::string FormatUnpaid(const GatewayRules& rules, const EndCase& end_case, Device device) {
  ErrorTexts texts;
  GatewayBench bench(rules, {}, texts);
  commands::Checkout checkout = bench.FullCheckout(10'000);
  checkout.device = device;
  checkout.buyer_action = end_case.action;
  bench.OpenWindow(checkout);
  const Result<Payment> payment = bench.FindPayment("order1");
  if (!payment.ok()) return "";
  return std::string(end_case.name) + " on " + std::string(Name(device)) + ":" +
         FormatEnd(rules, payment.value());
}

/// A payment in the window, or else by API, that is cancelled.
std::string FormatCancelled(const GatewayRules& rules, std::string_view amount) {
  ErrorTexts texts;
  GatewayBench bench(rules, {}, texts);
  std::string name = "window on pc";
  Result<Payment> paid = bench.RunWindow(bench.FullCheckout(10'000));
  if (!paid.ok() || paid.value().without_charge) {
    name = "onetime";
    paid = bench.Run(bench.FullCharge(kGoodCard, 10'000, 0));
  }
  if (!paid.ok()) return "";
  const Result<Payment> cancelled = bench.CancelAndWait(paid.value().imp_uid, amount);
  if (!cancelled.ok()) return "";
  return name + (amount.empty() ? ", cancelled:" : ", cancelled in part:") +
         FormatEnd(rules, cancelled.value());
}

/// A charge of a key whose issuer declines.
std::string FormatDeclinedCharge(GatewayBench& bench) {
  const auto declining =
      bench.Run(commands::SetCardOutcome{CustomerUid("kim"), CardOutcome::kInsufficientFunds});
  if (!declining.ok()) return "";
  commands::ChargeKey again = MakeKeyCharge("kim", "declined");
  again.order = bench.FullOrder("declined", 10'000);
  const Result<Payment> declined = bench.Run(again);
  return declined.ok() ? "again, declined:" + FormatEnd(bench.rules(), declined.value()) : "";
}

std::string FormatApi(const GatewayRules& rules) {
  ErrorTexts texts;
  GatewayBench bench(rules, {}, texts);
  const Result<Payment> once = bench.Run(bench.FullCharge(kGoodCard, 10'000, 0));
  std::string text;
  if (once.ok()) text += "onetime:" + FormatPayment(rules, once.value()) + "\n";
  if (rules.rest.issue_key && bench.IssueKey(bench.FullIssueKey()) == "stored") {
    text += "customer by REST:" + FormatKey(GetValue(bench.FindKey())) + "\n";
  } else {
    commands::Checkout checkout = bench.FullCheckout(10'000);
    checkout.order.merchant_uid = MerchantUid("forkey");
    checkout.customer_uid = CustomerUid("kim");
    if (!bench.RunWindow(checkout).ok()) return text;
  }
  commands::ChargeKey again = MakeKeyCharge("kim", "again");
  again.order = bench.FullOrder("again", 10'000);
  const Result<Payment> paid = bench.Run(again);
  if (paid.ok()) text += "again:" + FormatPayment(rules, paid.value()) + "\n";
  return text + FormatDeclinedCharge(bench);
}

TEST_CASE("payment objects: each gateway's payments and customers are those of the golden table",
          "[gateway][golden]") {
  std::string text = kHead;
  for (const GatewayRules* rules : All()) {
    text += "\n== " + std::string(rules->code) + "\n";
    for (const WindowCase& window_case : kWindowCases) {
      for (const Device device : {Device::kPc, Device::kMobile})
        text += FormatWindow(*rules, window_case, device);
    }
    text += FormatApi(*rules);
    for (const EndCase& end_case : kEndCases) {
      for (const Device device : {Device::kPc, Device::kMobile})
        text += FormatUnpaid(*rules, end_case, device);
    }
    text += FormatCancelled(*rules, "") + FormatCancelled(*rules, "1000");
  }
  const std::string difference = CompareWithGolden("payment_objects.txt", text);
  INFO(difference);
  CHECK(difference.empty());
}

}  // namespace
}  // namespace portone::gateways
