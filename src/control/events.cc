// SPDX-License-Identifier: MIT
// The stream of events: server-sent events, of one sandbox or of all. A reader that was cut off
// goes on where it was; one that does not read costs nothing but its connection.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "api/body_stream.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/event_filter.h"
#include "control/event_id.h"
#include "control/event_json.h"
#include "engine/event_feed.h"
#include "json/writer.h"

namespace portone::control {
namespace {

constexpr std::string_view kAllSandboxes = "*";  // in place of a key
constexpr std::size_t kStreamEventsPerRead = 256;
constexpr std::size_t kBytesPerRead = std::size_t{64} << 10;

class EventStream final : public api::BodyStream, engine::EventFeed::Watcher {
 public:
  EventStream(std::shared_ptr<engine::EventFeed> feed, EventFilter filter, std::uint64_t after)
      : feed_(std::move(feed)), filter_(std::move(filter)), next_(after) {
    feed_->Watch(*this);
  }
  ~EventStream() override { feed_->Unwatch(*this); }

  std::string Read() override {
    std::string text = std::exchange(start_, {});
    if (!text.empty()) text += "id: " + FormatEventId(*feed_, next_) + "\n\n";
    while (text.size() < kBytesPerRead) {
      const engine::EventFeed::Page page = feed_->Read(next_, kStreamEventsPerRead);
      if (page.missed > 0) {
        text += "event: missed\ndata: {\"missed\":" + std::to_string(page.missed) + "}\n\n";
      }
      for (const engine::EventPtr& event : page.events)
        if (filter_.Matches(*event)) Append(text, *event);
      next_ = page.next;
      if (page.events.empty()) break;
    }
    return text;
  }

  void NotifyWhenReady(std::function<void()> wake) override {
    {
      const std::lock_guard lock(mutex_);
      wake_ = std::move(wake);
    }
    if (feed_->last_id() > next_) Wake();
  }

  void Stop() override { feed_->Unwatch(*this); }

  std::string Heartbeat() override { return ": still here\n\n"; }

 private:
  void OnEvent(const engine::Event& event) override {
    if (filter_.Matches(event)) Wake();
  }

  void Wake() {
    const std::lock_guard lock(mutex_);
    if (wake_) std::exchange(wake_, nullptr)();
  }

  /// JSON has no line ends of its own, so nothing in it can end the event.
  void Append(std::string& text, const engine::Event& event) const {
    json::Writer json;
    WriteEvent(json, event, {.includes_message = true});
    text += "id: " + FormatEventId(*feed_, event.id) + "\nevent: ";
    text.append(engine::GetKindName(event.details))
        .append("\ndata: ")
        .append(json.Take())
        .append("\n\n");
  }

  const std::shared_ptr<engine::EventFeed> feed_;
  const EventFilter filter_;
  std::uint64_t next_;
  std::string start_ = "retry: 1000\n";

  std::mutex mutex_;  // guards wake_; held while it is called
  std::function<void()> wake_;
};

/// The last event that the client has received, from the header that browsers send or else from the
/// parameter `since`; by default the newest event.
ControlResult<std::uint64_t> ReadLastEventId(const ControlCall& call,
                                             const QueryParameters& query) {
  const engine::EventFeed& feed = call.context.registry.feed();
  const std::string_view header = call.request.FindHeader("Last-Event-ID");
  if (!header.empty()) return ParseEventId(feed, header, "Last-Event-ID");
  if (const auto since = query.Text("since")) return ParseEventId(feed, *since, "since");
  return feed.last_id();
}

ControlResult<api::Reply> StreamEvents(ControlCall& call) {
  PORTONE_TRY(const QueryParameters query,
              QueryParameters::Read(call.query, {"since", kKindParameter, kLevelParameter}));
  PORTONE_TRY(EventFilter filter, EventFilter::Read(query, engine::Severity::kInfo));
  const std::string_view header = call.request.FindHeader("X-Emulator-Sandbox");
  const std::string imp_key =
      header.empty() ? query.Text("sandbox").value_or("") : std::string(header);
  if (!imp_key.empty() && imp_key != kAllSandboxes) {
    PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
    filter.imp_key = sandbox->credentials.imp_key;
  }
  PORTONE_TRY(const std::uint64_t after, ReadLastEventId(call, query));
  api::Reply reply;
  reply.content_type = "text/event-stream";
  reply.headers.push_back({"Cache-Control", "no-store"});
  reply.headers.push_back({"X-Accel-Buffering", "no"});
  reply.stream =
      std::make_shared<EventStream>(call.context.registry.shared_feed(), std::move(filter), after);
  return reply;
}

constexpr std::array kEventRoutes{
    ControlRoute{Method::kGet, "/events", StreamEvents, ControlWait::kNever},
};

}  // namespace

std::span<const ControlRoute> EventRoutes() {
  return kEventRoutes;
}

}  // namespace portone::control
