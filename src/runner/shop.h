// SPDX-License-Identifier: MIT
// The server under test as the runner sees it. http/ reaches it over a socket, through app/.
#pragma once

#include <string>
#include <vector>

#include "base/http_header.h"

namespace portone::runner {

struct ShopRequest {
  std::string method;
  std::string target;        ///< with query, percent-encoded
  std::string content_type;  ///< "": there is no body
  std::string body;
  std::vector<HttpHeader> headers{};
};

struct ShopResponse {
  int status = 0;     ///< 0: there was no response
  std::string error;  ///< why there was no response: "connection refused"
  std::string body;
};

/// Used by one thread.
class Shop {
 public:
  Shop() = default;
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;
  virtual ~Shop() = default;

  /// The URL of the server: "http://127.0.0.1:3000".
  virtual const std::string& url() const = 0;
  /// Sends one request and waits for the response.
  virtual ShopResponse Send(const ShopRequest& request) = 0;
};

}  // namespace portone::runner
