// SPDX-License-Identifier: MIT
// A row of the code tables that PortOne publishes: which number stands for which company.
#pragma once

#include <string_view>

namespace portone {

struct StandardCode {
  std::string_view code;
  std::string_view name;

  friend bool operator==(const StandardCode&, const StandardCode&) = default;
};

}  // namespace portone
