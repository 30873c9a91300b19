// SPDX-License-Identifier: MIT
#include "domain/parameters.h"

namespace portone {

std::string_view Parameters::Text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

bool Parameters::Has(std::string_view name) const {
  const auto first = values_.lower_bound(name);
  for (auto entry = first; entry != values_.end() && entry->first.starts_with(name); ++entry) {
    const std::string_view rest = std::string_view(entry->first).substr(name.size());
    if (rest.empty() || rest.front() == '.' || rest.front() == '[') return true;
  }
  return false;
}

bool Parameters::Flag(std::string_view name) const {
  const std::string_view text = Text(name);
  return text == "true" || text == "1";
}

std::vector<std::string_view> Parameters::List(std::string_view name) const {
  std::vector<std::string_view> list;
  for (std::size_t i = 0;; ++i) {
    const auto found = values_.find(std::string(name) + "[" + std::to_string(i) + "]");
    if (found == values_.end()) break;
    list.emplace_back(found->second);
  }
  if (list.empty() && !Text(name).empty()) list.push_back(Text(name));
  return list;
}

}  // namespace portone
