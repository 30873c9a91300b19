// SPDX-License-Identifier: MIT
#include "web/user_device.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/lower_case.h"

namespace portone::web {
namespace {

constexpr std::array<std::string_view, 5> kMobileWords{"iphone", "ipad", "ipod", "android",
                                                       "mobile"};

}  // namespace

Device DetectDevice(const api::Request& request) {
  const std::string user_agent = ToLowerCase(request.FindHeader("User-Agent"));
  const bool is_mobile = std::any_of(
      kMobileWords.begin(), kMobileWords.end(),
      [&](std::string_view word) { return user_agent.find(word) != std::string::npos; });
  return is_mobile ? Device::kMobile : Device::kPc;
}

}  // namespace portone::web
