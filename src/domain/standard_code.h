// SPDX-License-Identifier: MIT
// A row of PortOne's published code tables: a code and the bank or card company it stands for.
#pragma once

#include <string_view>

namespace portone {

struct StandardCode {
  std::string_view code;
  std::string_view name;

  friend bool operator==(const StandardCode&, const StandardCode&) = default;
};

}  // namespace portone
