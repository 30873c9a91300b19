// SPDX-License-Identifier: MIT
// A payment window between its opening and what its page is told. A value; knows no command.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/gateway_request.h"
#include "domain/page_rules.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// The current state of a window: its payment and, if it failed, why.
struct WindowState {
  Payment payment;
  std::optional<GatewayError> refusal{};  ///< in the gateway's own words
  std::optional<GatewayError> told{};     ///< set with `refusal`: what the page is told of it
  ReturnBy return_by = ReturnBy::kCallback;
  CallbackFormat callback_format = CallbackFormat::kLong;
  bool left_open = false;        ///< abandoned: the page is told nothing
  bool omits_success = false;    ///< its redirect has no imp_success
  std::uint64_t generation = 0;  ///< of the world it was opened in
};

}  // namespace portone::commands
