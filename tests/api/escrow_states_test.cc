// SPDX-License-Identifier: MIT
// fixtures/reference/escrow_states.json: everything that may be done with the delivery of an escrow
// payment in each of its states, what it answers, and the state that comes of it.
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

struct Escrowed {
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

using Ways = std::map<std::string, std::function<void(Escrowed&)>>;

std::function<void(Escrowed&)> Decided(const std::string& decision) {
  return [decision](Escrowed& one) {
    one.Pay();
    REQUIRE(Summary(one.Post()) == "200 0");
    REQUIRE(one.Decide(decision) == "200");
  };
}

const Ways& AllWays() {
  static const Ways kWays{
      {"no_escrow", [](Escrowed& one) { one.Pay(Json::object()); }},
      {"unpaid",
       [](Escrowed& one) {
         const Json params = testing::WindowParams("html5_inicis", "order-1",
                                                   {{"escrow", true}, {"pay_method", "vbank"}});
         one.imp_uid = testing::PayInWindow(one.api, params, "ready");
       }},
      {"refunded",
       [](Escrowed& one) {
         one.Pay();
         REQUIRE(one.Cancel() == "200 0");
       }},
      {"paid", [](Escrowed& one) { one.Pay(); }},
      {"registered",
       [](Escrowed& one) {
         one.Pay();
         REQUIRE(Summary(one.Post()) == "200 0");
       }},
      {"confirmed", Decided("confirm")},
      {"auto_confirmed", Decided("auto_confirm")},
      {"force_confirmed", Decided("force_confirm")},
      {"denied", Decided("deny")},
      {"cancelled",
       [](Escrowed& one) {
         one.Pay();
         REQUIRE(Summary(one.Post()) == "200 0");
         REQUIRE(one.Cancel() == "200 0");
       }},
      {"denial_confirmed",
       [](Escrowed& one) {
         Decided("deny")(one);
         REQUIRE(one.Decide("confirm_denial") == "200");
       }},
  };
  return kWays;
}

std::string Run(Escrowed& one, const std::string& event) {
  const std::string path = "/escrows/logis/" + one.imp_uid;
  if (event == "get") return Summary(one.api.Get(path));
  if (event == "post") return Summary(one.Post());
  if (event == "put") return Summary(one.api.Put(path, one.Body()));
  if (event == "cancel") return one.Cancel();
  return one.Decide(event);
}

/// The state as far as the delivery shows it. Money that was given back does not change one that
/// has been decided.
std::string Look(Escrowed& one) {
  const Json payment = one.api.Control("GET", "/payments").json["payments"].at(0);
  if (payment["escrow_status"].is_string()) return payment["escrow_status"];
  const bool is_escrow = one.api.Control("GET", "/escrows").json["total"] == 1;
  return is_escrow ? payment["status"].get<std::string>() : "no escrow";
}

TEST_CASE("escrow states: the table has every state and every event once", "[api][escrow]") {
  testing::CheckStateTable(testing::ReadStateTable("escrow_states.json"), AllWays());
}

TEST_CASE("escrow states: every event in every state answers as the table says", "[api][escrow]") {
  testing::WalkStateTable<Escrowed>(testing::ReadStateTable("escrow_states.json"), AllWays(), Run,
                                    Look);
}

}  // namespace
}  // namespace portone
