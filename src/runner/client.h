// SPDX-License-Identifier: MIT
// Sends requests to the emulator in this process, as a merchant's server (with a token for each
// merchant) and as a test.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "api/reply.h"
#include "control/request_handler.h"
#include "engine/sandbox.h"
#include "json/json.h"
#include "scenario/step.h"

namespace portone::runner {

/// The result of a call: `token_error`, or `lost`, or a reply.
struct Response {
  std::string token_error;  ///< why no token could be fetched for the call; "": it was sent
  bool lost = false;        ///< the connection ended without a reply
  std::string lost_reason;  ///< when lost: "the connection was closed"
  int status = 0;
  Json body;  ///< null when it is not JSON
};

/// The request of a call, without a token. REQUIRES: the call has no references left.
api::Request MakeRequest(const scenario::Call& call);

/// Used by one thread.
class Client {
 public:
  /// `tokens_follow_sandbox`: tokens expire by the sandbox's clock; otherwise by the wall clock,
  /// and no scenario runs that long. REQUIRES: `handler` outlives it.
  Client(const control::RequestHandler& handler, bool tokens_follow_sandbox)
      : handler_(handler), tokens_follow_sandbox_(tokens_follow_sandbox) {}

  /// Sends the call for a merchant. Unless the call sets its own token, a V1 call other than
  /// getToken carries one, which is fetched for the first call and again after it has expired.
  /// REQUIRES: the call has no references left.
  Response SendCall(const scenario::Call& call, const engine::Credentials& merchant);

  /// Calls the control API for the merchant's sandbox; `path` is below /_emulator.
  Response CallControl(std::string_view method, std::string_view path, const Json& body,
                       const engine::Credentials& merchant);

 private:
  struct Token {
    std::string text;
    std::int64_t expires = 0;  // unix seconds
  };

  Response Send(const api::Request& request) const;
  /// Puts the merchant's token into `token` and returns ""; or returns why there is none.
  std::string FetchToken(const engine::Credentials& merchant, std::string& token);
  std::int64_t FetchUnixTime(const engine::Credentials& merchant);

  const control::RequestHandler& handler_;
  const bool tokens_follow_sandbox_;
  std::map<std::string, Token> tokens_;  // by imp_key
};

}  // namespace portone::runner
