// SPDX-License-Identifier: MIT
// One header field of an HTTP request or response.
#pragma once

#include <string>

namespace portone {

struct HttpHeader {
  std::string name;   ///< as sent; comparisons ignore case
  std::string value;  ///< octets: nothing is decoded

  friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

}  // namespace portone
