// SPDX-License-Identifier: MIT
// What queries for several items return: a page of a list, or the items looked up.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace portone::commands {

struct PageRequest {
  std::size_t page = 1;    ///< from 1
  std::size_t limit = 20;  ///< page size; more than 0

  /// The number of elements on the pages before this one.
  std::size_t offset() const { return (page - 1) * limit; }
};

template <class T>
struct Page {
  std::size_t total = 0;  ///< number of elements on all pages
  PageRequest request;
  std::vector<T> list;

  /// The number of the page before this one, or 0.
  std::size_t previous() const { return request.page - 1; }
  /// The number of the page after this one, or 0.
  std::size_t next() const {
    return request.offset() + list.size() < total && !list.empty() ? request.page + 1 : 0;
  }
};

/// Those of the requested items that were found. An incomplete result is sent with HTTP status 207
/// instead of 200.
template <class T>
struct LookupResult {
  std::vector<T> list;      ///< at least one
  bool is_complete = true;  ///< all requested items were found
};

/// Whether a page is beyond the end of a list. The first page never is, even of an empty list.
inline bool IsBeyondEnd(const PageRequest& request, std::size_t total) {
  return request.page > 1 && request.offset() >= total;
}

/// Takes a page of a complete list and converts each element with `convert`.
template <class T, class Element, class Convert>
Page<T> MakePage(const std::vector<Element>& whole, const PageRequest& request,
                 const Convert& convert) {
  Page<T> page{whole.size(), request, {}};
  const std::size_t begin = std::min(request.offset(), whole.size());
  const std::size_t end = std::min(begin + request.limit, whole.size());
  for (std::size_t i = begin; i < end; ++i)
    page.list.push_back(convert(whole[i]));
  return page;
}

}  // namespace portone::commands
