// SPDX-License-Identifier: MIT
// The expectations of a test: the `expect` of scenario files and of the control API. Knows no
// sandbox; evaluate.h compares expectations with facts.
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

/// The number of facts that match is from `min` to `max`.
struct HowMany {
  FactKind kind = FactKind::kPayment;
  Match match;
  std::size_t min = 1;
  std::size_t max = kAnyNumber;
};

/// The newest payment of an order matches.
struct Newest {
  std::string merchant_uid;
  Match match;
};

/// One step of a sequence.
struct OrderedFact {
  FactKind kind = FactKind::kPayment;
  Match match;
};

/// Each step has a fact of its own that matches, and these happened in the order of the steps.
struct InOrder {
  std::vector<OrderedFact> steps;  ///< at least one
};

struct Expectation {
  Json given;  ///< as written in the document
  std::variant<HowMany, Newest, InOrder> what;
};

/// Reads the array under `key` of `object`; an absent one is empty. Reports unknown fields and
/// operators, several subjects in one expectation, and contradictory counts.
std::vector<Expectation> ReadExpectations(json::StrictObject& object,
                                          std::string_view key = "expect");

/// The kinds of facts that are needed to evaluate the expectations.
FactKinds KindsIn(const std::vector<Expectation>& expectations);

}  // namespace portone::verify
