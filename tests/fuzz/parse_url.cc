// SPDX-License-Identifier: MIT
#include <algorithm>

#include "fuzz/targets.h"
#include "http/url.h"

namespace portone::testing {

void ParseUrlText(std::string_view text) {
  const auto url = http::ParseUrl(text);
  if (!url) return;
  Require(!url->host.empty(), "a URL has a host");
  Require(url->port >= 1 && url->port <= 65'535, "a port is in range");
  Require(url->target.starts_with('/'), "a target begins with a slash");
  const bool plain = std::all_of(url->target.begin(), url->target.end(),
                                 [](unsigned char c) { return c > 0x20 && c < 0x7f; });
  Require(plain, "a target is visible ASCII");
  (void)http::IsIpAddress(url->host);
}

}  // namespace portone::testing
