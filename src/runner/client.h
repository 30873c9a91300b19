// SPDX-License-Identifier: MIT
// Calls the emulator as a merchant's server and a test would, each merchant with a token of its
// own.
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

/// What came back.
struct Answer {
  std::string no_token;  ///< why there was no token to make the call with; "": it was made
  bool lost = false;     ///< the connection ended without a reply
  std::string how;       ///< a lost one: "the connection was closed"
  int status = 0;
  Json body;  ///< null when it is no JSON
};

/// Used by one thread.
class Caller {
 public:
  /// `tokens_follow_sandbox`: they live by the sandbox's clock, else by the wall's, which no story
  /// outlasts. REQUIRES: `door` outlives it.
  Caller(const control::Door& door, bool tokens_follow_sandbox)
      : door_(door), tokens_follow_sandbox_(tokens_follow_sandbox) {}

  /// Makes the call for a merchant. A call of the V1 API but getToken carries a token unless it
  /// says otherwise: one that is fetched when the merchant needs its first, or the last one has
  /// expired.
  /// REQUIRES: the call holds no references.
  Answer Make(const scenario::Call& call, const engine::Credentials& merchant);

  /// A call of the control API, for the merchant's sandbox.
  Answer Control(std::string_view method, std::string_view path, const Json& body,
                 const engine::Credentials& merchant);

 private:
  struct Token {
    std::string text;
    std::int64_t expires = 0;  // unix seconds
  };

  Answer Send(const api::Request& request) const;
  /// The merchant's token in `token`, or why there is none; "" when there is.
  std::string FetchToken(const engine::Credentials& merchant, std::string& token);
  std::int64_t Now(const engine::Credentials& merchant);

  const control::Door& door_;
  const bool tokens_follow_sandbox_;
  std::map<std::string, Token> tokens_;  // by imp_key
};

}  // namespace portone::runner
