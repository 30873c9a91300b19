// SPDX-License-Identifier: MIT
// Which events a call asks for in its query.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "control/control_parameters.h"
#include "engine/event.h"

namespace portone::control {

/// The parameters that EventFilter::Read takes.
inline constexpr std::string_view kKindParameter = "kind";
inline constexpr std::string_view kLevelParameter = "level";

struct EventFilter {
  std::set<std::string, std::less<>> kinds;  ///< empty: all
  engine::Severity min_severity = engine::Severity::kDebug;
  std::optional<std::string> imp_key;  ///< of the sandbox; absent: all, and events without one

  /// Reads "kind" (names with commas between them) and "level". Error: kInvalidParameter.
  static ControlResult<EventFilter> Read(const QueryParameters& query,
                                         engine::Severity min_severity);

  bool Matches(const engine::Event& event) const;
};

}  // namespace portone::control
