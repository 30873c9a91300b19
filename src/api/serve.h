// SPDX-License-Identifier: MIT
// The handler of almost every row: decode, run or ask, encode, map the error, let faults spoil it.
#pragma once

#include <optional>
#include <type_traits>

#include "api/envelope.h"
#include "api/route.h"
#include "api/wire_errors.h"

namespace portone::api {

/// The sub-merchant that the header `Tier` names.
// FIDELITY: tier
TierCode TierOf(const Request& request);

/// The request as the journal keeps it.
engine::Cause CauseOf(const Request& request);

/// For whom the reply to a request is: the profile that its header X-Emulator-Profile names, or
/// else the sandbox, and the address that the request was sent to.
ReplyOptions ReplyOptionsFor(const Request& request, const engine::Sandbox& sandbox);

/// Why nothing can be done for the sub-merchant that a call names: TierNotFound. What only asks is
/// answered as for somebody who has nothing.
std::optional<Error> WhyNobody(const Call& call);

/// A type with `Apply(Tx&, const T&)` is a command and journalled; one with `Answer(View, T)` is a
/// query.
template <class T>
concept CommandType = requires(commands::Tx& tx, const T& command) {
  Apply(tx, command);
};

/// `Decode` is `Result<T>(const Call&)`, `Encode` writes what applying the T returns.
template <auto Decode, auto Encode>
Reply Serve(Call& call) {
  const auto asked = Decode(call);
  if (!asked.ok()) return Refusal(asked.error());
  using Asked = std::remove_cvref_t<decltype(asked.value())>;
  if constexpr (CommandType<Asked>) {
    if (const auto nobody = WhyNobody(call)) return Refusal(*nobody);
  }
  std::optional<ReplyFault> fault;
  const auto result = [&] {
    if constexpr (CommandType<Asked>) {
      call.journalled = true;
      return call.sandbox->engine.Run(CauseOf(call.request), asked.value(), &fault);
    } else {
      return call.sandbox->engine.Ask(asked.value(), call.tier);
    }
  }();
  Reply reply = result.ok() ? Success(ReplyOptionsFor(call.request, *call.sandbox),
                                      [&](ReplyWriter& json) { Encode(json, result.value()); })
                            : Refusal(result.error());
  if constexpr (requires { result.value().complete; }) {
    if (result.ok()) reply.status = SuccessStatus(result.value().complete);
  }
  if (fault) Disturb(reply, *fault);
  return reply;
}

}  // namespace portone::api
