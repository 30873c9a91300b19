// SPDX-License-Identifier: MIT
// A sandbox with one gateway's channel: runs a merchant's operations and returns each outcome as a
// short word for a table, and collects the full texts.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "commands/checkouts.h"
#include "gateways/registry.h"
#include "support/test_sandbox.h"

namespace portone::testing {

/// The full error texts: (code, text) to the gateways that use it.
using ErrorTexts = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

using Settings = std::map<std::string, std::string>;

class GatewayBench {
 public:
  GatewayBench(const GatewayRules& rules, const Settings& settings, ErrorTexts& texts);

  const GatewayRules& rules() const { return rules_; }

  /// An order with all parameters that any gateway requires; the amount is `major` units of won if
  /// the gateway accepts it, otherwise of its default currency.
  Order FullOrder(std::string_view merchant_uid, std::int64_t major) const;
  commands::IssueKey FullIssueKey(std::string_view card = kGoodCard) const;
  commands::ChargeOnce FullCharge(std::string_view card, std::int64_t major, int months) const;
  /// A full order in the window, without a currency.
  commands::Checkout FullCheckout(std::int64_t major, std::string_view method = "") const;

  // The outcome as a word: "paid", "stored", "-" when the gateway does not support it, the
  // gateway's code, "buyer_tel?" for a missing parameter, "ready>paid" when it changed within an
  // hour.

  std::string IssueKey(const commands::IssueKey& command);
  std::string ChargeOnce(const commands::ChargeOnce& command);
  /// Issues a key, over REST or else in the window, and charges it.
  std::string ChargeAgain(std::string_view card, std::int64_t major, int months, bool full = true);
  std::string ScheduleCharge(bool with_card, std::int64_t major);
  std::string OpenWindow(const commands::Checkout& checkout);
  /// Pays in the window, or else by card, and cancels.
  std::string PayAndCancel(std::string_view method, bool in_full, Duration delay = Duration{0});
  std::string IssueVirtualAccount(bool full, bool unlimited);
  std::string ChangeVbank();
  std::string RevokeVbank();
  /// Pays by transfer and asks for a cash receipt; `full` with all that any gateway requires.
  std::string IssueReceipt(bool full);
  std::string CancelReceipt();
  /// What the cash receipt has become when its payment is cancelled.
  std::string CancelPaymentWithReceipt();
  std::string IssueExternalReceipt(bool cancels);
  std::string RevokeSlip();
  std::string PayWithSlip();
  std::string PayAndGetTransactionId();
  std::string PayAndGetReceiptUrl();

  /// Opens and concludes a window: its payment, or the error when it did not open or was refused.
  Result<Payment> RunWindow(commands::Checkout checkout);
  /// The newest payment of an order, however its window ended.
  Result<Payment> FindPayment(std::string_view merchant_uid);
  /// Waits until the gateway has confirmed the payment, cancels it, and waits until the
  /// cancellation is confirmed. An empty amount cancels all of it.
  Result<Payment> CancelAndWait(const ImpUid& imp_uid, std::string_view amount);
  /// The result of a command of the API.
  template <class Command>
  auto Run(const Command& command) {
    return sandbox_.Run(command);
  }
  /// The key of the bench's customer.
  Result<BillingKey> FindKey() { return sandbox_.Query(commands::FindKey{CustomerUid("kim")}); }

 private:
  /// Issues a key for the card, over REST or else in the window.
  Result<Done> StoreKey(std::string_view card);
  Result<Payment> Pay(std::string_view method);
  Result<Payment> IssueVbank(bool full, bool unlimited);
  Result<Payment> IssueSlip();
  std::string ToWord(const Error& error);
  std::string ToWord(const GatewayError& error);
  std::string ToWord(const Result<Payment>& result);
  std::string ToWord(const Result<Receipt>& result);

  const GatewayRules& rules_;
  ErrorTexts& texts_;
  TestSandbox sandbox_;
};

/// An operation of the tables.
struct BenchOperation {
  std::string_view name;
  std::function<std::string(GatewayBench&)> run;
};

struct BenchTable {
  std::string_view title;
  std::span<const BenchOperation> operations;
};

/// The same operations for every gateway.
std::span<const BenchTable> BenchTables();

}  // namespace portone::testing
