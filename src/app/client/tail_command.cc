// SPDX-License-Identifier: MIT
// tail: prints what happens in a sandbox, a line each. Polls the request log and the journal.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <ostream>
#include <poll.h>
#include <string>
#include <utility>
#include <vector>

#include "app/client/client_commands.h"
#include "app/client/table.h"
#include "app/client/webhook_table.h"
#include "domain/webhook_delivery.h"
#include "json/form.h"
#include "json/reader.h"

namespace portone::app::client {
namespace {

constexpr std::chrono::milliseconds kPollInterval{300};
constexpr std::size_t kDefaultLines = 20;

/// Something that happened.
struct Event {
  std::string at;  ///< ISO 8601, which sorts as text
  std::string line;
  Json json;
};
using Events = std::vector<Event>;

/// A list of the control API with sequence numbers, which is polled for what was added.
class PolledList {
 public:
  PolledList(std::string path, std::string key) : path_(std::move(path)), key_(std::move(key)) {}

  /// What was added since the last call. A call of V1 is listed when it ends, behind others that
  /// began later, so some that are known are read again. When the last one is not among them, the
  /// list has begun anew: the sandbox was reset.
  std::vector<Json> ReadNew(EmulatorClient& emulator) {
    Json entries = Read(emulator, FirstToRead());
    if (!seen_.empty() && !ContainsLast(entries)) {
      seen_.clear();
      entries = Read(emulator, 0);
    }
    std::vector<Json> added;
    for (Json& entry : entries) {
      const auto sequence = entry.at("sequence").get<std::uint64_t>();
      if (seen_.emplace(sequence, Fingerprint(entry)).second) added.push_back(std::move(entry));
    }
    seen_.erase(seen_.begin(), seen_.lower_bound(FirstToRead()));
    return added;
  }

 private:
  /// How many sequence numbers before the last one are read again.
  static constexpr std::uint64_t kRereadCount = 200;

  std::uint64_t FirstToRead() const {
    const std::uint64_t last = seen_.empty() ? 0 : seen_.rbegin()->first;
    return last > kRereadCount ? last - kRereadCount : 0;
  }

  /// Distinguishes an entry from the one that has its number after a reset. Without the body, which
  /// the emulator may drop later.
  static std::string Fingerprint(Json entry) {
    entry.erase("body");
    return entry.dump();
  }

  bool ContainsLast(const Json& entries) const {
    const auto last = seen_.rbegin();
    return std::any_of(entries.begin(), entries.end(), [last](const Json& entry) {
      return entry.at("sequence") == last->first && Fingerprint(entry) == last->second;
    });
  }

  Json Read(EmulatorClient& emulator, std::uint64_t since) const {
    return emulator.Get(path_ + "?since=" + std::to_string(since)).at(key_);
  }

  const std::string path_;
  const std::string key_;
  std::map<std::uint64_t, std::string> seen_;  // fingerprints by sequence number
};

/// The value of a text parameter in a request's body, JSON or form; "" when it has none.
std::string FindParameter(const Json& request, const std::string& name) {
  const std::string body = request.value("body", "");
  Json parameters = Json::object();
  const bool is_malformed = body.starts_with('{') ? json::ReadJson(body, {}, parameters).has_value()
                                                  : json::ReadForm(body, parameters).has_value();
  if (is_malformed || !parameters.contains(name) || !parameters[name].is_string()) return "";
  return parameters[name].get<std::string>();
}

/// "POST /subscribe/payments/again  200/1  order-1  kim  이미 ...".
Event DescribeRequest(Json request) {
  std::string line = request.at("method").get<std::string>() + " " +
                     request.at("target").get<std::string>() + "  ";
  line += request.at("status").is_null()
              ? "no reply"
              : request.at("status").dump() + "/" + request.at("code").dump();
  for (const char* name : {"merchant_uid", "customer_uid"}) {
    const std::string value = FindParameter(request, name);
    if (!value.empty()) line += "  " + value;
  }
  if (const std::string message = CellOf(request, "message"); !message.empty())
    line += "  " + message;
  request["kind"] = "request";
  return {request.at("at").get<std::string>(), line, std::move(request)};
}

/// "webhook #2  order-2 failed → http://...  connection refused".
std::string DescribeDelivery(EmulatorClient& emulator, const Json& entry) {
  const auto id = entry.at("delivery").get<std::uint64_t>();
  std::string line = "webhook #" + std::to_string(id);
  const Json webhooks = emulator.Get("/webhooks?since=" + std::to_string(id - 1)).at("webhooks");
  if (!webhooks.empty() && webhooks.front().at("id") == id) {
    const Json& webhook = webhooks.front();
    line += "  " + CellOf(webhook, "merchant_uid") + " " + CellOf(webhook, "status") + " → " +
            CellOf(webhook, "url");
  }
  const std::string error = CellOf(entry, "error");
  line += "  " + (error.empty() ? CellOf(entry, "status") : error);
  if (entry.at("reason") != Name(AttemptReason::kFirst))
    line += "  (" + CellOf(entry, "reason") + ")";
  return line;
}

std::string DescribeEntry(EmulatorClient& emulator, const Json& entry) {
  const auto kind = entry.at("kind").get<std::string>();
  if (kind == "delivery") return DescribeDelivery(emulator, entry);
  std::string line = kind;
  if (entry.contains("clock")) line += "  " + CellOf(entry, "clock");
  if (entry.contains("reason")) line += "  " + CellOf(entry, "reason");
  for (const Json& webhook : entry.at("webhooks"))
    line += "  " + CellOf(webhook, "merchant_uid") + " " + CellOf(webhook, "status");
  return line;
}

/// Reads what is new in both lists, in the order of time.
class EventReader {
 public:
  explicit EventReader(EmulatorClient& emulator) : emulator_(emulator) {}

  Events ReadNew() {
    Events events;
    for (Json& request : requests_.ReadNew(emulator_))
      events.push_back(DescribeRequest(std::move(request)));
    for (Json& entry : journal_.ReadNew(emulator_)) {
      if (entry.at("kind") == "request") continue;  // the request log has it with its reply
      std::string line = DescribeEntry(emulator_, entry);
      events.push_back({entry.at("at").get<std::string>(), std::move(line), std::move(entry)});
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.at < b.at; });
    return events;
  }

 private:
  EmulatorClient& emulator_;
  PolledList requests_{"/requests", "requests"};
  PolledList journal_{"/journal", "entries"};
};

void Print(const Event& event, const Settings& settings, std::ostream& out) {
  if (settings.run.json) {
    out << event.json.dump() << '\n';
  } else {
    out << CellOf(event.json, "at") << "  " << ToPrintableLine(event.line) << '\n';
  }
}

}  // namespace

int Tail(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  EventReader reader(emulator);
  const Events past = reader.ReadNew();
  const std::size_t shown = std::min(past.size(), settings.client.lines.value_or(kDefaultLines));
  for (auto event = past.end() - static_cast<std::ptrdiff_t>(shown); event != past.end(); ++event)
    Print(*event, settings, out);
  while (settings.client.follow && out.flush()) {
    ::poll(nullptr, 0, static_cast<int>(kPollInterval.count()));
    for (const Event& event : reader.ReadNew())
      Print(event, settings, out);
  }
  return 0;
}

}  // namespace portone::app::client
