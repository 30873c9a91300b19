// SPDX-License-Identifier: MIT
// The state of a payment window, from its opening to the result that its page receives. A plain
// value, independent of the commands.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/gateway_request.h"
#include "domain/page_rules.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// The current state of a window: its payment and, if it failed, why.
struct WindowState {
  Payment payment;
  std::optional<GatewayError> refusal{};       ///< in the gateway's own words
  std::optional<GatewayError> page_refusal{};  ///< what the page receives; set with `refusal`
  ReturnBy return_by = ReturnBy::kCallback;
  CallbackFormat callback_format = CallbackFormat::kLong;
  bool is_abandoned = false;     ///< the buyer left it open: the page receives nothing
  bool omits_success = false;    ///< the redirect has no imp_success
  std::uint64_t generation = 0;  ///< of the world it was opened in
  /// The months that the buyer may choose, 0 for payment in full; of a window that is shown.
  std::vector<int> instalments{};
};

}  // namespace portone::commands
