// SPDX-License-Identifier: MIT
// Golden transcripts: a conversation with the emulator over real sockets, as text.
//
//   # Comments and empty lines are free.
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
// People write the lines with `>`, playing writes those with `<`: the reply, then the webhooks that
// a real receiver got. It answers with the statuses that an `answer` names, in turn, then with 200.
// Every reply is held against the contract; `replaced 503/-1` says that a fault puts this status
// and code in the place of the next one.
// A captured value stands for `${token}` in later requests. A body that begins
// with a brace is sent as JSON, any other as a form, unless the request says what it is.
#pragma once

#include <string>

namespace portone::testing {

/// Plays the requests of a transcript against an emulator of its own, started with the scenario
/// that the transcript names, and returns the transcript as it now is. Playing a transcript that
/// tells the truth returns it unchanged. Throws std::runtime_error, with the line, for what it
/// cannot read or send.
std::string PlayTranscript(const std::string& transcript);

}  // namespace portone::testing
