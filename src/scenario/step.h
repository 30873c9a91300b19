// SPDX-License-Identifier: MIT
// One thing that a scenario does, as it was written: its texts may refer to earlier replies. The
// runner plays it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "api/reply.h"
#include "json/json.h"
#include "verify/fact.h"

namespace portone::scenario {

/// A call of the V1 API, or of the control API below /_emulator.
struct Call {
  std::string method;             ///< "GET", "POST", "PUT", "DELETE"
  std::string path;               ///< without a query
  Json query = Json::object();    ///< scalars, or arrays of them, by name
  Json headers = Json::object();  ///< texts by name
  std::optional<Json> body{};     ///< sent as JSON
  std::optional<Json> form{};     ///< an object, sent as a form
  std::optional<Json> token{};    ///< a text; null: none is sent. Absent: the runner's own
};

/// "POST /subscribe/payments/again".
inline std::string TitleOf(const Call& call) {
  return call.method + " " + call.path;
}

/// How the runner's own receiver answers webhooks from now on.
struct ReceiverState {
  bool down = false;  ///< refuses connections
  int status = api::Reply{}.status;
  std::string body;
};

/// What a reply has to be like when the step says nothing of it.
enum class Usual : std::uint8_t {
  kAnything,    ///< of its body; the status counts all the same
  kSuccess,     ///< an envelope with code 0
  kNoneFailed,  ///< a window's payment, that has not failed
};

struct Step {
  std::string place;    ///< for messages: "charge.json: /steps/3"
  std::string title;    ///< "POST /subscribe/payments/again", "advance P1M"
  std::string note;     ///< for people
  std::string as;       ///< later steps refer to the reply by this name; "": they do not
  std::string sandbox;  ///< the imp_key of another sandbox than the file's own; "": that one
  std::variant<Call, ReceiverState> act;
  std::optional<int> status{};     ///< the HTTP status; absent: 200
  bool lost = false;               ///< no reply is to come: the connection ends before one does
  std::optional<Json> reply{};     ///< what it has to be like, as it was written
  Usual usual = Usual::kAnything;  ///< for want of a `reply`
};

}  // namespace portone::scenario
