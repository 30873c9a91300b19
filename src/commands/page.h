// SPDX-License-Identifier: MIT
// One page of a list that is too long to be sent whole.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace portone::commands {

struct PageRequest {
  std::size_t page = 1;    ///< from 1
  std::size_t limit = 20;  ///< at most this many on a page; more than 0

  /// How many elements stand on the pages before.
  std::size_t skipped() const { return (page - 1) * limit; }
};

template <class T>
struct Page {
  std::size_t total = 0;  ///< on all pages together
  PageRequest asked;
  std::vector<T> list;

  /// The number of the page before this one, or 0.
  std::size_t previous() const { return asked.page - 1; }
  /// The number of the page after this one, or 0.
  std::size_t next() const {
    return asked.skipped() + list.size() < total && !list.empty() ? asked.page + 1 : 0;
  }
};

/// Whether a page stands beyond the end of a list. The first page of an empty list does not.
inline bool IsBeyond(const PageRequest& asked, std::size_t total) {
  return asked.page > 1 && asked.skipped() >= total;
}

/// The page of a list that is there whole, each element as `convert` makes it.
template <class T, class Element, class Convert>
Page<T> PageOf(const std::vector<Element>& whole, const PageRequest& asked,
               const Convert& convert) {
  Page<T> page{whole.size(), asked, {}};
  const std::size_t begin = std::min(asked.skipped(), whole.size());
  const std::size_t end = std::min(begin + asked.limit, whole.size());
  for (std::size_t i = begin; i < end; ++i)
    page.list.push_back(convert(whole[i]));
  return page;
}

}  // namespace portone::commands
