// SPDX-License-Identifier: MIT
#include "control/event_filter.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/enum_names.h"

namespace portone::control {
namespace {

ControlError MakeUnknownNameError(std::string_view parameter, const std::string& value,
                                  std::span<const std::string_view> known_names) {
  std::string message(parameter);
  message += ": must be one of";
  for (const std::string_view name : known_names)
    message += " \"" + std::string(name) + "\"";
  return {ControlErrc::kInvalidParameter, message + ", not \"" + value + "\"",
          std::string(parameter)};
}

}  // namespace

ControlResult<EventFilter> EventFilter::Read(const QueryParameters& query,
                                             engine::Severity min_severity) {
  EventFilter filter;
  filter.min_severity = min_severity;
  if (const auto level = query.Text(kLevelParameter)) {
    const auto parsed = Parse<engine::Severity>(*level);
    if (!parsed) {
      const auto names = Names<engine::Severity>();
      return MakeUnknownNameError(kLevelParameter, *level, names);
    }
    filter.min_severity = *parsed;
  }
  std::string_view rest;
  const std::optional<std::string> kinds = query.Text(kKindParameter);
  if (kinds) rest = *kinds;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string kind(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const bool is_known = std::find(engine::kEventKinds.begin(), engine::kEventKinds.end(), kind) !=
                          engine::kEventKinds.end();
    if (!is_known) return MakeUnknownNameError(kKindParameter, kind, engine::kEventKinds);
    filter.kinds.insert(std::move(kind));
  }
  return filter;
}

bool EventFilter::Matches(const engine::Event& event) const {
  if (imp_key && (event.imp_key == nullptr || *event.imp_key != *imp_key)) return false;
  if (engine::GetSeverity(event.details) < min_severity) return false;
  return kinds.empty() || kinds.contains(engine::GetKindName(event.details));
}

}  // namespace portone::control
