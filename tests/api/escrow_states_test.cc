// SPDX-License-Identifier: MIT
// fixtures/reference/escrow_states.json: everything that may be done with the delivery of an escrow
// payment in each of its states, what it answers, and the resulting state.
#include <functional>
#include <map>
#include <string>

#include "support/state_table.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

struct EscrowSandbox {
  TestApi api;
  std::string imp_uid;

  void Pay(const Json& more = {{"escrow", true}}) {
    imp_uid = testing::PayInWindow(api, testing::WindowParams("html5_inicis", "order-1", more));
  }
  Json Body() {
    const Json person{{"name", "홍길동"},
                      {"tel", "010-1234-5678"},
                      {"addr", "서울시 강남구 삼성동"},
                      {"postcode", "15411"}};
    return {{"sender", person},
            {"receiver", person},
            {"logis", {{"company", "CJGLS"}, {"invoice", "1234"}, {"sent_at", 1'706'659'200}}}};
  }
  TestReply Post() { return api.Post("/escrows/logis/" + imp_uid, Body()); }
  std::string Decide(const std::string& decision) {
    const TestReply reply = api.Control("POST", "/actions/escrow",
                                        Json{{"imp_uid", imp_uid}, {"decision", decision}}.dump());
    return reply.status == 200 ? "200" : ControlSummary(reply);
  }
  std::string Cancel() { return Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}})); }
};

using StateSetups = std::map<std::string, std::function<void(EscrowSandbox&)>>;

std::function<void(EscrowSandbox&)> MakeDecisionWay(const std::string& decision) {
  return [decision](EscrowSandbox& sandbox) {
    sandbox.Pay();
    REQUIRE(Summary(sandbox.Post()) == "200 0");
    REQUIRE(sandbox.Decide(decision) == "200");
  };
}

const StateSetups& GetEscrowStateSetups() {
  static const StateSetups kSetups{
      {"no_escrow", [](EscrowSandbox& sandbox) { sandbox.Pay(Json::object()); }},
      {"unpaid",
       [](EscrowSandbox& sandbox) {
         const Json params = testing::WindowParams("html5_inicis", "order-1",
                                                   {{"escrow", true}, {"pay_method", "vbank"}});
         sandbox.imp_uid = testing::PayInWindow(sandbox.api, params, "ready");
       }},
      {"refunded",
       [](EscrowSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(sandbox.Cancel() == "200 0");
       }},
      {"paid", [](EscrowSandbox& sandbox) { sandbox.Pay(); }},
      {"registered",
       [](EscrowSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(Summary(sandbox.Post()) == "200 0");
       }},
      {"confirmed", MakeDecisionWay("confirm")},
      {"auto_confirmed", MakeDecisionWay("auto_confirm")},
      {"force_confirmed", MakeDecisionWay("force_confirm")},
      {"denied", MakeDecisionWay("deny")},
      {"cancelled",
       [](EscrowSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(Summary(sandbox.Post()) == "200 0");
         REQUIRE(sandbox.Cancel() == "200 0");
       }},
      {"denial_confirmed",
       [](EscrowSandbox& sandbox) {
         MakeDecisionWay("deny")(sandbox);
         REQUIRE(sandbox.Decide("confirm_denial") == "200");
       }},
  };
  return kSetups;
}

std::string Run(EscrowSandbox& sandbox, const std::string& event) {
  const std::string path = "/escrows/logis/" + sandbox.imp_uid;
  if (event == "get") return Summary(sandbox.api.Get(path));
  if (event == "post") return Summary(sandbox.Post());
  if (event == "put") return Summary(sandbox.api.Put(path, sandbox.Body()));
  if (event == "cancel") return sandbox.Cancel();
  return sandbox.Decide(event);
}

/// The state as far as the delivery shows it. Money that was given back does not change one that
/// has been decided.
std::string ReadEscrowState(EscrowSandbox& sandbox) {
  const Json payment = sandbox.api.Control("GET", "/payments").json["payments"].at(0);
  if (payment["escrow_status"].is_string()) return payment["escrow_status"];
  const bool is_escrow = sandbox.api.Control("GET", "/escrows").json["total"] == 1;
  return is_escrow ? payment["status"].get<std::string>() : "no escrow";
}

TEST_CASE("escrow states: the table has every state and every event once", "[api][escrow]") {
  testing::CheckStateTable(testing::ReadStateTable("escrow_states.json"), GetEscrowStateSetups());
}

TEST_CASE("escrow states: every event in every state answers as the table says", "[api][escrow]") {
  testing::WalkStateTable<EscrowSandbox>(testing::ReadStateTable("escrow_states.json"),
                                         GetEscrowStateSetups(), Run, ReadEscrowState);
}

}  // namespace
}  // namespace portone
