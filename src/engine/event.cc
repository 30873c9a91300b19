// SPDX-License-Identifier: MIT
#include "engine/event.h"

namespace portone::engine {
namespace {

constexpr int kFirstRefusal = 400;
constexpr int kInternalError = 500;

Severity ChooseSeverity(const RequestServed& event) {
  const RequestRecord& record = *event.record;
  if (record.status == kInternalError && record.code != 0) return Severity::kError;
  const bool has_succeeded =
      record.status != 0 && record.status < kFirstRefusal && record.code == 0;
  return has_succeeded && !record.outcome.has_failed() ? Severity::kInfo : Severity::kWarning;
}

Severity ChooseSeverity(const EmulatorCallServed& event) {
  if (event.status == kInternalError) return Severity::kError;
  if (event.status >= kFirstRefusal) return Severity::kWarning;
  return event.method == "GET" || event.method == "HEAD" ? Severity::kDebug : Severity::kInfo;
}

Severity ChooseSeverity(const TransportReported& event) {
  if (event.status == kInternalError) return Severity::kError;
  return event.status >= kFirstRefusal || event.status == 0 ? Severity::kWarning : Severity::kInfo;
}

Severity ChooseSeverity(const TimerEvent& event) {
  return event.timer.payment_outcome.has_failed() ? Severity::kWarning : Severity::kInfo;
}

Severity ChooseSeverity(const WebhookPosted& event) {
  return event.succeeded ? Severity::kInfo : Severity::kWarning;
}

Severity ChooseSeverity(const UnsentWebhookEvent& event) {
  return event.webhook.is_dropped ? Severity::kWarning : Severity::kInfo;
}

Severity ChooseSeverity(const FaultEvent& /*event*/) {
  return Severity::kWarning;
}

Severity ChooseSeverity(const UnmatchedChannelEvent& /*event*/) {
  return Severity::kWarning;
}

Severity ChooseSeverity(const SandboxChanged& /*event*/) {
  return Severity::kInfo;
}

Severity ChooseSeverity(const ClockMoved& event) {
  return event.stop == AdvanceStop::kNone ? Severity::kInfo : Severity::kWarning;
}

Severity ChooseSeverity(const AdvanceUnderWay& /*event*/) {
  return Severity::kInfo;
}

}  // namespace

std::string_view GetKindName(const EventDetails& details) {
  return std::visit([](const auto& event) { return event.kName; }, details);
}

Severity GetSeverity(const EventDetails& details) {
  return std::visit([](const auto& event) { return ChooseSeverity(event); }, details);
}

}  // namespace portone::engine
