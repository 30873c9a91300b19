// SPDX-License-Identifier: MIT
// Compares expectations with facts, and explains what is amiss so that nobody has to look for it.
// Pure functions of values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"
#include "verify/expectation.h"
#include "verify/fact.h"

namespace portone::verify {

/// The fact that comes closest to what was expected, and where it differs.
struct NearMiss {
  Json fact;
  std::vector<Difference> differences;
};

struct Verdict {
  std::size_t matched = 0;  ///< facts that are as expected; of an order, the steps that held
  std::vector<Json> facts;  ///< the first kFactsShown of them
  std::string failure;      ///< "expected exactly 2 payments with {...}, found 1"; "" when it holds
  std::optional<NearMiss> nearest;

  bool holds() const { return failure.empty(); }
};

inline constexpr std::size_t kFactsShown = 10;

/// Whether it holds; quicker than its Verdict.
bool Holds(const Expectation& expectation, const Facts& facts);

/// REQUIRES: `facts` has the kinds of KindsIn.
Verdict Judge(const Expectation& expectation, const Facts& facts);

}  // namespace portone::verify
