// SPDX-License-Identifier: MIT
// What a test expects to have happened: the `expect` of scenario files and of the control API.
// Knows no sandbox; judge.h compares it with facts.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "json/json.h"
#include "json/strict_object.h"
#include "verify/fact.h"
#include "verify/match.h"

namespace portone::verify {

inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

/// So many facts are like this.
struct HowMany {
  FactKind kind = FactKind::kPayment;
  Match match;
  std::size_t least = 1;
  std::size_t most = kAnyNumber;
};

/// The newest payment of an order is like this.
struct Newest {
  std::string merchant_uid;
  Match match;
};

/// A fact that has its place in an order.
struct OrderedFact {
  FactKind kind = FactKind::kPayment;
  Match match;
};

/// There is a fact for each step, and they happened in this order.
struct InOrder {
  std::vector<OrderedFact> steps;  ///< at least one
};

struct Expectation {
  Json given;  ///< as it was written
  std::variant<HowMany, Newest, InOrder> what;
};

/// Reads the array under `key` of `object`; an absent one is empty. Unknown fields and operators,
/// several subjects in one expectation, and counts that contradict each other are problems.
std::vector<Expectation> ReadExpectations(json::StrictObject& object,
                                          std::string_view key = "expect");

/// What must be known to judge them.
FactKinds KindsIn(const std::vector<Expectation>& expectations);

}  // namespace portone::verify
