// SPDX-License-Identifier: MIT
// Events as lines for people. What clients and receivers sent is masked and escaped: it can neither
// begin a line of its own nor steer a terminal.
#pragma once

#include <string>
#include <string_view>

#include "engine/event.h"

namespace portone::control {

/// How a line is written.
struct TextStyle {
  bool uses_color = false;  ///< with the escape sequences of a terminal
  bool includes_bodies =
      false;  ///< followed by bodies, masked: "  > " the request's, "  < " the response's
};

/// "POST /subscribe/payments/again 200/0 2ms order-1 paid 9900 KRW kcp kim": what happened, without
/// when and where. Has no line end at its end; with bodies, one before each.
std::string FormatEventDetails(const engine::Event& event, const TextStyle& style = {});

/// The same, preceded by the sandbox and its time.
std::string FormatSandboxAndDetails(const engine::Event& event, const TextStyle& style = {});

/// The same, preceded by the real time and the severity:
/// "2026-11-29T20:22:50.447+09:00 info shop-a @2026-12-29T20:22:50.000+09:00 POST ...". Bodies have
/// the same beginning, so that each line can be read by itself.
std::string FormatEvent(const engine::Event& event, const TextStyle& style = {});

/// The beginning of a log line at the real time `wall`: "2026-11-29T20:22:50.447+09:00 info ".
std::string FormatLineStart(Instant wall, engine::Severity severity, bool uses_color);

/// A text as part of a line: masked, escaped, and in quotes when it could be taken for several
/// words. "-" for an empty one.
std::string FormatWord(std::string_view text);

}  // namespace portone::control
