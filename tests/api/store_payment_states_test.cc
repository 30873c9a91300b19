// SPDX-License-Identifier: MIT
// fixtures/reference/store_payment_states.json: each operation on a convenience-store slip in
// each of its states, the reply, and the resulting state.
#include <functional>
#include <map>
#include <set>
#include <string>

#include "support/addresses.h"
#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::kConfirmUrl;
using testing::OnetimeBody;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

Json ReadTable() {
  return Json::parse(testing::ReadSourceFile("fixtures/reference/store_payment_states.json"));
}

/// A sandbox with one payment whose slip is in a known state.
struct SlipSandbox {
  TestApi api;
  std::string imp_uid;

  void Issue(bool with_confirm_url = false) {
    Json body{{"channel_key", "channel-key-galaxia"},
              {"merchant_uid", "order-1"},
              {"amount", 12'000},
              {"name", "도시락"}};
    if (with_confirm_url) body["confirm_url"] = kConfirmUrl;
    const TestReply reply = api.Post("/cvs", body);
    INFO(reply.text);
    REQUIRE(Summary(reply) == "200 0");
    imp_uid = reply.response()["imp_uid"];
  }
  std::string Pay(const Json& more = Json::object()) {
    Json body{{"imp_uid", imp_uid}};
    body.update(more);
    const TestReply reply = api.Control("POST", "/actions/deposit", body.dump());
    if (reply.status == 200) return "200";
    return std::to_string(reply.status) + " " + reply.json["error"]["message"].get<std::string>();
  }
  TestReply Revoke() { return api.Delete("/cvs/" + imp_uid); }
  TestReply Cancel() { return api.Post("/payments/cancel", {{"imp_uid", imp_uid}}); }
  std::string Wait() {
    return std::to_string(api.Control("POST", "/clock/advance", R"({"by": "8d"})").status);
  }
};

/// How each state is reached; `confirms` says whether the slip has a confirm_url.
const std::map<std::string, std::function<void(SlipSandbox&, bool confirms)>>&
GetSlipStateSetups() {
  static const std::map<std::string, std::function<void(SlipSandbox&, bool)>> kSetups{
      {"ready", [](SlipSandbox& sandbox, bool confirms) { sandbox.Issue(confirms); }},
      {"paid",
       [](SlipSandbox& sandbox, bool confirms) {
         sandbox.Issue(confirms);
         REQUIRE(sandbox.Pay() == "200");
       }},
      {"cancelled",
       [](SlipSandbox& sandbox, bool confirms) {
         sandbox.Issue(confirms);
         REQUIRE(sandbox.Pay() == "200");
         REQUIRE(Summary(sandbox.Cancel()) == "200 0");
       }},
      {"revoked",
       [](SlipSandbox& sandbox, bool confirms) {
         sandbox.Issue(confirms);
         REQUIRE(Summary(sandbox.Revoke()) == "200 0");
       }},
      {"expired",
       [](SlipSandbox& sandbox, bool confirms) {
         sandbox.Issue(confirms);
         REQUIRE(sandbox.Wait() == "200");
       }},
      {"by_card",
       [](SlipSandbox& sandbox, bool /*confirms*/) {
         const TestReply reply =
             sandbox.api.Post("/subscribe/payments/onetime", OnetimeBody("order-1"));
         REQUIRE(Summary(reply) == "200 0");
         sandbox.imp_uid = reply.response()["imp_uid"];
       }},
  };
  return kSetups;
}

/// The status of the payment in a state.
std::string GetExpectedStatus(const std::string& state) {
  static const std::map<std::string, std::string> kStatuses{
      {"ready", "ready"},
      {"paid", "paid"},
      {"cancelled", "cancelled"},
      {"revoked", "failed"},
      {"expired", "failed"},
      {"by_card", "paid"},
      {"card_cancelled", "cancelled"},
  };
  return kStatuses.at(state);
}

std::string Run(SlipSandbox& sandbox, const std::string& event) {
  if (event == "revoke") return Summary(sandbox.Revoke());
  if (event == "pay") return sandbox.Pay();
  if (event == "pay_too_little") return sandbox.Pay({{"amount", 100}});
  if (event == "wait") return sandbox.Wait();
  if (event == "cancel") return Summary(sandbox.Cancel());
  REQUIRE(event == "pay_unconfirmed");
  const testing::ScriptScope refusing =
      sandbox.api.sender.RespondUsing([](const auto&) { return testing::RespondWith(404); });
  return sandbox.Pay();
}

TEST_CASE("store payment states: the table has every state and every event once", "[api][cvs]") {
  const Json table = ReadTable();
  std::set<std::string> states;
  for (const Json& row : table["rows"]) {
    CAPTURE(row["state"].dump());
    CHECK(states.insert(row["state"].get<std::string>()).second);
    const bool has_slip = row["state"] != "by_card";
    for (const Json& event : table["events"])
      CHECK(row.contains(event.get<std::string>()) == (has_slip || event != "pay_unconfirmed"));
  }
  CHECK(states == table["states"].get<std::set<std::string>>());
  for (const auto& [state, set_up] : GetSlipStateSetups())
    CHECK(states.contains(state));
}

TEST_CASE("store payment states: every event in every state answers as the table says",
          "[api][cvs]") {
  const Json table = ReadTable();
  for (const Json& row : table["rows"]) {
    for (const auto& [event, transition] : row.items()) {
      if (event == "state") continue;
      const std::string state = row["state"];
      CAPTURE(state, event);
      SlipSandbox sandbox;
      GetSlipStateSetups().at(state)(sandbox, event == "pay_unconfirmed");
      CHECK(Run(sandbox, event) == transition[0].get<std::string>());
      const Json payments = sandbox.api.Control("GET", "/payments").json["payments"];
      CHECK(payments.at(0)["status"] == GetExpectedStatus(transition[1]));
    }
  }
}

}  // namespace
}  // namespace portone
