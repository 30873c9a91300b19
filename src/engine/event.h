// SPDX-License-Identifier: MIT
// What happens in an emulator, as one list of types: the log, the stream of events and the timeline
// are made of it. Knows neither texts nor JSON.
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

/// A call of the control API was answered.
struct ControlCallServed {
  static constexpr std::string_view kName = "control_call";
  std::string method{};
  std::string path{};  ///< undecoded, without query
  int status = 0;
  std::string error{};  ///< the message of a refusal
  std::chrono::milliseconds took{0};
};

/// What the transport did by itself: it refused bytes that were no request for either API, or
/// opened a tunnel, or a client gave up its call.
struct TransportServed {
  static constexpr std::string_view kName = "transport";
  std::string method{};  ///< "-" when the head could not be read
  std::string path{};    ///< undecoded, without query; "-" likewise
  int status = 0;        ///< 0: the client had gone
  std::chrono::milliseconds took{0};
};

/// A timer did its work: a scheduled charge, a recovery, an expiry, a pingback. Attempts of
/// webhooks are events of their own.
struct TimerRan {
  static constexpr std::string_view kName = "timer";
  FiredTimer timer{};
};

/// A webhook was posted, or was to be.
struct WebhookPosted {
  static constexpr std::string_view kName = "webhook";
  WebhookDeliveryId delivery = 0;
  WebhookEvent about{};
  std::string url{};
  AttemptReason reason = AttemptReason::kFirst;
  HttpResult result{};
  bool succeeded = false;
  bool will_retry = false;
};

/// A webhook that nobody gets.
struct WebhookUnsent {
  static constexpr std::string_view kName = "webhook_unsent";
  UnsentWebhook webhook{};
};

/// An injected fault struck.
struct FaultStruck {
  static constexpr std::string_view kName = "fault";
  StruckFault fault{};
};

/// A window was served by the default channel, for want of the one that its page named.
struct ChannelMissed {
  static constexpr std::string_view kName = "channel_missed";
  MissedChannel window{};
};

/// What became of a sandbox.
enum class SandboxChange : std::uint8_t {
  kOpened,
  kReset,   ///< it is as it was after its state was loaded
  kLoaded,  ///< it has another state
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
  std::size_t timers = 0;                 ///< that ran meanwhile
  std::string mode{};                     ///< "manual", "live", "scaled 60"
  AdvanceStop stop = AdvanceStop::kNone;  ///< why it is not where it was to go
};

/// A long advance is still under way.
struct AdvanceUnderWay {
  static constexpr std::string_view kName = "advance";
  Instant from{};
  Instant target{};
  std::size_t timers = 0;  ///< that ran so far
  std::chrono::milliseconds took{0};
};

using Happening = std::variant<RequestServed, ControlCallServed, TransportServed, TimerRan,
                               WebhookPosted, WebhookUnsent, FaultStruck, ChannelMissed,
                               SandboxChanged, ClockMoved, AdvanceUnderWay>;

template <class Happenings>
struct HappeningNames;

/// The names of the kinds of events, in the order of the list.
template <class... Kinds>
struct HappeningNames<std::variant<Kinds...>> {
  static constexpr std::array<std::string_view, sizeof...(Kinds)> kNames{Kinds::kName...};
};

inline constexpr auto kEventKinds = HappeningNames<Happening>::kNames;

/// The name of its kind.
std::string_view KindText(const Happening& what);

/// How much attention an event deserves.
enum class Severity : std::uint8_t {
  kDebug,    ///< a look at the emulator that changes nothing
  kInfo,     ///< as it should be
  kWarning,  ///< refused, failed, undelivered, or struck by a fault
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

Severity GetSeverity(const Happening& what);

/// One event. Shared by those who read it, and never changed.
struct Event {
  std::uint64_t id = 0;  ///< from 1, without gaps, in one process
  Instant wall;          ///< real time
  Instant at;            ///< the sandbox's time; of an event without a sandbox, real time
  /// The key of the sandbox; null when the event has none.
  std::shared_ptr<const std::string> imp_key;
  Happening what;
};

using EventPtr = std::shared_ptr<const Event>;

}  // namespace portone::engine
