// SPDX-License-Identifier: MIT
#include "api/request.h"

#include "base/lower_case.h"

namespace portone::api {
std::string_view Request::FindHeader(std::string_view name) const {
  for (const HttpHeader& header : headers) {
    if (EqualsIgnoringCase(header.name, name)) return header.value;
  }
  return {};
}

}  // namespace portone::api
