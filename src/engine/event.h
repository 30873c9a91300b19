// SPDX-License-Identifier: MIT
// The events of an emulator, as one list of types, from which the log, the stream of events and the
// timeline are made. Independent of their wording and of JSON.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/enum_names.h"
#include "base/http_result.h"
#include "base/instant.h"
#include "domain/channel.h"
#include "domain/fault.h"
#include "domain/timer.h"
#include "domain/webhook_delivery.h"
#include "domain/webhook_event.h"
#include "engine/journal.h"
#include "engine/request_log.h"

namespace portone::engine {

// The kinds of event. They contain secrets in plain text: must be redacted before they are shown.

/// A V1 call was answered.
struct RequestServed {
  static constexpr std::string_view kName = "request";
  std::shared_ptr<const RequestRecord> record;
};

/// A call to the control API or of the browser side was answered, or a request was refused at its
/// port.
struct EmulatorCallServed {
  static constexpr std::string_view kName = "control_call";
  std::string method{};
  std::string path{};  ///< undecoded, without query
  int status = 0;
  std::string error{};  ///< the message of a refusal
  std::chrono::milliseconds elapsed{0};
};

/// The transport refused bytes that were no request for either API, or opened a tunnel, or a client
/// gave up its call.
struct TransportReported {
  static constexpr std::string_view kName = "transport";
  std::string method{};  ///< "-" when the head could not be read
  std::string path{};    ///< undecoded, without query; "-" likewise
  int status = 0;        ///< 0: the client had closed the connection
  std::string reason{};  ///< why the server refused it; "": it did not
  std::chrono::milliseconds elapsed{0};
};

/// A timer fired: a scheduled charge, a recovery, an expiry, a pingback. Attempts of
/// webhooks are events of their own.
struct TimerEvent {
  static constexpr std::string_view kName = "timer";
  FiredTimer timer{};
};

/// An attempt to post a webhook ended.
struct WebhookPosted {
  static constexpr std::string_view kName = "webhook";
  WebhookDeliveryId delivery = 0;
  WebhookEvent webhook_event{};
  std::string url{};
  AttemptTrigger trigger = AttemptTrigger::kInitial;
  HttpResult result{};
  bool succeeded = false;
  bool will_retry = false;
};

/// A webhook was not sent to anyone.
struct UnsentWebhookEvent {
  static constexpr std::string_view kName = "webhook_unsent";
  UnsentWebhook webhook{};
};

/// An injected fault was applied.
struct FaultEvent {
  static constexpr std::string_view kName = "fault";
  AppliedFault fault{};
};

/// A window was served by another channel, for want of the one that its page named.
struct UnmatchedChannelEvent {
  static constexpr std::string_view kName = "channel_unmatched";
  UnmatchedChannel window{};
};

/// How a sandbox changed.
enum class SandboxChange : std::uint8_t {
  kOpened,
  kReset,   ///< its state was restored to what was last loaded
  kLoaded,  ///< another state was loaded into it
  kRemoved,
};

struct SandboxChanged {
  static constexpr std::string_view kName = "sandbox";
  SandboxChange change = SandboxChange::kOpened;
};

/// A clock was advanced or set.
struct ClockMoved {
  static constexpr std::string_view kName = "clock";
  Instant from{};
  Instant to{};
  std::size_t timers = 0;                 ///< that fired in between
  std::string mode{};                     ///< "manual", "live", "scaled 60"
  AdvanceStop stop = AdvanceStop::kNone;  ///< why it did not reach its target
};

/// A long advance is still under way.
struct AdvanceUnderWay {
  static constexpr std::string_view kName = "advance";
  Instant from{};
  Instant target{};
  std::size_t timers = 0;  ///< that fired so far
  std::chrono::milliseconds elapsed{0};
};

using EventDetails =
    std::variant<RequestServed, EmulatorCallServed, TransportReported, TimerEvent, WebhookPosted,
                 UnsentWebhookEvent, FaultEvent, UnmatchedChannelEvent, SandboxChanged, ClockMoved,
                 AdvanceUnderWay>;

template <class DetailsVariant>
struct EventDetailsNames;

/// The names of the kinds of events, in the order of the list.
template <class... Kinds>
struct EventDetailsNames<std::variant<Kinds...>> {
  static constexpr std::array<std::string_view, sizeof...(Kinds)> kNames{Kinds::kName...};
};

inline constexpr auto kEventKinds = EventDetailsNames<EventDetails>::kNames;

/// The name of the event's kind.
std::string_view GetKindName(const EventDetails& details);

/// How much attention an event deserves.
enum class Severity : std::uint8_t {
  kDebug,    ///< a control call that only reads
  kInfo,     ///< normal operation
  kWarning,  ///< refused, failed, undelivered, or affected by a fault
  kError,    ///< the emulator itself failed
};

}  // namespace portone::engine

namespace portone {

template <>
struct EnumNames<engine::SandboxChange> {
  static constexpr std::array<std::string_view, 4> kNames{"opened", "reset", "loaded", "removed"};
};

template <>
struct EnumNames<engine::Severity> {
  static constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};
};

}  // namespace portone

namespace portone::engine {

Severity GetSeverity(const EventDetails& details);

/// One event. Shared by those who read it, and never changed.
struct Event {
  std::uint64_t id = 0;  ///< from 1, without gaps, in one process
  Instant wall;          ///< real time
  Instant at;            ///< the sandbox's time; of an event without a sandbox, real time
  /// The key of the sandbox; null when the event has none.
  std::shared_ptr<const std::string> imp_key;
  EventDetails details;
};

using EventPtr = std::shared_ptr<const Event>;

}  // namespace portone::engine
