// SPDX-License-Identifier: MIT
#include "json/problems.h"

#include <algorithm>

namespace portone::json {
namespace {

/// "4,999,900".
std::string GroupDigits(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3)
    text.insert(at - 3, ",");
  return text;
}

}  // namespace

void Problems::Add(Problem problem) {
  if (filter_ && !filter_(problem)) return;
  const std::size_t before = size_++;
  if (!full()) {
    listed_.push_back(std::move(problem));
  } else if (problem.is_renamed) {
    renamed_.emplace(before, std::move(problem));
  }
}

void Problems::Append(Problems others) {
  const std::size_t unlisted = others.size_ - others.listed_.size();
  for (Problem& problem : others.listed_)
    Add(std::move(problem));
  if (others.renamed_) renamed_.emplace(size_, std::move(others.renamed_->second));
  size_ += unlisted;
}

std::string Problems::DescribeRest() const {
  return size_ == listed_.size() ? "" : "and " + GroupDigits(size_ - listed_.size()) + " more";
}

std::optional<Problem> Problems::FindRenamed(std::size_t from) const {
  const auto begin = listed_.begin() + static_cast<std::ptrdiff_t>(std::min(from, listed_.size()));
  const auto found =
      std::find_if(begin, listed_.end(), [](const Problem& problem) { return problem.is_renamed; });
  if (found != listed_.end()) return *found;
  return renamed_ && renamed_->first >= from ? std::optional(renamed_->second) : std::nullopt;
}

void Problems::Truncate(std::size_t size) {
  size_ = size;
  listed_.resize(std::min(listed_.size(), size));
  if (renamed_ && renamed_->first >= size) renamed_.reset();
}

}  // namespace portone::json
