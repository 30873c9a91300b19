// SPDX-License-Identifier: MIT
// What happened in a sandbox since it was last reset, in pages: the same events as the stream's.
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
#include "control/event_json.h"
#include "domain/calendar.h"
#include "engine/event_feed.h"
#include "json/writer.h"

namespace portone::control {
namespace {

constexpr std::size_t kEventsAtOnce = 1'000;
constexpr std::int64_t kUsualLimit = 100;
constexpr std::int64_t kMaxLimit = 1'000;

/// What an event is about.
struct Subject {
  std::string merchant_uid;
  std::string customer_uid;
};

Subject FindSubject(const engine::Happening& what) {
  if (const auto* request = std::get_if<engine::RequestServed>(&what))
    return {request->record->outcome.merchant_uid, request->record->outcome.customer_uid};
  if (const auto* timer = std::get_if<engine::TimerRan>(&what))
    return {timer->timer.merchant_uid, timer->timer.about.customer_uid};
  if (const auto* webhook = std::get_if<engine::WebhookPosted>(&what))
    return {webhook->about.merchant_uid.text, ""};
  if (const auto* unsent = std::get_if<engine::WebhookUnsent>(&what))
    return {unsent->webhook.event.merchant_uid.text, ""};
  if (const auto* fault = std::get_if<engine::FaultStruck>(&what))
    return {fault->fault.merchant_uid, fault->fault.customer_uid};
  if (const auto* missed = std::get_if<engine::ChannelMissed>(&what))
    return {missed->window.merchant_uid, ""};
  return {};
}

struct TimelineQuery {
  EventFilter filter;
  std::optional<std::string> order;
  std::optional<std::string> customer;
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::uint64_t after = 0;
  std::size_t limit = kUsualLimit;
};

ControlResult<std::optional<Instant>> ReadTime(const Query& query, std::string_view name) {
  const std::optional<std::string> text = query.Text(name);
  if (!text) return std::optional<Instant>();
  const std::optional<Instant> time = ParseIso(*text);
  if (time) return time;
  return ControlError{ControlErrc::kInvalidParameter,
                      std::string(name) +
                          ": must be a time like 2024-01-31T09:00:00+09:00, with "
                          "\"+\" written as %2B",
                      std::string(name)};
}

ControlResult<TimelineQuery> ReadTimelineQuery(const ControlCall& call) {
  PORTONE_TRY(const Query query,
              Query::Read(call.query, {"order", "customer", "from", "to", "after", "limit",
                                       kKindParameter, kLevelParameter}));
  TimelineQuery wanted;
  PORTONE_TRY(wanted.filter, EventFilter::Read(query, engine::Severity::kInfo));
  PORTONE_TRY(wanted.from, ReadTime(query, "from"));
  PORTONE_TRY(wanted.to, ReadTime(query, "to"));
  PORTONE_TRY(const auto after, query.Count("after", std::numeric_limits<std::int64_t>::max()));
  PORTONE_TRY(const auto limit, query.Count("limit", kMaxLimit));
  if (limit == 0) {
    return ControlError{ControlErrc::kInvalidParameter, "limit: must be at least 1", "limit"};
  }
  wanted.order = query.Text("order");
  wanted.customer = query.Text("customer");
  wanted.after = static_cast<std::uint64_t>(after.value_or(0));
  wanted.limit = static_cast<std::size_t>(limit.value_or(kUsualLimit));
  return wanted;
}

/// Collects the events of one sandbox that match.
class Collector {
 public:
  explicit Collector(const TimelineQuery& wanted) : wanted_(wanted) {}

  void Add(const engine::EventPtr& event) {
    if (event->imp_key == nullptr || *event->imp_key != *wanted_.filter.imp_key) return;
    if (StartsOver(event->what)) {
      found_.clear();
      customers_orders_.clear();
      is_whole_ = true;
    }
    if (Matches(*event)) found_.push_back(event);
  }
  /// Older events have given way.
  void Miss() { is_whole_ = false; }

  const std::vector<engine::EventPtr>& found() const { return found_; }
  bool is_whole() const { return is_whole_; }

 private:
  static bool StartsOver(const engine::Happening& what) {
    const auto* changed = std::get_if<engine::SandboxChanged>(&what);
    return changed != nullptr && changed->change != engine::SandboxChange::kRemoved;
  }

  bool Matches(const engine::Event& event) {
    const Subject subject = FindSubject(event.what);
    if (wanted_.customer && !IsOfCustomer(subject)) return false;
    if (wanted_.order && subject.merchant_uid != *wanted_.order) return false;
    if (wanted_.from && event.at < *wanted_.from) return false;
    if (wanted_.to && event.at > *wanted_.to) return false;
    return wanted_.filter.Matches(event);
  }

  /// Webhooks name an order alone: whose it is was told before.
  bool IsOfCustomer(const Subject& subject) {
    const bool is_named = subject.customer_uid == *wanted_.customer;
    if (is_named && !subject.merchant_uid.empty()) customers_orders_.insert(subject.merchant_uid);
    return is_named ||
           (subject.customer_uid.empty() && customers_orders_.contains(subject.merchant_uid));
  }

  const TimelineQuery& wanted_;
  std::vector<engine::EventPtr> found_;
  std::set<std::string> customers_orders_;
  bool is_whole_ = true;
};

ControlResult<api::Reply> ReadTimeline(ControlCall& call) {
  PORTONE_TRY(TimelineQuery wanted, ReadTimelineQuery(call));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  wanted.filter.imp_key = sandbox->credentials.imp_key;
  const engine::EventFeed& feed = call.context.directory.feed();
  Collector collector(wanted);
  const std::uint64_t last = feed.last_id();
  for (std::uint64_t next = 0; next < last;) {
    const engine::EventFeed::Page page = feed.Read(next, kEventsAtOnce);
    if (page.missed > 0) collector.Miss();
    for (const engine::EventPtr& event : page.events)
      collector.Add(event);
    next = page.next;
  }
  const std::vector<engine::EventPtr>& found = collector.found();
  const auto first = std::find_if(found.begin(), found.end(), [&](const engine::EventPtr& event) {
    return event->id > wanted.after;
  });
  const auto count = std::min(wanted.limit, static_cast<std::size_t>(found.end() - first));
  const auto end = first + static_cast<std::ptrdiff_t>(count);
  json::Writer json;
  json.BeginObject().Key("events").BeginArray();
  for (auto event = first; event != end; ++event)
    WriteEvent(json, **event, {.message = true});
  json.EndArray();
  json.Field("total", static_cast<std::int64_t>(found.size()));
  if (end == found.end()) {
    json.Field("next", nullptr);
  } else {
    json.Field("next", static_cast<std::int64_t>((*(end - 1))->id));
  }
  json.Field("complete", collector.is_whole()).EndObject();
  return JsonReply(json);
}

constexpr std::array kTimelineRoutes{
    ControlRoute{Method::kGet, "/timeline", ReadTimeline},
};

}  // namespace

std::span<const ControlRoute> TimelineRoutes() {
  return kTimelineRoutes;
}

}  // namespace portone::control
