// SPDX-License-Identifier: MIT
// GET /_emulator/timeline, and the event stream for callers in this process.
#include <string>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::ControlSummary;
using testing::Start;
using testing::Strings;
using testing::TestApi;

/// "request order-1 paid", one for each event.
Strings ReadTimeline(TestApi& api, std::string_view query = "") {
  const testing::TestReply reply = api.Control("GET", "/timeline" + std::string(query));
  REQUIRE(ControlSummary(reply) == "200");
  Strings lines;
  for (const Json& event : reply.json["events"]) {
    lines.push_back(event["event"].get<std::string>() + " " + event.value("merchant_uid", "-") +
                    " " + event.value("outcome", event.value("payment_status", "-")));
  }
  return lines;
}

/// Charges one after the other: the thread that posts the first webhook would otherwise go on with
/// the second, maybe before the reply to the second charge.
void ChargeTwoCustomers(TestApi& api) {
  api.Control("PUT", "/webhooks/settings", R"({"url": "http://shop/hook"})");
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post("/subscribe/customers/lee", CardBody());
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  api.Control("POST", "/settle");
  api.Post("/subscribe/payments/again", AgainBody("lee", "order-2"));
  api.Control("POST", "/settle");
}

TEST_CASE("timeline: events are filtered by merchant_uid, customer, kind and level",
          "[control][timeline]") {
  TestApi api;
  ChargeTwoCustomers(api);
  CHECK(ReadTimeline(api, "?order=order-2") ==
        Strings{"request order-2 paid", "webhook order-2 paid"});
  CHECK(ReadTimeline(api, "?customer=kim") ==
        Strings{"request - billing key", "request order-1 paid", "webhook order-1 paid"});
  CHECK(ReadTimeline(api, "?kind=webhook").size() == 2);
  CHECK(ReadTimeline(api, "?level=warning").empty());
}

TEST_CASE("timeline: pages follow each other without gaps or duplicates", "[control][timeline]") {
  TestApi api;
  ChargeTwoCustomers(api);
  const Strings all = ReadTimeline(api);
  REQUIRE(all.size() > 3);
  Strings ids;
  std::string after = "0";
  while (true) {
    const Json page =
        api.Control("GET", "/timeline?kind=request,webhook,control_call&limit=2&after=" + after)
            .json;
    CHECK(page["events"].size() <= 2);
    for (const Json& event : page["events"])
      ids.push_back(event["id"].dump());
    if (page["next"].is_null()) break;
    after = page["next"].dump();
  }
  CHECK(ids.size() >= all.size());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("timeline: the stream goes on after the timeline's last_event_id without a gap",
          "[control][timeline]") {
  TestApi api;
  ChargeTwoCustomers(api);
  const Json timeline = api.Control("GET", "/timeline?limit=1").json;
  CHECK(timeline["sandbox"] == "imp_apikey");
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-3"));
  const std::string since = timeline["last_event_id"].get<std::string>();
  const api::Reply stream =
      api.handler.Handle({.method = "GET",
                          .target = "/_emulator/events?kind=request&since=" + since,
                          .headers = {},
                          .body = ""});
  CHECK(stream.body.find("order-2") == std::string::npos);
  CHECK(stream.body.find("order-3") != std::string::npos);
}

TEST_CASE("timeline: it starts anew at a reset", "[control][timeline]") {
  TestApi api;
  ChargeTwoCustomers(api);
  api.Control("POST", "/reset");
  const Strings rest = ReadTimeline(api);
  CHECK(rest.front() == "sandbox - -");
  CHECK(api.Control("GET", "/timeline").json["complete"] == true);
  CHECK(ReadTimeline(api, "?order=order-1").empty());
}

TEST_CASE("timeline: it can be limited by times of the sandbox", "[control][timeline]") {
  TestApi api;
  ChargeTwoCustomers(api);
  api.Control("POST", "/clock/advance", R"({"by": "30d"})");
  CHECK(ReadTimeline(api, "?from=2024-02-15T00:00:00%2B09:00&kind=clock").size() == 1);
  CHECK(ReadTimeline(api, "?to=2023-01-01T00:00:00%2B09:00").empty());
}

TEST_CASE("timeline: the error for a filter or page out of range names the parameter",
          "[control][timeline]") {
  TestApi api;
  for (const auto& [query, parameter] :
       std::vector<std::pair<std::string, std::string>>{{"limit=0", "limit"},
                                                        {"limit=1001", "limit"},
                                                        {"after=-1", "after"},
                                                        {"from=yesterday", "from"},
                                                        {"to=1", "to"},
                                                        {"kind=dream", "kind"},
                                                        {"level=loud", "level"},
                                                        {"orders=1", "orders"}}) {
    const testing::TestReply reply = api.Control("GET", "/timeline?" + query);
    INFO(query);
    CHECK(reply.status == 400);
    CHECK(reply.json["error"]["parameter"] == parameter);
  }
}

TEST_CASE("events: a call in this process gets the past events and ends", "[control][events]") {
  TestApi api;
  ChargeTwoCustomers(api);
  const api::Reply reply = api.handler.Handle(
      {.method = "GET", .target = "/_emulator/events?since=0", .headers = {}, .body = ""});
  CHECK(reply.content_type == "text/event-stream");
  CHECK(reply.stream == nullptr);
  CHECK(reply.body.find("event: webhook\ndata: {\"id\":") != std::string::npos);
}

TEST_CASE("events: an invalid position or sandbox is refused", "[control][events]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("GET", "/events?since=x"))
            .starts_with("400 invalid_parameter since"));
  CHECK(ControlSummary(api.Control("GET", "/events?sandbox=nobody")).starts_with("404"));
}

}  // namespace
}  // namespace portone
