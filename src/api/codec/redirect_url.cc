// SPDX-License-Identifier: MIT
#include "api/codec/redirect_url.h"

#include <algorithm>

#include "json/text.h"

namespace portone::api {

std::string AppendQuery(std::string_view url, const RedirectQuery& parameters) {
  const std::size_t hash = std::min(url.find('#'), url.size());
  std::string whole(url.substr(0, hash));
  for (const auto& [name, value] : parameters) {
    whole += whole.find('?') == std::string::npos ? '?' : '&';
    whole.append(name).append("=").append(json::PercentEncode(value));
  }
  return whole.append(url.substr(hash));
}

}  // namespace portone::api
