// SPDX-License-Identifier: MIT
// One header of an HTTP message, whoever sends it.
#pragma once

#include <string>

namespace portone {

struct HttpHeader {
  std::string name;   ///< in the case in which it was sent; compared without regard to case
  std::string value;  ///< octets: nothing is decoded

  friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

}  // namespace portone
