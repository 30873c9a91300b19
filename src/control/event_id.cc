// SPDX-License-Identifier: MIT
#include "control/event_id.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

namespace portone::control {
namespace {

template <class Number>
std::optional<Number> ParseNumber(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string FormatEventId(const engine::EventFeed& feed, std::uint64_t id) {
  return std::to_string(feed.run_id()) + "." + std::to_string(id);
}

ControlResult<std::uint64_t> ParseEventId(const engine::EventFeed& feed, std::string_view text,
                                          const std::string& parameter) {
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto run = ParseNumber<std::int64_t>(text.substr(0, dot));
  const auto id = ParseNumber<std::uint64_t>(text.substr(std::min(dot + 1, text.size())));
  if (text == "0") return std::uint64_t{0};
  if (!run || !id) {
    return ControlError{ControlErrc::kInvalidParameter,
                        parameter +
                            ": must be the id of an event of this stream, or 0 for all "
                            "that are kept",
                        parameter};
  }
  return *run == feed.run_id() && *id <= feed.last_id() ? *id : 0;
}

}  // namespace portone::control
