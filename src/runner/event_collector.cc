// SPDX-License-Identifier: MIT
#include "runner/event_collector.h"

#include <algorithm>

#include "json/json.h"

namespace portone::runner {
namespace {

/// "charge_schedule order-1: paid"
Event MakeFiredEvent(const Json& fired) {
  std::string text = fired.value("kind", "");
  for (const char* key : {"merchant_uid", "imp_uid"}) {
    if (!fired.contains(key) || !fired[key].is_string()) continue;
    text += " " + fired[key].get<std::string>();
    break;
  }
  return {fired.value("at", ""), text + ": " + fired.value("outcome", "")};
}

/// "webhook paid order-1: 200", "webhook paid order-1 (retry): connection refused"
Event MakeDeliveryEvent(const Json& entry, const std::string& label) {
  std::string text = "webhook " + label;
  if (entry.value("trigger", "") != "initial") text += " (" + entry.value("trigger", "") + ")";
  const Json& status = entry["status"];
  text += ": " + (status.is_null() ? entry["error"].get<std::string>() : status.dump());
  return {entry.value("at", ""), text};
}

}  // namespace

std::vector<Event> EventCollector::CollectEvents(const engine::Credentials& merchant,
                                                 const Json& advance_reply) {
  std::vector<Event> events;
  if (advance_reply.is_object() && advance_reply.contains("fired") &&
      advance_reply["fired"].is_array()) {
    for (const Json& fired : advance_reply["fired"])
      events.push_back(MakeFiredEvent(fired));
  }
  Cursor& cursor = cursors_[merchant.imp_key];
  FetchLabels(merchant, cursor);
  const std::string path = "/journal?since=" + std::to_string(cursor.last_entry);
  const Response journal = client_.CallControl("GET", path, nullptr, merchant);
  if (!journal.body.is_object() || !journal.body.contains("entries")) return events;
  for (const Json& entry : journal.body["entries"]) {
    cursor.last_entry = std::max(cursor.last_entry, entry.value("sequence", std::uint64_t{0}));
    if (entry.value("kind", "") != "delivery") continue;
    events.push_back(
        MakeDeliveryEvent(entry, cursor.labels[entry.value("delivery", std::uint64_t{0})]));
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

void EventCollector::FetchLabels(const engine::Credentials& merchant, Cursor& cursor) {
  const std::string path = "/webhooks?since=" + std::to_string(cursor.last_webhook);
  const Response response = client_.CallControl("GET", path, nullptr, merchant);
  if (!response.body.is_object() || !response.body.contains("webhooks")) return;
  for (const Json& webhook : response.body["webhooks"]) {
    const std::uint64_t id = webhook.value("id", std::uint64_t{0});
    cursor.last_webhook = std::max(cursor.last_webhook, id);
    cursor.labels[id] = webhook.value("status", "") + " " + webhook.value("merchant_uid", "");
  }
}

}  // namespace portone::runner
