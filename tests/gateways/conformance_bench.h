// SPDX-License-Identifier: MIT
// One gateway as the only channel, and what a merchant does there: each operation's outcome as one
// short word for a table, and the texts behind those words.
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
#include "support/world_builder.h"

namespace portone::testing {

/// The gateways' texts behind the words of the tables: (code, text) to who says it.
using FaultTexts = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

using Settings = std::map<std::string, std::string>;

class Bench {
 public:
  Bench(const GatewayRules& rules, const Settings& settings, FaultTexts& texts);

  const GatewayRules& rules() const { return rules_; }

  /// An order with all that any gateway insists on; `major` units of the gateway's own currency, or
  /// of won where it takes them.
  Order FullOrder(std::string_view merchant_uid, std::int64_t major) const;
  commands::IssueKey FullIssue(std::string_view card = kGoodCard) const;
  commands::ChargeOnce FullCharge(std::string_view card, std::int64_t major, int months) const;
  /// The same by the window, which names no currency.
  commands::Checkout FullWindow(std::int64_t major, std::string_view method = "") const;

  // What happens, as a word: "paid", "stored", "-" where the gateway does not serve it, the
  // gateway's code, "buyer_tel?" for a missing parameter. "ready>paid" has
  // become so an hour later.

  std::string Issued(const commands::IssueKey& command);
  std::string Charged(const commands::ChargeOnce& command);
  /// A key, by REST or else by window, and a charge with it.
  std::string ChargedAgain(std::string_view card, std::int64_t major, int months, bool full = true);
  std::string Scheduled(bool with_card, std::int64_t major);
  std::string Window(const commands::Checkout& checkout);
  /// A payment by window, or else by card, cancelled.
  std::string Cancelled(std::string_view method, bool whole, Duration later = Duration{0});
  std::string Account(bool full, bool unlimited);
  std::string AccountChanged();
  std::string AccountRevoked();
  std::string TransactionId();
  std::string Receipt();

 private:
  Result<Payment> Show(commands::Checkout checkout);
  /// Whether there is a key now; or why there is none.
  Result<Done> Key(std::string_view card);
  Result<Payment> Paid(std::string_view method);
  Result<Payment> IssueAccount(bool full, bool unlimited);
  std::string Word(const Error& error);
  std::string Word(const GatewayFault& fault);
  std::string Word(const Result<Payment>& result);

  const GatewayRules& rules_;
  FaultTexts& texts_;
  TestSandbox sandbox_;
};

/// An operation of the tables.
struct BenchOperation {
  std::string_view name;
  std::function<std::string(Bench&)> run;
};

struct BenchTable {
  std::string_view title;
  std::span<const BenchOperation> operations;
};

/// The same operations for every gateway.
std::span<const BenchTable> BenchTables();

}  // namespace portone::testing
