// SPDX-License-Identifier: MIT
#include "runner/event_log.h"

#include <algorithm>

#include "json/json.h"

namespace portone::runner {
namespace {

/// "charge_schedule order-1: paid"
Event FiredEvent(const Json& fired) {
  std::string text = fired.value("kind", "");
  for (const char* key : {"merchant_uid", "imp_uid"}) {
    if (!fired.contains(key) || !fired[key].is_string()) continue;
    text += " " + fired[key].get<std::string>();
    break;
  }
  return {fired.value("at", ""), text + ": " + fired.value("outcome", "")};
}

/// "webhook paid order-1: 200", "webhook paid order-1 (retry): connection refused"
Event DeliveryEvent(const Json& entry, const std::string& name) {
  std::string text = "webhook " + name;
  if (entry.value("reason", "") != "first send") text += " (" + entry.value("reason", "") + ")";
  const Json& status = entry["status"];
  text += ": " + (status.is_null() ? entry["error"].get<std::string>() : status.dump());
  return {entry.value("at", ""), text};
}

}  // namespace

std::vector<Event> EventLog::CollectEvents(const engine::Credentials& merchant,
                                           const Json& advance_reply) {
  std::vector<Event> events;
  if (advance_reply.is_object() && advance_reply.contains("fired") &&
      advance_reply["fired"].is_array()) {
    for (const Json& fired : advance_reply["fired"])
      events.push_back(FiredEvent(fired));
  }
  Seen& seen = seen_[merchant.imp_key];
  LearnNames(merchant, seen);
  const std::string path = "/journal?since=" + std::to_string(seen.journal);
  const Response journal = client_.Control("GET", path, nullptr, merchant);
  if (!journal.body.is_object() || !journal.body.contains("entries")) return events;
  for (const Json& entry : journal.body["entries"]) {
    seen.journal = std::max(seen.journal, entry.value("sequence", std::uint64_t{0}));
    if (entry.value("kind", "") != "delivery") continue;
    events.push_back(DeliveryEvent(entry, seen.names[entry.value("delivery", std::uint64_t{0})]));
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

void EventLog::LearnNames(const engine::Credentials& merchant, Seen& seen) {
  const std::string path = "/webhooks?since=" + std::to_string(seen.delivery);
  const Response response = client_.Control("GET", path, nullptr, merchant);
  if (!response.body.is_object() || !response.body.contains("webhooks")) return;
  for (const Json& webhook : response.body["webhooks"]) {
    const std::uint64_t id = webhook.value("id", std::uint64_t{0});
    seen.delivery = std::max(seen.delivery, id);
    seen.names[id] = webhook.value("status", "") + " " + webhook.value("merchant_uid", "");
  }
}

}  // namespace portone::runner
