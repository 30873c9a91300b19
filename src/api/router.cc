// SPDX-License-Identifier: MIT
#include "api/router.h"

#include <algorithm>
#include <array>
#include <utility>

namespace portone::api {
namespace {

bool IsParameter(std::string_view segment) {
  return segment.starts_with('{');
}

std::vector<std::string_view> SplitPattern(std::string_view path) {
  std::vector<std::string_view> pattern;
  if (path == "/") return pattern;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    pattern.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return pattern;
}

}  // namespace

std::string FormatAllow(MethodSet methods) {
  std::string text;
  const auto add = [&text](std::string_view method) {
    text += (text.empty() ? "" : ", ") + std::string(method);
  };
  for (const std::string_view name : Names<Method>()) {
    const Method method = *Parse<Method>(name);
    if (!methods.Has(method)) continue;
    add(name);
    if (method == Method::kGet) add("HEAD");
  }
  return text;
}

void Router::Add(std::size_t row, Method method, std::string_view path) {
  std::vector<std::string_view> pattern = SplitPattern(path);
  if (!pattern.empty() && pattern.back() == "*") {
    pattern.pop_back();
    prefix_entries_.push_back({row, method, std::move(pattern)});
    return;
  }
  const std::size_t length = pattern.size();
  if (by_length_.size() <= length) by_length_.resize(length + 1);
  by_length_[length].push_back({row, method, std::move(pattern)});
}

RouteMatch Router::Find(std::string_view method, const std::vector<std::string>& segments) const {
  RouteMatch match;
  if (segments.size() >= by_length_.size()) return FindByPrefix(method, segments);
  const Entry* best = nullptr;
  for (const Entry& entry : by_length_[segments.size()]) {
    if (!MatchesPattern(entry, segments)) continue;
    match.methods.Add(entry.method);
    if (Name(entry.method) != method) continue;
    if (best == nullptr || IsMoreSpecific(entry, *best)) best = &entry;
  }
  if (match.methods.empty()) return FindByPrefix(method, segments);
  if (best == nullptr) return match;
  match.row = best->row;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (IsParameter(best->pattern[i])) match.values.push_back(segments[i]);
  }
  return match;
}

RouteMatch Router::FindByPrefix(std::string_view method,
                                const std::vector<std::string>& segments) const {
  RouteMatch match;
  for (const Entry& entry : prefix_entries_) {
    const std::size_t length = entry.pattern.size();
    if (segments.size() <= length || !MatchesPattern(entry, segments)) continue;
    match.methods.Add(entry.method);
    if (Name(entry.method) != method) continue;
    match.row = entry.row;
    match.values.assign(segments.begin() + static_cast<std::ptrdiff_t>(length), segments.end());
  }
  return match;
}

/// Whether the path begins with the pattern. REQUIRES: the path is not shorter.
bool Router::MatchesPattern(const Entry& entry, const std::vector<std::string>& segments) {
  for (std::size_t i = 0; i < entry.pattern.size(); ++i) {
    const bool matches =
        IsParameter(entry.pattern[i]) ? !segments[i].empty() : entry.pattern[i] == segments[i];
    if (!matches) return false;
  }
  return true;
}

/// Whether `a` has a literal at the first segment at which only one of the two has one.
bool Router::IsMoreSpecific(const Entry& a, const Entry& b) {
  for (std::size_t i = 0; i < a.pattern.size(); ++i) {
    if (IsParameter(a.pattern[i]) != IsParameter(b.pattern[i])) return IsParameter(b.pattern[i]);
  }
  return false;
}

}  // namespace portone::api
