// SPDX-License-Identifier: MIT
// Calls the control API of an emulator that runs in another process. Does not know the commands.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"
#include "base/http_header.h"
#include "http/cancel_token.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "json/json.h"

namespace portone::app::client {

/// The emulator has refused a call. `what()` is the message of its reply.
class CallRefused : public std::runtime_error {
 public:
  CallRefused(std::string code, const std::string& message)
      : std::runtime_error(message), code_(std::move(code)) {}
  /// The code of the control API, such as "not_found"; "" if the reply has none.
  const std::string& code() const { return code_; }

 private:
  std::string code_;
};

/// Calls one sandbox: that of `--sandbox`, or the one that an unnamed call means. Thread safety:
/// used by one thread at a time; blocks its caller.
class EmulatorClient {
 public:
  /// Calls the emulator that ChooseEmulatorUrl finds, with the token of `--control-token`. Throws
  /// UsageError when its URL is malformed.
  explicit EmulatorClient(const Settings& settings);
  EmulatorClient(const EmulatorClient&) = delete;
  EmulatorClient& operator=(const EmulatorClient&) = delete;

  /// The reply to a call; `path` is below /_emulator, percent-encoded, with its query. Waits up to
  /// a day, since an advance may take long. Throws CallRefused for an error of the control API, and
  /// CommandError when there is no reply, or one that is not an emulator's.
  Json Get(const std::string& path) { return Call("GET", path, ""); }
  Json Post(const std::string& path, const Json& body) { return Call("POST", path, body.dump()); }
  Json Delete(const std::string& path) { return Call("DELETE", path, ""); }

  /// Passes the reply to a GET that may never end to `receive`, piece by piece, until that returns
  /// false, the reply ends or nothing has come for 40 s. `path` is as above, but has to name its
  /// sandbox by itself. Returns "" when the emulator has answered, else why it has not. Throws
  /// CallRefused for an error of the control API.
  std::string Receive(const std::string& path, const std::vector<HttpHeader>& headers,
                      const http::HttpClient::PieceReceiver& receive) const;

  const std::string& base_url() const { return base_url_; }

 private:
  http::Url MakeUrl(const std::string& path) const;
  std::vector<HttpHeader> MakeAuthorizationHeaders() const;
  Json Call(const std::string& method, const std::string& path, const std::string& body);

  const std::string base_url_;
  const std::string sandbox_;
  const std::string token_;
  const http::Url url_;
  const http::TlsClient tls_;
  const http::CancelToken cancel_token_;
  http::HttpClient http_;
};

/// "?status=paid&page=2" from names and values; those that are "" are left out.
class QueryString {
 public:
  QueryString& Add(std::string_view name, std::string_view value);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace portone::app::client
