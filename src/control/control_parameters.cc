// SPDX-License-Identifier: MIT
#include "control/control_parameters.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "domain/calendar.h"
#include "json/form.h"
#include "json/json.h"
#include "json/strict_body.h"
#include "json/suggestion.h"

namespace portone::control {
namespace {

/// The names that a query has more than once. A form would let the last one count.
std::vector<std::string> FindRepeatedNames(std::string_view query) {
  std::vector<std::string> seen;
  std::vector<std::string> repeated;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    Json pair = Json::object();
    if (json::ReadForm(query.substr(0, end), pair)) break;
    for (const auto& [name, value] : pair.items()) {
      const bool is_new = std::find(seen.begin(), seen.end(), name) == seen.end();
      (is_new ? seen : repeated).push_back(name);
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return repeated;
}

}  // namespace

ControlResult<Done> ReadBody(const api::Request& request,
                             const std::function<void(json::StrictObject&)>& read) {
  auto problem = json::ReadStrictBody(request.body, read);
  if (!problem) return Done{};
  return ControlError{
      problem->is_json ? ControlErrc::kInvalidParameter : ControlErrc::kMalformedRequest,
      std::move(problem->message), std::move(problem->parameter)};
}

ControlResult<QueryParameters> QueryParameters::Read(
    std::string_view query, const std::vector<std::string_view>& known_names) {
  Json form = Json::object();
  if (json::ReadForm(query, form)) {
    return ControlError{ControlErrc::kMalformedRequest, "the query cannot be decoded", ""};
  }
  const std::vector<std::string> repeated = FindRepeatedNames(query);
  QueryParameters read;
  for (const auto& [name, value] : form.items()) {
    const bool is_known = name == "sandbox" || std::find(known_names.begin(), known_names.end(),
                                                         name) != known_names.end();
    if (!is_known) {
      const std::vector<std::string> names(known_names.begin(), known_names.end());
      return ControlError{ControlErrc::kInvalidParameter,
                          name + ": unknown parameter" + json::DescribeSuggestion(name, names),
                          name};
    }
    const bool is_repeated = std::find(repeated.begin(), repeated.end(), name) != repeated.end();
    if (is_repeated || !value.is_string()) {
      return ControlError{ControlErrc::kInvalidParameter, name + ": must be given only once", name};
    }
    read.values_[name] = value.get<std::string>();
  }
  return read;
}

std::optional<std::string> QueryParameters::Text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

ControlResult<std::optional<std::int64_t>> QueryParameters::Integer(std::string_view name,
                                                                    std::int64_t max) const {
  const auto text = Text(name);
  if (!text) return std::optional<std::int64_t>();
  std::int64_t number = -1;
  const char* const last = text->data() + text->size();
  const auto [end, errc] = std::from_chars(text->data(), last, number);
  if (errc != std::errc{} || end != last || number < 0 || number > max) {
    return ControlError{
        ControlErrc::kInvalidParameter,
        std::string(name) + ": must be a whole number from 0 to " + std::to_string(max),
        std::string(name)};
  }
  return std::optional(number);
}

ControlResult<std::optional<Instant>> QueryParameters::Time(std::string_view name) const {
  const auto text = Text(name);
  if (!text) return std::optional<Instant>();
  // In a query "+" stands for a space, which no time contains.
  std::string time = *text;
  if (const std::size_t space = time.rfind(' '); space != std::string::npos) time[space] = '+';
  if (const auto instant = ParseIso(time)) return instant;
  return ControlError{
      ControlErrc::kInvalidParameter,
      std::string(name) + ": must be a time like 2024-01-31T09:00:00+09:00, not \"" + *text + "\"",
      std::string(name)};
}

}  // namespace portone::control
