// SPDX-License-Identifier: MIT
// /_emulator/faults: adding, listing and removing injected faults.
#include <string>
#include <utility>

#include "scenario/loader.h"
#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone::testing {
namespace {

constexpr std::string_view kDeclineKim =
    R"({"when": {"operation": "charge", "customer_uid": "kim"}, "skip": 3,
        "then": {"decline": "lost_card"}})";

std::size_t CountFaults(TestApi& api) {
  return api.Control("GET", "/faults").json.at("faults").size();
}

/// Loads a scenario into the default sandbox.
void Load(TestApi& api, std::string_view scenario) {
  const auto loaded = scenario::LoadText(scenario, "test.json");
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  REQUIRE(api.registry.Default()->engine.Load(
      scenario::MergeIntoSetup(StandardSetup(), loaded.value())));
}

}  // namespace

TEST_CASE("control: a sandbox has ten thousand faults at most", "[control][fault][slow]") {
  TestApi api;
  Json faults = Json::array();
  for (int i = 0; i < 9'999; ++i)
    faults.push_back(Json::parse(kDeclineKim));
  const std::string body = Json{{"faults", std::move(faults)}}.dump();
  CHECK(api.Control("POST", "/faults", body).status == 200);
  const Json two_faults{{"faults", {Json::parse(kDeclineKim), Json::parse(kDeclineKim)}}};
  CHECK(ControlSummary(api.Control("POST", "/faults", two_faults.dump())) ==
        "409 conflict faults a sandbox has at most 10000 faults; DELETE /_emulator/faults removes "
        "them");
  CHECK(CountFaults(api) == 9'999);
  CHECK(api.Control("POST", "/faults", kDeclineKim).status == 200);
  CHECK(api.Control("POST", "/faults", kDeclineKim).status == 409);
  CHECK(api.Control("DELETE", "/faults").status == 200);
  CHECK(api.Control("POST", "/faults", kDeclineKim).status == 200);
}

TEST_CASE("control: a list of more than ten thousand faults is refused", "[control][fault][slow]") {
  TestApi api;
  Json faults = Json::array();
  for (int i = 0; i < 10'001; ++i)
    faults.push_back(Json::parse(kDeclineKim));
  const std::string body = Json{{"faults", std::move(faults)}}.dump();
  for (const auto& [method, path] : {std::pair("POST", "/faults"), std::pair("PUT", "/scenario")}) {
    INFO(method << " " << path);
    const TestReply refused = api.Control(method, path, body);
    CHECK(refused.status == 400);
    CHECK_THAT(refused.text, Catch::Contains("must have at most 10000 elements"));
    CHECK(CountFaults(api) == 0);
  }
}

TEST_CASE("control: adding a fault replies with the stored fault", "[control][fault]") {
  TestApi api;
  const auto [requested, stored] = GENERATE(table<std::string, std::string>({
      {R"({"when": {"operation": "charge"}, "then": {"decline": "lost_card"}})",
       R"({"id":1,"when":{"operation":"charge"},"skip":0,"times":1,"at":"before",)"
       R"("then":{"decline":"lost_card"},"seen":0,"applied":0,"remaining":1})"},
      {R"({"when": {"operation": "cancel", "path": "/payments/*", "pg": "kcp",
           "customer_uid": "kim", "merchant_uid": "order-1", "card": "1234-1234-1234-1234"},
           "skip": 3, "times": "always", "probability": 40, "at": "after",
           "then": {"error": {"status": 500, "code": -2, "message": "x"}, "delay": "1500ms"}})",
       R"({"id":1,"when":{"operation":"cancel","path":"/payments/*","pg":"kcp",)"
       R"("customer_uid":"kim","merchant_uid":"order-1","card":"123412******1234"},)"
       R"("skip":3,"times":"always","probability":40,"at":"after",)"
       R"("then":{"error":{"status":500,"code":-2,"message":"x"},"delay":"1500ms"},)"
       R"("seen":0,"applied":0,"remaining":"always"})"},
      {R"({"when": {"operation": "request", "method": "GET"}, "then": {"timeout": true}})",
       R"({"id":1,"when":{"operation":"request","method":"GET"},"skip":0,"times":1,)"
       R"("at":"before","then":{"timeout":true},"seen":0,"applied":0,"remaining":1})"},
      {R"({"when": {"operation": "webhook", "status": "paid"},
           "then": {"duplicate": true, "delay": "1m"}})",
       R"({"id":1,"when":{"operation":"webhook","status":"paid"},"skip":0,"times":1,)"
       R"("at":"before","then":{"duplicate":true,"delay":"60s"},"seen":0,"applied":0,)"
       R"("remaining":1})"},
  }));
  CAPTURE(requested);
  const TestReply added = api.Control("POST", "/faults", requested);
  CHECK(added.text == R"({"faults":[)" + stored + "]}");
  CHECK(api.Control("GET", "/faults").text == added.text);
  // A listed fault can be posted again.
  Json repeated = added.json.at("faults").at(0);
  for (const char* key : {"id", "seen", "applied", "remaining"})
    repeated.erase(key);
  CHECK(api.Control("POST", "/faults", repeated.dump()).json["faults"][0]["when"] ==
        repeated["when"]);
}

TEST_CASE("control: several faults are added together or not at all", "[control][fault]") {
  TestApi api;
  const std::string good(kDeclineKim);
  CHECK(ControlSummary(
            api.Control("POST", "/faults", R"({"faults": [)" + good + R"(, {"when": {}}]})")) ==
        "400 invalid_parameter faults/1/then faults/1/then: is missing; "
        "faults/1/when/operation: is missing");
  CHECK(CountFaults(api) == 0);
  const TestReply added =
      api.Control("POST", "/faults", R"({"faults": [)" + good + ", " + good + "]}");
  CHECK(added.json["faults"][0]["id"] == 1);
  CHECK(added.json["faults"][1]["id"] == 2);
  CHECK(api.Control("POST", "/faults", R"({"faults": []})").text == R"({"faults":[]})");
}

TEST_CASE("control: faults are removed one by one or all together", "[control][fault]") {
  TestApi api;
  for (int i = 0; i < 3; ++i)
    AddFault(api, kDeclineKim);
  CHECK(api.Control("DELETE", "/faults/2").text == R"({"deleted":1})");
  for (const std::string_view id : {"2", "9", "0", "two", "-1", "18446744073709551616"}) {
    CAPTURE(id);
    CHECK(ControlSummary(api.Control("DELETE", "/faults/" + std::string(id))) ==
          "404 not_found id no fault has the id " + std::string(id));
  }
  CHECK(api.Control("DELETE", "/faults").text == R"({"deleted":2})");
  CHECK(api.Control("DELETE", "/faults").text == R"({"deleted":0})");
  CHECK(api.Control("GET", "/faults").text == R"({"faults":[]})");
  AddFault(api, kDeclineKim);
  CHECK(FindFault(api, 4)["skip"] == 3);
}

TEST_CASE("control: a reset restores the scenario's faults, unused", "[control][fault]") {
  TestApi api;
  Load(api, R"({"faults": [{"when": {"operation": "charge"}, "then": {"decline": "lost_card"}}]})");
  AddFault(api, kDeclineKim);
  CHECK(api.Post("/subscribe/payments/onetime", OnetimeBody("order-1")).response()["status"] ==
        "failed");
  CHECK(FormatFaultCounters(api, 1) == "seen 1 applied 1 remaining 0");
  REQUIRE(api.Control("POST", "/reset").status == 200);
  CHECK(CountFaults(api) == 1);
  CHECK(FormatFaultCounters(api, 1) == "seen 0 applied 0 remaining 1");
  api.Control("DELETE", "/faults");
  REQUIRE(api.Control("POST", "/reset").status == 200);
  CHECK(CountFaults(api) == 1);
}

TEST_CASE("control: a new sandbox starts with the faults of the default one", "[control][fault]") {
  TestApi api;
  Load(api, R"({"faults": [{"when": {"operation": "charge"}, "then": {"decline": "lost_card"}}]})");
  AddFault(api, kDeclineKim);
  api.Use("other", "secret");
  CHECK(api.Post("/subscribe/payments/onetime", OnetimeBody("order-1")).response()["status"] ==
        "failed");
  CHECK(api.Control("GET", "/faults?sandbox=other").json["faults"].size() == 2);
  CHECK(api.Control("GET", "/faults?sandbox=imp_apikey").json["faults"][0]["seen"] == 0);
}

TEST_CASE("control: adding faults is journalled, listing is not", "[control][fault]") {
  TestApi api;
  AddFault(api, kDeclineKim);
  api.Control("GET", "/faults");
  api.Control("DELETE", "/faults/1");
  const Json entries = api.Control("GET", "/journal").json["entries"];
  REQUIRE(entries.size() == 2);
  CHECK(entries[0]["target"] == "/_emulator/faults");
  CHECK(entries[1]["method"] == "DELETE");
}

TEST_CASE("control: a fault's card number is masked everywhere", "[control][fault][secret]") {
  const std::string number = "5570421234567221";
  TestApi api;
  const TestReply added =
      api.Control("POST", "/faults",
                  R"({"when": {"operation": "charge", "card": "5570-4212-3456-7221"},
          "then": {"decline": "lost_card"}})");
  CHECK(added.json["faults"][0]["when"]["card"] == "557042******7221");
  api.Post("/subscribe/payments/onetime", OnetimeBody("order-1", number));
  const TestReply refused = api.Control(
      "POST", "/faults",
      R"({"when": {"operation": "request", "card": "5570421234567221"}, "then": {"drop": true}})");
  CHECK(refused.status == 400);
  std::string all = added.text + refused.text + api.Describe();
  for (const char* path : {"/faults", "/journal", "/requests", "/webhooks"})
    all += api.Control("GET", path).text;
  CHECK(all.find(number) == std::string::npos);
  CHECK(all.find("5570-4212-3456-7221") == std::string::npos);
  CHECK(all.find("123456") == std::string::npos);
}

}  // namespace portone::testing
