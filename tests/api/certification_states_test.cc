// SPDX-License-Identifier: MIT
// fixtures/reference/certification_states.json: everything that may be done with a certification in
// each of its states, what it answers, and the state that comes of it.
#include <functional>
#include <map>
#include <set>
#include <string>

#include "commands/certification_window.h"
#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

Json ReadTable() {
  return Json::parse(testing::ReadSourceFile("fixtures/reference/certification_states.json"));
}

/// A sandbox with one certification, whose state the test knows.
struct Certified {
  TestApi api;
  std::string imp_uid;
  commands::CertificationWindowState window{};
  commands::CertificationCheckout request{};

  engine::Engine& engine() { return api.registry.Default()->engine; }

  void OpenWindow() {
    window = testing::ValueOf(
        engine().Run(engine::JournalInput{}, commands::OpenCertification{request}));
    imp_uid = window.certification.imp_uid.text;
  }
  std::string Conclude() {
    const auto result =
        engine().Run(engine::JournalInput{}, commands::ConcludeCertification{window, request});
    return result.ok() ? (result.value().certification.is_certified() ? "certified" : "refused")
                       : result.error().message;
  }
  void RequestCode(const char* method) {
    Json body{{"name", "김인증"},
              {"phone", "010-1111-2222"},
              {"birth", "911111"},
              {"gender_digit", 1},
              {"carrier", "SKT"},
              {"channel_key", "channel-key-kcp_v2"},
              {"bypass", {{"kcpV2", {{"media_type", "MC01"}}}}}};
    body["verification_method"] = method;
    const TestReply reply = api.Post("/certifications/otp/request", body);
    INFO(reply.text);
    REQUIRE(Summary(reply) == "200 0");
    imp_uid = reply.response()["imp_uid"];
  }
  Json Row() { return api.Control("GET", "/certifications").json["certifications"].at(0); }
  std::string Code() { return Row()["otp"].is_string() ? Row()["otp"] : Json("123456"); }
  std::string WrongCode() { return Code() == "000000" ? "000001" : "000000"; }
  TestReply Confirm(const Json& body) {
    return api.Post("/certifications/otp/confirm/" + imp_uid, body);
  }
  void Wait(const char* time) { api.Control("POST", "/clock/advance", Json{{"by", time}}.dump()); }
  void Delete() { REQUIRE(Summary(api.Delete("/certifications/" + imp_uid)) == "200 0"); }
};

/// How each state is reached, by the API where there is a way.
const std::map<std::string, std::function<void(Certified&)>>& Ways() {
  static const std::map<std::string, std::function<void(Certified&)>> kWays{
      {"window_open", [](Certified& one) { one.OpenWindow(); }},
      {"window_certified",
       [](Certified& one) {
         one.OpenWindow();
         REQUIRE(one.Conclude() == "certified");
       }},
      {"window_failed",
       [](Certified& one) {
         one.OpenWindow();
         one.request.action = GatewayError{"X1", "no"};
         REQUIRE(one.Conclude() == "refused");
         one.request.action = commands::CertifyInWindow{};
       }},
      {"code_sent", [](Certified& one) { one.RequestCode("SMS"); }},
      {"code_late",
       [](Certified& one) {
         one.RequestCode("SMS");
         one.Wait("3m");
       }},
      {"code_certified",
       [](Certified& one) {
         one.RequestCode("SMS");
         REQUIRE(Summary(one.Confirm({{"otp", one.Code()}})) == "200 0");
       }},
      {"code_used_up",
       [](Certified& one) {
         one.RequestCode("SMS");
         for (int i = 0; i < 3; ++i)
           REQUIRE(one.Confirm({{"otp", one.WrongCode()}}).status == 400);
       }},
      {"code_expired",
       [](Certified& one) {
         one.RequestCode("SMS");
         one.Wait("3m");
         REQUIRE(one.Confirm({{"otp", one.Code()}}).status == 400);
       }},
      {"app_asked", [](Certified& one) { one.RequestCode("APP"); }},
      {"app_late",
       [](Certified& one) {
         one.RequestCode("APP");
         one.Wait("3m");
       }},
      {"app_certified",
       [](Certified& one) {
         one.RequestCode("APP");
         REQUIRE(Summary(one.Confirm(Json::object())) == "200 0");
       }},
      {"deleted",
       [](Certified& one) {
         one.RequestCode("SMS");
         one.Delete();
       }},
  };
  return kWays;
}

/// What the control API's list shows of a state; states that differ only in time look alike.
std::string LookOf(const std::string& state) {
  static const std::map<std::string, std::string> kLooks{
      {"window_open", "window ready"},    {"window_certified", "window certified"},
      {"window_failed", "window failed"}, {"code_sent", "SMS ready"},
      {"code_late", "SMS ready"},         {"code_certified", "SMS certified"},
      {"code_used_up", "SMS failed"},     {"app_asked", "APP ready"},
      {"app_late", "APP ready"},          {"app_certified", "APP certified"},
  };
  return kLooks.at(state);
}

std::string Look(Certified& one) {
  const Json row = one.Row();
  return row["method"].get<std::string>() + " " + row["status"].get<std::string>();
}

std::string Do(Certified& one, const std::string& event) {
  const std::string path = "/certifications/" + one.imp_uid;
  if (event == "get") return Summary(one.api.Get(path));
  if (event == "delete") return Summary(one.api.Delete(path));
  if (event == "conclude") return one.Conclude();
  if (event == "confirm_right") return Summary(one.Confirm({{"otp", one.Code()}}));
  if (event == "confirm_wrong") return Summary(one.Confirm({{"otp", one.WrongCode()}}));
  REQUIRE(event == "confirm_without_code");
  return Summary(one.Confirm(Json::object()));
}

TEST_CASE("certification states: the table has every state and every event once",
          "[api][certification]") {
  const Json table = ReadTable();
  std::set<std::string> states;
  for (const Json& row : table["rows"]) {
    CAPTURE(row["state"].dump());
    CHECK(states.insert(row["state"].get<std::string>()).second);
    const bool is_window = row["state"].get<std::string>().starts_with("window");
    for (const Json& event : table["events"])
      CHECK(row.contains(event.get<std::string>()) == (event != "conclude" || is_window));
  }
  CHECK(states == table["states"].get<std::set<std::string>>());
  for (const auto& [state, way] : Ways())
    CHECK(states.contains(state));
}

TEST_CASE("certification states: every event in every state has the outcome of the table",
          "[api][certification]") {
  const Json table = ReadTable();
  for (const Json& row : table["rows"]) {
    for (const auto& [event, transition] : row.items()) {
      if (event == "state") continue;
      const std::string state = row["state"];
      CAPTURE(state, event);
      Certified one;
      Ways().at(state)(one);
      if (state == "deleted" && event.starts_with("confirm")) {
        const Json body =
            event == "confirm_without_code" ? Json::object() : Json{{"otp", "123456"}};
        CHECK(Summary(one.Confirm(body)) == transition[0]);
        continue;
      }
      CHECK(Do(one, event) == transition[0]);
      if (transition[1] == "deleted") {
        CHECK(one.api.Control("GET", "/certifications").json["total"] == 0);
      } else if (transition[1] == "code_expired") {
        CHECK(one.Row()["status"] == "failed");
        CHECK(one.Row()["fail_reason"] == "인증번호 입력시간이 만료되었습니다.");
      } else {
        CHECK(Look(one) == LookOf(transition[1]));
      }
    }
  }
}

}  // namespace
}  // namespace portone
