// SPDX-License-Identifier: MIT
// The names of a payment window's outcomes for the people who choose one. They are the emulator's
// own, not the service's.
#pragma once

#include <span>
#include <string_view>

namespace portone {

struct OutcomeTitle {
  std::string_view name;  ///< "approve", "close", the name of a refusal
  std::string_view korean;
  std::string_view english;
};

/// Every outcome of a window of a payment or certification, and every named refusal of a
/// cancellation.
std::span<const OutcomeTitle> OutcomeTitles();

/// The title of an outcome. REQUIRES: there is one.
const OutcomeTitle& GetOutcomeTitle(std::string_view name);

}  // namespace portone
