// SPDX-License-Identifier: MIT
// The expectations of a test: the `expect` of scenario files and of the control API. Independent
// of sandboxes: evaluate.h compares expectations with facts.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "json/json.h"
#include "json/strict_object.h"
#include "verify/fact.h"
#include "verify/matcher.h"

namespace portone::verify {

inline constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();

/// The number of facts that match is from `min` to `max`.
struct CountExpectation {
  FactKind kind = FactKind::kPayment;
  Matcher match;
  std::size_t min = 1;
  std::size_t max = kUnbounded;
};

/// The newest payment of an order matches.
struct NewestPaymentExpectation {
  std::string merchant_uid;
  Matcher match;
};

/// One step of a sequence.
struct SequenceStep {
  FactKind kind = FactKind::kPayment;
  Matcher match;
};

/// Each step is matched by a different fact, and these facts happened in the order of the steps.
struct SequenceExpectation {
  std::vector<SequenceStep> steps;  ///< at least one
};

struct Expectation {
  Json source;  ///< as written in the document
  std::variant<CountExpectation, NewestPaymentExpectation, SequenceExpectation> what;
};

/// Reads the array under `key` of `object`; an absent one is empty. Reports unknown fields and
/// operators, several subjects in one expectation, and contradictory counts.
std::vector<Expectation> ReadExpectations(json::StrictObject& object,
                                          std::string_view key = "expect");

/// The kinds of facts that are needed to evaluate the expectations.
FactKindSet CollectFactKinds(const std::vector<Expectation>& expectations);

}  // namespace portone::verify
