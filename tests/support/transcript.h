// SPDX-License-Identifier: MIT
// Golden transcripts: a conversation with the emulator over real sockets, as text.
//
//   # Comments and empty lines are ignored.
//   > scenario scenarios/kcp/monthly_subscription_fixed_clock.json
//   > answer 500 503
//
//   > POST /users/getToken
//   > Content-Type: application/json
//   > {"imp_key": "...", "imp_secret": "..."}
//   > capture token /response/access_token
//   < 200
//   < {
//   <   "code": 0,
//
// Lines with `>` are written by hand, lines with `<` are recorded: the reply, then the webhooks
// that a real receiver got. The receiver responds with the statuses of `answer`, in turn, then with
// 200. Every reply is checked against the contract; `replaced 503/-1` announces that a fault
// substitutes this status and code for the next reply's. A captured value replaces `${token}` in
// later requests. A body that begins with a brace is sent as JSON, any other as a form, unless the
// request has a Content-Type.
#pragma once

#include <string>

namespace portone::testing {

/// Sends the requests of a transcript to a new emulator, started with the scenario that the
/// transcript names, and returns the transcript with the actual replies: unchanged when they match
/// the recorded ones. Throws std::runtime_error, with the line, for what it cannot parse or send.
std::string RunTranscript(const std::string& transcript);

}  // namespace portone::testing
