// SPDX-License-Identifier: MIT
// The format of a window's outcome, and of the setting that decides it, in scenario files and in
// the control API: reading and writing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "domain/window_outcome.h"
#include "json/strict_object.h"
#include "json/writer.h"

namespace portone::scenario {

/// How a checkout ends, besides a decline with a code of its own.
enum class CheckoutOutcome : std::uint8_t {
  kApprove,
  kClose,         ///< the buyer closes the window
  kAbandon,       ///< the buyer leaves the window open
  kLoseCallback,  ///< paid, but the merchant's page gets no callback
};

/// The greatest number of decisions that can wait for windows.
inline constexpr std::size_t kMaxDecisions = 1'000;

/// The names of all outcomes: those of CheckoutOutcome, then the refusals of the kind of window.
std::vector<std::string_view> ListOutcomeNames(const std::vector<std::string_view>& refusals);

/// Reads {"code", "message"}, both required, and finishes the object.
GatewayError ReadGatewayError(json::StrictObject& decline);

/// Reads "approve", "close", "abandon", "lose_callback", the name of a refusal, or {"decline"} with
/// such a name or {"code", "message"}. Nothing when the key is absent, or its value is invalid,
/// which is reported.
std::optional<WindowOutcome> ReadOutcome(json::StrictObject& object, std::string_view key);

/// Reads "decide": an outcome for every window, an array of outcomes for the next ones, or null for
/// windows that are shown. Required. The caller finishes the object.
WindowSettings ReadWindowSettings(json::StrictObject& object);

/// Writes {"decide": …} in the same format.
void WriteWindowSettings(json::Writer& json, const WindowSettings& settings);

}  // namespace portone::scenario

namespace portone {

template <>
struct EnumNames<scenario::CheckoutOutcome> {
  static constexpr std::array<std::string_view, 4> kNames{"approve", "close", "abandon",
                                                          "lose_callback"};
};

}  // namespace portone
