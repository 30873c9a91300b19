// SPDX-License-Identifier: MIT
// The operations that are run at every gateway.
#include <array>
#include <chrono>

#include "gateways/conformance_bench.h"

namespace portone::testing {
namespace {

using Operation = BenchOperation;

constexpr std::chrono::hours kMonth{24 * 31};

/// Only what every API call needs.
commands::ChargeOnce BareCharge() {
  return Once("order1");
}

std::string Window(Bench& bench, std::int64_t major, std::string_view method) {
  return bench.Window(bench.FullWindow(major, method));
}

std::string WindowKey(Bench& bench, std::int64_t major, std::string_view method = "") {
  commands::Checkout checkout = bench.FullWindow(major, method);
  checkout.customer_uid = CustomerUid("kim");
  return bench.Window(checkout);
}

std::string BareWindow(Bench& bench) {
  commands::Checkout checkout;
  checkout.order = OrderOf("order1");
  const Order full = bench.FullWindow(10'000).order;  // in the gateway's currency
  checkout.order.amount = full.amount;
  checkout.order.tax_free = full.tax_free;
  return bench.Window(checkout);
}

std::string WindowWithCard(Bench& bench, std::string_view card) {
  commands::Checkout checkout = bench.FullWindow(10'000);
  checkout.buyers_card = CardOf(card);
  return bench.Window(checkout);
}

/// Instalment months when the window offers some.
std::string WindowMonths(Bench& bench, std::int64_t major, int months, std::string_view offered) {
  commands::Checkout checkout = bench.FullWindow(major);
  checkout.order.card_quota = months;
  if (!offered.empty()) checkout.order.extra.Put("display.card_quota[0]", std::string(offered));
  return bench.Window(checkout);
}

std::string ClosedWindow(Bench& bench) {
  commands::Checkout checkout = bench.FullWindow(10'000);
  checkout.buyer = commands::CloseWindow{};
  return bench.Window(checkout);
}

std::string WindowInCurrency(Bench& bench, Currency currency) {
  commands::Checkout checkout = bench.FullWindow(10'000);
  checkout.order.amount = ParseAmount("10000", currency).money.value();
  checkout.order.tax_free = Money{0, currency};
  checkout.order.names_currency = true;
  return bench.Window(checkout);
}

std::string WindowWithOrder(Bench& bench, std::string_view merchant_uid) {
  commands::Checkout checkout = bench.FullWindow(10'000);
  checkout.order.merchant_uid = MerchantUid(std::string(merchant_uid));
  return bench.Window(checkout);
}

std::string WindowWithCustomerId(Bench& bench, std::string customer_id) {
  commands::Checkout checkout = bench.FullWindow(10'000);
  checkout.order.extra.Put("customer_id", std::move(customer_id));
  return bench.Window(checkout);
}

std::string IssueWithWrongExpiry(Bench& bench) {
  commands::IssueKey issue = bench.FullIssue();
  issue.card.expiry = "30/12";
  return bench.Issued(issue);
}

std::string ChargeOnceWithKey(Bench& bench) {
  commands::ChargeOnce charge = bench.FullCharge(kGoodCard, 10'000, 0);
  charge.customer_uid = CustomerUid("kim");
  return bench.Charged(charge);
}

const std::array<Operation, 6> kKeys{{
    {"issue", [](Bench& b) { return b.Issued(b.FullIssue()); }},
    {"card alone", [](Bench& b) { return b.Issued(Issue("kim")); }},
    {"unknown bin", [](Bench& b) { return b.Issued(b.FullIssue(kUnknownBinCard)); }},
    {"wrong number", [](Bench& b) { return b.Issued(b.FullIssue(kWrongNumberCard)); }},
    {"wrong expiry", IssueWithWrongExpiry},
    {"declining card", [](Bench& b) { return b.Issued(b.FullIssue(kDecliningCard)); }},
}};

const std::array<Operation, 9> kOnce{{
    {"charge", [](Bench& b) { return b.Charged(b.FullCharge(kGoodCard, 10'000, 0)); }},
    {"nothing besides", [](Bench& b) { return b.Charged(BareCharge()); }},
    {"and key", ChargeOnceWithKey},
    {"999", [](Bench& b) { return b.Charged(b.FullCharge(kGoodCard, 999, 0)); }},
    {"1,000", [](Bench& b) { return b.Charged(b.FullCharge(kGoodCard, 1'000, 0)); }},
    {"2 months of 49,999", [](Bench& b) { return b.Charged(b.FullCharge(kGoodCard, 49'999, 2)); }},
    {"of 50,000", [](Bench& b) { return b.Charged(b.FullCharge(kGoodCard, 50'000, 2)); }},
    {"wrong number", [](Bench& b) { return b.Charged(b.FullCharge(kWrongNumberCard, 10'000, 0)); }},
    {"declining card", [](Bench& b) { return b.Charged(b.FullCharge(kDecliningCard, 10'000, 0)); }},
}};

const std::array<Operation, 8> kAgain{{
    {"again", [](Bench& b) { return b.ChargedAgain(kGoodCard, 10'000, 0); }},
    {"nothing besides", [](Bench& b) { return b.ChargedAgain(kGoodCard, 10'000, 0, false); }},
    {"999", [](Bench& b) { return b.ChargedAgain(kGoodCard, 999, 0); }},
    {"2 months of 49,999", [](Bench& b) { return b.ChargedAgain(kGoodCard, 49'999, 2); }},
    {"declining card", [](Bench& b) { return b.ChargedAgain(kDecliningCard, 10'000, 0); }},
    {"schedule", [](Bench& b) { return b.Scheduled(false, 10'000); }},
    {"schedule of 999", [](Bench& b) { return b.Scheduled(false, 999); }},
    {"schedule and card", [](Bench& b) { return b.Scheduled(true, 10'000); }},
}};

const std::array<Operation, 9> kWindows{{
    {"payment", [](Bench& b) { return Window(b, 10'000, ""); }},
    {"nothing besides", BareWindow},
    {"card", [](Bench& b) { return Window(b, 10'000, "card"); }},
    {"trans", [](Bench& b) { return Window(b, 10'000, "trans"); }},
    {"vbank", [](Bench& b) { return Window(b, 10'000, "vbank"); }},
    {"phone", [](Bench& b) { return Window(b, 10'000, "phone"); }},
    {"key of 0", [](Bench& b) { return WindowKey(b, 0); }},
    {"key of 10,000", [](Bench& b) { return WindowKey(b, 10'000); }},
    {"key by phone", [](Bench& b) { return WindowKey(b, 10'000, "phone"); }},
}};

const std::array<Operation, 9> kWindowLimits{{
    {"1", [](Bench& b) { return Window(b, 1, ""); }},
    {"99", [](Bench& b) { return Window(b, 99, ""); }},
    {"999", [](Bench& b) { return Window(b, 999, ""); }},
    {"2 months of 49,999", [](Bench& b) { return WindowMonths(b, 49'999, 2, ""); }},
    {"of 50,000", [](Bench& b) { return WindowMonths(b, 50'000, 2, ""); }},
    {"3 where 6 are offered", [](Bench& b) { return WindowMonths(b, 60'000, 3, "6"); }},
    {"wrong number", [](Bench& b) { return WindowWithCard(b, kWrongNumberCard); }},
    {"declining card", [](Bench& b) { return WindowWithCard(b, kDecliningCard); }},
    {"closed", ClosedWindow},
}};

const std::array<Operation, 7> kWindowParameters{{
    {"won", [](Bench& b) { return WindowInCurrency(b, Currency::kKrw); }},
    {"dollars", [](Bench& b) { return WindowInCurrency(b, Currency::kUsd); }},
    {"yen", [](Bench& b) { return WindowInCurrency(b, Currency::kJpy); }},
    {"order o-1-2", [](Bench& b) { return WindowWithOrder(b, "o-1-2"); }},
    {"order of 3", [](Bench& b) { return WindowWithOrder(b, "abc"); }},
    {"customer_id of 21", [](Bench& b) { return WindowWithCustomerId(b, std::string(21, 'c')); }},
    {"of 51", [](Bench& b) { return WindowWithCustomerId(b, std::string(51, 'c')); }},
}};

const std::array<Operation, 5> kCancels{{
    {"whole", [](Bench& b) { return b.Cancelled("", true); }},
    {"a part", [](Bench& b) { return b.Cancelled("", false); }},
    {"a transfer", [](Bench& b) { return b.Cancelled("trans", true); }},
    {"a part of a phone bill", [](Bench& b) { return b.Cancelled("phone", false); }},
    {"last month's phone bill", [](Bench& b) { return b.Cancelled("phone", true, kMonth); }},
}};

const std::array<Operation, 5> kAccounts{{
    {"issue", [](Bench& b) { return b.Account(true, false); }},
    {"nothing besides", [](Bench& b) { return b.Account(false, false); }},
    {"unlimited", [](Bench& b) { return b.Account(true, true); }},
    {"change", [](Bench& b) { return b.AccountChanged(); }},
    {"revoke", [](Bench& b) { return b.AccountRevoked(); }},
}};

const std::array<Operation, 2> kForms{{
    {"transaction id", [](Bench& b) { return b.TransactionId(); }},
    {"receipt", [](Bench& b) { return b.Receipt(); }},
}};

const std::array<BenchTable, 9> kTables{{
    {"keys by REST", kKeys},
    {"onetime", kOnce},
    {"charges of keys", kAgain},
    {"windows", kWindows},
    {"windows: amounts, months, cards", kWindowLimits},
    {"windows: currencies, order numbers, customers", kWindowParameters},
    {"cancellations", kCancels},
    {"virtual accounts by REST", kAccounts},
    {"forms", kForms},
}};

}  // namespace

std::span<const BenchTable> BenchTables() {
  return kTables;
}

}  // namespace portone::testing
