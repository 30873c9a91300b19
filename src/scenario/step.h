// SPDX-License-Identifier: MIT
// One step of a scenario, as written: its strings may refer to earlier replies. The runner executes
// it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "base/http_result.h"
#include "json/json.h"

namespace portone::scenario {

/// A call of the V1 API or of the control API below /_emulator; in a ShopCall, of the server under
/// test.
struct Call {
  std::string method;             ///< "GET", "POST", "PUT", "DELETE"
  std::string path;               ///< without a query
  Json query = Json::object();    ///< scalars or arrays of scalars, by name
  Json headers = Json::object();  ///< strings by name
  std::optional<Json> body{};     ///< sent as JSON
  std::optional<Json> form{};     ///< an object, sent urlencoded
  std::optional<Json> token{};    ///< a string; null: none is sent; absent: the runner's own token
};

/// "POST /subscribe/payments/again".
inline std::string FormatTitle(const Call& call) {
  return call.method + " " + call.path;
}

/// A call of the server under test.
struct ShopCall {
  Call call;  ///< without a token
};

/// "shop POST /subscriptions".
inline std::string FormatTitle(const ShopCall& shop) {
  return "shop " + FormatTitle(shop.call);
}

/// Whether the runner's webhook receiver accepts connections.
enum class ReceiverConnection : std::uint8_t { kUp, kDown };

/// How the runner's webhook receiver responds from now on.
struct ReceiverState {
  bool down = false;  ///< refuses connections
  int status = kHttpOk;
  std::string body;
};

/// The check of a reply when the step has no `reply`.
enum class DefaultCheck : std::uint8_t {
  kStatusOnly,        ///< any body; the status is still checked
  kSuccess,           ///< an envelope with code 0
  kAnySuccess,        ///< any 2xx, unless a status is expected
  kPaymentNotFailed,  ///< a checkout whose payment has not failed
  kCertified,         ///< a checkout that has certified somebody
};

struct Step {
  std::string location;  ///< for messages: "charge.json: /steps/3"
  std::string title;     ///< "POST /subscribe/payments/again", "advance P1M"
  std::string note;      ///< a comment, printed in the timeline
  std::string as;        ///< the name by which later steps refer to the reply; "": none
  std::string sandbox;   ///< the imp_key of another sandbox; "": the file's own
  std::variant<Call, ReceiverState, ShopCall> action;
  std::optional<int> status{};  ///< the expected HTTP status; absent: 200, of a shop any 2xx
  bool lost = false;            ///< no reply is expected: the connection is cut before it
  std::optional<Json> reply{};  ///< the expected reply, as written
  DefaultCheck default_check = DefaultCheck::kStatusOnly;  ///< used without a `reply`
};

}  // namespace portone::scenario

namespace portone {

template <>
struct EnumNames<scenario::ReceiverConnection> {
  static constexpr std::array<std::string_view, 2> kNames{"up", "down"};
};

}  // namespace portone
