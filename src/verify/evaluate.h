// SPDX-License-Identifier: MIT
// Evaluates expectations against facts and explains every mismatch. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"
#include "verify/expectation.h"
#include "verify/fact.h"

namespace portone::verify {

/// The fact closest to the expectation, and its differences.
struct NearMiss {
  Json fact;
  std::vector<Difference> differences;
};

struct Verdict {
  std::size_t matched = 0;  ///< number of matching facts; for a sequence, of matched steps
  std::vector<Json> facts;  ///< the first kMaxFactsShown matching facts
  std::string failure;      ///< "expected exactly 2 payments with {...}, found 1"; "" when it holds
  std::optional<NearMiss> nearest;

  bool holds() const { return failure.empty(); }
};

inline constexpr std::size_t kMaxFactsShown = 10;

/// Whether the expectation holds; faster than Evaluate.
bool Holds(const Expectation& expectation, const Facts& facts);

/// Evaluates an expectation, with an explanation when it fails. REQUIRES: `facts` has the kinds
/// that CollectFactKinds returns.
Verdict Evaluate(const Expectation& expectation, const Facts& facts);

}  // namespace portone::verify
