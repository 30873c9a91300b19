// SPDX-License-Identifier: MIT
// The host names of the real service, which the emulator can replace.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "base/lower_case.h"

namespace portone::api {

/// In lower case: the hosts of the API, of the API at fixed addresses, of the script and of the
/// payment window.
inline constexpr std::array<std::string_view, 4> kServiceHosts{
    "api.iamport.kr", "static-api.iamport.kr", "cdn.iamport.kr", "service.iamport.kr"};

/// Whether `authority` is one of kServiceHosts, in any case, with or without a port.
inline bool IsServiceHost(std::string_view authority) {
  std::string_view name = authority.substr(0, authority.find(':'));
  if (name.ends_with('.')) name.remove_suffix(1);
  return std::any_of(kServiceHosts.begin(), kServiceHosts.end(),
                     [name](std::string_view host) { return EqualsIgnoringCase(host, name); });
}

}  // namespace portone::api
