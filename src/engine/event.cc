// SPDX-License-Identifier: MIT
#include "engine/event.h"

namespace portone::engine {
namespace {

constexpr int kFirstRefusal = 400;
constexpr int kBug = 500;

Severity SeverityOf(const RequestServed& event) {
  const RequestRecord& record = *event.record;
  if (record.status == kBug && record.code != 0) return Severity::kError;
  const bool is_well = record.status != 0 && record.status < kFirstRefusal && record.code == 0;
  return is_well && !record.outcome.has_failed() ? Severity::kInfo : Severity::kWarning;
}

Severity SeverityOf(const ControlCallServed& event) {
  if (event.status == kBug) return Severity::kError;
  if (event.status >= kFirstRefusal) return Severity::kWarning;
  return event.method == "GET" || event.method == "HEAD" ? Severity::kDebug : Severity::kInfo;
}

Severity SeverityOf(const TransportReported& event) {
  if (event.status == kBug) return Severity::kError;
  return event.status >= kFirstRefusal || event.status == 0 ? Severity::kWarning : Severity::kInfo;
}

Severity SeverityOf(const TimerEvent& event) {
  return event.timer.payment_outcome.has_failed() ? Severity::kWarning : Severity::kInfo;
}

Severity SeverityOf(const WebhookPosted& event) {
  return event.succeeded ? Severity::kInfo : Severity::kWarning;
}

Severity SeverityOf(const UnsentWebhookEvent& event) {
  return event.webhook.is_dropped ? Severity::kWarning : Severity::kInfo;
}

Severity SeverityOf(const FaultEvent& /*event*/) {
  return Severity::kWarning;
}

Severity SeverityOf(const UnmatchedChannelEvent& /*event*/) {
  return Severity::kWarning;
}

Severity SeverityOf(const SandboxChanged& /*event*/) {
  return Severity::kInfo;
}

Severity SeverityOf(const ClockMoved& event) {
  return event.stop == AdvanceStop::kNone ? Severity::kInfo : Severity::kWarning;
}

Severity SeverityOf(const AdvanceUnderWay& /*event*/) {
  return Severity::kInfo;
}

}  // namespace

std::string_view KindName(const EventDetails& details) {
  return std::visit([](const auto& one) { return one.kName; }, details);
}

Severity GetSeverity(const EventDetails& details) {
  return std::visit([](const auto& one) { return SeverityOf(one); }, details);
}

}  // namespace portone::engine
