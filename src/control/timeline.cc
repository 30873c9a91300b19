// SPDX-License-Identifier: MIT
// What happened in a sandbox since it was last reset, in pages: the same events as in the stream.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "control/control.h"
#include "control/control_parameters.h"
#include "control/event_filter.h"
#include "control/event_id.h"
#include "control/event_json.h"
#include "engine/event_feed.h"
#include "json/writer.h"

namespace portone::control {
namespace {

constexpr std::size_t kTimelineEventsPerRead = 1'000;
constexpr std::int64_t kDefaultEventLimit = 100;
constexpr std::int64_t kMaxEventLimit = 1'000;

/// What an event is about.
struct Subject {
  std::string merchant_uid;
  std::string customer_uid;
};

Subject FindSubject(const engine::EventDetails& details) {
  if (const auto* request = std::get_if<engine::RequestServed>(&details))
    return {request->record->outcome.merchant_uid, request->record->outcome.customer_uid};
  if (const auto* timer = std::get_if<engine::TimerEvent>(&details))
    return {timer->timer.merchant_uid, timer->timer.payment_outcome.customer_uid};
  if (const auto* webhook = std::get_if<engine::WebhookPosted>(&details))
    return {webhook->webhook_event.merchant_uid.text, ""};
  if (const auto* unsent = std::get_if<engine::UnsentWebhookEvent>(&details))
    return {unsent->webhook.event.merchant_uid.text, ""};
  if (const auto* fault = std::get_if<engine::FaultEvent>(&details))
    return {fault->fault.merchant_uid, fault->fault.customer_uid};
  if (const auto* unmatched = std::get_if<engine::UnmatchedChannelEvent>(&details))
    return {unmatched->window.merchant_uid, ""};
  return {};
}

struct TimelineQuery {
  EventFilter filter;
  std::optional<std::string> order;
  std::optional<std::string> customer;
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::uint64_t after = 0;
  std::size_t limit = kDefaultEventLimit;
};

ControlResult<TimelineQuery> ReadTimelineQuery(const ControlCall& call) {
  PORTONE_TRY(const QueryParameters query,
              QueryParameters::Read(call.query, {"order", "customer", "from", "to", "after",
                                                 "limit", kKindParameter, kLevelParameter}));
  TimelineQuery timeline_query;
  PORTONE_TRY(timeline_query.filter, EventFilter::Read(query, engine::Severity::kInfo));
  PORTONE_TRY(timeline_query.from, query.Time("from"));
  PORTONE_TRY(timeline_query.to, query.Time("to"));
  PORTONE_TRY(const auto after, query.Integer("after", std::numeric_limits<std::int64_t>::max()));
  PORTONE_TRY(const auto limit, query.Integer("limit", kMaxEventLimit));
  if (limit == 0) {
    return ControlError{ControlErrc::kInvalidParameter, "limit: must be at least 1", "limit"};
  }
  timeline_query.order = query.Text("order");
  timeline_query.customer = query.Text("customer");
  timeline_query.after = static_cast<std::uint64_t>(after.value_or(0));
  timeline_query.limit = static_cast<std::size_t>(limit.value_or(kDefaultEventLimit));
  return timeline_query;
}

/// Collects the events of one sandbox that match.
class Collector {
 public:
  explicit Collector(const TimelineQuery& query) : query_(query) {}

  void Add(const engine::EventPtr& event) {
    if (event->imp_key == nullptr || *event->imp_key != *query_.filter.imp_key) return;
    if (StartsOver(event->details)) {
      found_.clear();
      customers_orders_.clear();
      is_complete_ = true;
    }
    if (Matches(*event)) found_.push_back(event);
  }
  /// Records that older events are no longer in the feed.
  void MarkIncomplete() { is_complete_ = false; }

  const std::vector<engine::EventPtr>& found() const { return found_; }
  bool is_complete() const { return is_complete_; }

 private:
  static bool StartsOver(const engine::EventDetails& details) {
    const auto* changed = std::get_if<engine::SandboxChanged>(&details);
    return changed != nullptr && changed->change != engine::SandboxChange::kRemoved;
  }

  bool Matches(const engine::Event& event) {
    const Subject subject = FindSubject(event.details);
    if (query_.customer && !BelongsToCustomer(subject)) return false;
    if (query_.order && subject.merchant_uid != *query_.order) return false;
    if (query_.from && event.at < *query_.from) return false;
    if (query_.to && event.at > *query_.to) return false;
    return query_.filter.Matches(event);
  }

  /// Webhooks name only an order; an earlier event has named its customer.
  bool BelongsToCustomer(const Subject& subject) {
    const bool is_named = subject.customer_uid == *query_.customer;
    if (is_named && !subject.merchant_uid.empty()) customers_orders_.insert(subject.merchant_uid);
    return is_named ||
           (subject.customer_uid.empty() && customers_orders_.contains(subject.merchant_uid));
  }

  const TimelineQuery& query_;
  std::vector<engine::EventPtr> found_;
  std::set<std::string> customers_orders_;
  bool is_complete_ = true;
};

ControlResult<api::Reply> ReadTimeline(ControlCall& call) {
  PORTONE_TRY(TimelineQuery timeline_query, ReadTimelineQuery(call));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  timeline_query.filter.imp_key = sandbox->credentials.imp_key;
  const engine::EventFeed& feed = call.context.registry.feed();
  Collector collector(timeline_query);
  const std::uint64_t last = feed.last_id();
  std::uint64_t next = 0;
  while (next < last) {
    const engine::EventFeed::Page page = feed.Read(next, kTimelineEventsPerRead);
    if (page.missed > 0) collector.MarkIncomplete();
    for (const engine::EventPtr& event : page.events)
      collector.Add(event);
    next = page.next;
  }
  const std::vector<engine::EventPtr>& found = collector.found();
  const auto first = std::find_if(found.begin(), found.end(), [&](const engine::EventPtr& event) {
    return event->id > timeline_query.after;
  });
  const auto count = std::min(timeline_query.limit, static_cast<std::size_t>(found.end() - first));
  const auto end = first + static_cast<std::ptrdiff_t>(count);
  json::Writer json;
  json.BeginObject().Key("events").BeginArray();
  for (auto event = first; event != end; ++event)
    WriteEvent(json, **event, {.includes_message = true});
  json.EndArray();
  json.Field("total", static_cast<std::int64_t>(found.size()));
  if (end == found.end()) {
    json.Field("next", nullptr);
  } else {
    json.Field("next", static_cast<std::int64_t>((*(end - 1))->id));
  }
  json.Field("complete", collector.is_complete());
  json.Field("sandbox", sandbox->credentials.imp_key);
  json.Field("last_event_id", FormatEventId(feed, next)).EndObject();
  return MakeJsonReply(json);
}

constexpr std::array kTimelineRoutes{
    ControlRoute{Method::kGet, "/timeline", ReadTimeline},
};

}  // namespace

std::span<const ControlRoute> TimelineRoutes() {
  return kTimelineRoutes;
}

}  // namespace portone::control
