// SPDX-License-Identifier: MIT
// The handler of almost every route: decode, run the command or query, encode the result or the
// error, apply injected faults.
#pragma once

#include <optional>
#include <string_view>
#include <type_traits>

#include "api/describe_result.h"
#include "api/envelope.h"
#include "api/request_records.h"
#include "api/route.h"
#include "api/wire_errors.h"
#include "domain/errors.h"

namespace portone::api {

/// The options for the reply to a call: its profile, and the receipt links' prefix from the address
/// that the request was sent to. REQUIRES: the call has a sandbox.
ReplyOptions MakeReplyOptions(const Call& call);
/// The same for a request without a call: the profile of the header X-Emulator-Profile, or else the
/// sandbox's. An invalid header is ignored.
ReplyOptions MakeReplyOptions(const Request& request, const engine::Sandbox& sandbox);

/// The host of the header Host, with its port; "localhost" when the header is missing or invalid.
std::string_view FindHost(const Request& request);

/// Checks that the call's sub-merchant exists; nullopt when it does, else TierNotFound. For
/// commands only: a query for an unknown sub-merchant is answered as for one without data.
std::optional<Error> CheckTierExists(const Call& call);

/// A type with `Apply(Tx&, const T&)` is a command and is journalled; one with
/// `Handle(const View&, const T&)` is a query.
template <class T>
concept CommandType = requires(commands::Tx& tx, const T& command) {
  Apply(tx, command);
};

/// A command that adds to what exists, and is refused when memory is full: MemoryFull.
template <class T>
concept AddsState = T::kAddsState;

/// The reply to a call that succeeded. `Encode` writes the response, or makes the whole reply where
/// the envelope differs.
template <auto Encode, class T>
Reply EncodeReply(const Call& call, const T& result) {
  if constexpr (std::is_invocable_r_v<Reply, decltype(Encode), const ReplyOptions&, const T&>) {
    return Encode(MakeReplyOptions(call), result);
  } else {
    return MakeSuccessReply(MakeReplyOptions(call),
                            [&](ReplyWriter& json) { Encode(json, result); });
  }
}

/// Handles a call. `Decode` is `Result<T>(const Call&)`; `Encode` is as for EncodeReply, with the
/// result of the command or query T.
template <auto Decode, auto Encode>
Reply Serve(Call& call) {
  const auto decoded = Decode(call);
  if (!decoded.ok()) return MakeErrorReply(decoded.error());
  using Decoded = std::remove_cvref_t<decltype(decoded.value())>;
  if constexpr (AddsState<Decoded>) {
    engine::MemoryLimit& memory = call.registry.memory_limit();
    if (memory.IsReached()) return MakeErrorReply(errors::MemoryFull(memory.limit()));
  }
  if constexpr (CommandType<Decoded>) {
    if (const auto error = CheckTierExists(call)) return MakeErrorReply(*error);
  }
  std::optional<ReplyFault> fault;
  const auto result = [&] {
    if constexpr (CommandType<Decoded>) {
      call.is_journalled = true;
      return call.sandbox->engine.Run(MakeJournalRequest(call), decoded.value(), &fault);
    } else {
      return call.sandbox->engine.Query(decoded.value(), call.tier);
    }
  }();
  if (call.hold != nullptr) call.hold->unlock();
  if constexpr (requires { DescribeResult(result.value()); }) {
    if (result.ok()) call.outcome = DescribeResult(result.value());
  }
  Reply reply =
      result.ok() ? EncodeReply<Encode>(call, result.value()) : MakeErrorReply(result.error());
  if constexpr (requires { result.value().is_complete; }) {
    if (result.ok()) reply.status = GetSuccessStatus(result.value().is_complete);
  }
  if (fault) ApplyReplyFault(reply, *fault);
  return reply;
}

}  // namespace portone::api
