// SPDX-License-Identifier: MIT
// What the outcomes of a payment window are called for people who choose one: of the emulator, not
// of the service.
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
