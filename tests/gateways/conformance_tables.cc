// SPDX-License-Identifier: MIT
// The operations that are run at every gateway.
#include <array>
#include <chrono>

#include "gateways/gateway_bench.h"

namespace portone::testing {
namespace {

using Operation = BenchOperation;

constexpr std::chrono::hours kMonth{24 * 31};

/// Only what every API call needs.
commands::ChargeOnce BareCharge() {
  return MakeOnetimeCharge("order1");
}

std::string OpenWindow(GatewayBench& bench, std::int64_t major, std::string_view method) {
  return bench.OpenWindow(bench.FullCheckout(major, method));
}

std::string OpenKeyWindow(GatewayBench& bench, std::int64_t major, std::string_view method = "") {
  commands::Checkout checkout = bench.FullCheckout(major, method);
  checkout.customer_uid = CustomerUid("kim");
  return bench.OpenWindow(checkout);
}

std::string OpenBareWindow(GatewayBench& bench) {
  commands::Checkout checkout;
  checkout.order = MakeOrder("order1");
  const Order full = bench.FullCheckout(10'000).order;  // in the gateway's currency
  checkout.order.amount = full.amount;
  checkout.order.tax_free = full.tax_free;
  return bench.OpenWindow(checkout);
}

std::string OpenWindowWithCard(GatewayBench& bench, std::string_view card) {
  commands::Checkout checkout = bench.FullCheckout(10'000);
  checkout.buyers_card = MakeCard(card);
  return bench.OpenWindow(checkout);
}

/// Pays in instalments; an empty `offered` leaves the choice of months to the gateway.
std::string OpenWindowWithMonths(GatewayBench& bench, std::int64_t major, int months,
                                 std::string_view offered) {
  commands::Checkout checkout = bench.FullCheckout(major);
  checkout.order.card_quota = months;
  if (!offered.empty()) checkout.order.extra.Put("display.card_quota[0]", std::string(offered));
  return bench.OpenWindow(checkout);
}

std::string OpenAndCloseWindow(GatewayBench& bench) {
  commands::Checkout checkout = bench.FullCheckout(10'000);
  checkout.buyer_action = CloseWindow{};
  return bench.OpenWindow(checkout);
}

std::string OpenWindowInCurrency(GatewayBench& bench, Currency currency) {
  commands::Checkout checkout = bench.FullCheckout(10'000);
  checkout.order.amount = ParseAmount("10000", currency).money.value();
  checkout.order.tax_free = Money{0, currency};
  checkout.order.currency_requested = true;
  return bench.OpenWindow(checkout);
}

std::string OpenWindowWithOrder(GatewayBench& bench, std::string_view merchant_uid) {
  commands::Checkout checkout = bench.FullCheckout(10'000);
  checkout.order.merchant_uid = MerchantUid(std::string(merchant_uid));
  return bench.OpenWindow(checkout);
}

std::string OpenWindowWithCustomerId(GatewayBench& bench, std::string customer_id) {
  commands::Checkout checkout = bench.FullCheckout(10'000);
  checkout.order.extra.Put("customer_id", std::move(customer_id));
  return bench.OpenWindow(checkout);
}

std::string IssueWithWrongExpiry(GatewayBench& bench) {
  commands::IssueKey issue = bench.FullIssueKey();
  issue.card.expiry = "30/12";
  return bench.IssueKey(issue);
}

std::string ChargeOnceWithKey(GatewayBench& bench) {
  commands::ChargeOnce charge = bench.FullCharge(kGoodCard, 10'000, 0);
  charge.customer_uid = CustomerUid("kim");
  return bench.ChargeOnce(charge);
}

const std::array<Operation, 6> kKeys{{
    {"issue", [](GatewayBench& b) { return b.IssueKey(b.FullIssueKey()); }},
    {"card alone", [](GatewayBench& b) { return b.IssueKey(Issue("kim")); }},
    {"unknown bin", [](GatewayBench& b) { return b.IssueKey(b.FullIssueKey(kUnknownBinCard)); }},
    {"wrong number", [](GatewayBench& b) { return b.IssueKey(b.FullIssueKey(kWrongNumberCard)); }},
    {"wrong expiry", IssueWithWrongExpiry},
    {"declining card", [](GatewayBench& b) { return b.IssueKey(b.FullIssueKey(kDecliningCard)); }},
}};

const std::array<Operation, 9> kOnce{{
    {"charge", [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kGoodCard, 10'000, 0)); }},
    {"nothing besides", [](GatewayBench& b) { return b.ChargeOnce(BareCharge()); }},
    {"and key", ChargeOnceWithKey},
    {"999", [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kGoodCard, 999, 0)); }},
    {"1,000", [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kGoodCard, 1'000, 0)); }},
    {"2 months of 49,999",
     [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kGoodCard, 49'999, 2)); }},
    {"of 50,000", [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kGoodCard, 50'000, 2)); }},
    {"wrong number",
     [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kWrongNumberCard, 10'000, 0)); }},
    {"declining card",
     [](GatewayBench& b) { return b.ChargeOnce(b.FullCharge(kDecliningCard, 10'000, 0)); }},
}};

const std::array<Operation, 8> kByKey{{
    {"again", [](GatewayBench& b) { return b.ChargeAgain(kGoodCard, 10'000, 0); }},
    {"nothing besides", [](GatewayBench& b) { return b.ChargeAgain(kGoodCard, 10'000, 0, false); }},
    {"999", [](GatewayBench& b) { return b.ChargeAgain(kGoodCard, 999, 0); }},
    {"2 months of 49,999", [](GatewayBench& b) { return b.ChargeAgain(kGoodCard, 49'999, 2); }},
    {"declining card", [](GatewayBench& b) { return b.ChargeAgain(kDecliningCard, 10'000, 0); }},
    {"schedule", [](GatewayBench& b) { return b.ScheduleCharge(false, 10'000); }},
    {"schedule of 999", [](GatewayBench& b) { return b.ScheduleCharge(false, 999); }},
    {"schedule and card", [](GatewayBench& b) { return b.ScheduleCharge(true, 10'000); }},
}};

const std::array<Operation, 9> kWindows{{
    {"payment", [](GatewayBench& b) { return OpenWindow(b, 10'000, ""); }},
    {"nothing besides", OpenBareWindow},
    {"card", [](GatewayBench& b) { return OpenWindow(b, 10'000, "card"); }},
    {"trans", [](GatewayBench& b) { return OpenWindow(b, 10'000, "trans"); }},
    {"vbank", [](GatewayBench& b) { return OpenWindow(b, 10'000, "vbank"); }},
    {"phone", [](GatewayBench& b) { return OpenWindow(b, 10'000, "phone"); }},
    {"key of 0", [](GatewayBench& b) { return OpenKeyWindow(b, 0); }},
    {"key of 10,000", [](GatewayBench& b) { return OpenKeyWindow(b, 10'000); }},
    {"key by phone", [](GatewayBench& b) { return OpenKeyWindow(b, 10'000, "phone"); }},
}};

const std::array<Operation, 9> kWindowLimits{{
    {"1", [](GatewayBench& b) { return OpenWindow(b, 1, ""); }},
    {"99", [](GatewayBench& b) { return OpenWindow(b, 99, ""); }},
    {"999", [](GatewayBench& b) { return OpenWindow(b, 999, ""); }},
    {"2 months of 49,999", [](GatewayBench& b) { return OpenWindowWithMonths(b, 49'999, 2, ""); }},
    {"of 50,000", [](GatewayBench& b) { return OpenWindowWithMonths(b, 50'000, 2, ""); }},
    {"3 where 6 are offered",
     [](GatewayBench& b) { return OpenWindowWithMonths(b, 60'000, 3, "6"); }},
    {"wrong number", [](GatewayBench& b) { return OpenWindowWithCard(b, kWrongNumberCard); }},
    {"declining card", [](GatewayBench& b) { return OpenWindowWithCard(b, kDecliningCard); }},
    {"closed", OpenAndCloseWindow},
}};

const std::array<Operation, 7> kWindowParameters{{
    {"won", [](GatewayBench& b) { return OpenWindowInCurrency(b, Currency::kKrw); }},
    {"dollars", [](GatewayBench& b) { return OpenWindowInCurrency(b, Currency::kUsd); }},
    {"yen", [](GatewayBench& b) { return OpenWindowInCurrency(b, Currency::kJpy); }},
    {"order o-1-2", [](GatewayBench& b) { return OpenWindowWithOrder(b, "o-1-2"); }},
    {"order of 3", [](GatewayBench& b) { return OpenWindowWithOrder(b, "abc"); }},
    {"customer_id of 21",
     [](GatewayBench& b) { return OpenWindowWithCustomerId(b, std::string(21, 'c')); }},
    {"of 51", [](GatewayBench& b) { return OpenWindowWithCustomerId(b, std::string(51, 'c')); }},
}};

const std::array<Operation, 5> kCancels{{
    {"whole", [](GatewayBench& b) { return b.PayAndCancel("", true); }},
    {"a part", [](GatewayBench& b) { return b.PayAndCancel("", false); }},
    {"a transfer", [](GatewayBench& b) { return b.PayAndCancel("trans", true); }},
    {"a part of a phone bill", [](GatewayBench& b) { return b.PayAndCancel("phone", false); }},
    {"last month's phone bill",
     [](GatewayBench& b) { return b.PayAndCancel("phone", true, kMonth); }},
}};

const std::array<Operation, 5> kAccounts{{
    {"issue", [](GatewayBench& b) { return b.IssueVirtualAccount(true, false); }},
    {"nothing besides", [](GatewayBench& b) { return b.IssueVirtualAccount(false, false); }},
    {"unlimited", [](GatewayBench& b) { return b.IssueVirtualAccount(true, true); }},
    {"change", [](GatewayBench& b) { return b.ChangeVbank(); }},
    {"revoke", [](GatewayBench& b) { return b.RevokeVbank(); }},
}};

const std::array<Operation, 6> kCashReceipts{{
    {"of a transfer", [](GatewayBench& b) { return b.IssueReceipt(true); }},
    {"nothing besides", [](GatewayBench& b) { return b.IssueReceipt(false); }},
    {"cancelled", [](GatewayBench& b) { return b.CancelReceipt(); }},
    {"payment cancelled", [](GatewayBench& b) { return b.CancelPaymentWithReceipt(); }},
    {"external", [](GatewayBench& b) { return b.IssueExternalReceipt(false); }},
    {"external, cancelled", [](GatewayBench& b) { return b.IssueExternalReceipt(true); }},
}};

const std::array<Operation, 2> kStores{{
    {"paid", [](GatewayBench& b) { return b.PayWithSlip(); }},
    {"revoked", [](GatewayBench& b) { return b.RevokeSlip(); }},
}};

const std::array<Operation, 2> kFormats{{
    {"transaction id", [](GatewayBench& b) { return b.PayAndGetTransactionId(); }},
    {"receipt", [](GatewayBench& b) { return b.PayAndGetReceiptUrl(); }},
}};

const std::array<BenchTable, 11> kTables{{
    {"keys over REST", kKeys},
    {"onetime", kOnce},
    {"charges of keys", kByKey},
    {"windows", kWindows},
    {"windows: amounts, months, cards", kWindowLimits},
    {"windows: currencies, order numbers, customers", kWindowParameters},
    {"cancellations", kCancels},
    {"virtual accounts over REST", kAccounts},
    {"cash receipts", kCashReceipts},
    {"convenience stores", kStores},
    {"forms", kFormats},
}};

}  // namespace

std::span<const BenchTable> BenchTables() {
  return kTables;
}

}  // namespace portone::testing
