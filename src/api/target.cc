// SPDX-License-Identifier: MIT
#include "api/target.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "domain/errors.h"
#include "domain/texts.h"
#include "json/text.h"

namespace portone::api {

Result<Target> SplitTarget(std::string_view target) {
  if (!json::IsUtf8(target)) return errors::MalformedTarget(texts::kNotUtf8);
  Target split;
  const std::size_t question_mark = std::min(target.find('?'), target.size());
  split.query = target.substr(std::min(question_mark + 1, target.size()));
  std::string_view path = target.substr(0, question_mark);
  while (!path.empty() && path.back() == '/')
    path.remove_suffix(1);
  constexpr std::size_t kUsualSegments = 4;
  split.segments.reserve(kUsualSegments);
  while (!path.empty()) {
    if (path.front() != '/') return errors::MalformedTarget(texts::kNoLeadingSlash);
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    std::optional<std::string> segment = json::PercentDecode(path.substr(0, end), false);
    if (!segment) return errors::MalformedTarget(texts::kWrongPercentEncoding);
    if (!json::IsUtf8(*segment)) return errors::MalformedTarget(texts::kNotUtf8);
    split.segments.emplace_back(json::Trim(*segment));
    path.remove_prefix(end);
  }
  return split;
}

}  // namespace portone::api
