// SPDX-License-Identifier: MIT
#include "api/request.h"

#include <algorithm>
#include <cctype>

namespace portone::api {
namespace {

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

}  // namespace

std::string_view Request::FindHeader(std::string_view name) const {
  for (const Header& header : headers) {
    if (EqualIgnoringCase(header.name, name)) return header.value;
  }
  return {};
}

}  // namespace portone::api
