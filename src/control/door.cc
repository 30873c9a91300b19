// SPDX-License-Identifier: MIT
#include "control/door.h"

#include <string_view>
#include <utility>

namespace portone::control {

bool IsControl(std::string_view target) {
  if (!target.starts_with(kPrefix)) return false;
  const std::string_view rest = target.substr(kPrefix.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

api::Reply Door::Handle(const api::Request& request) const {
  if (IsControl(request.target)) return control_.Handle(request);
  api::Served served = service_.Handle(request);
  if (served.sandbox != nullptr) parts_.dispatcher.Wake(served.sandbox);
  return std::move(served.reply);
}

}  // namespace portone::control
