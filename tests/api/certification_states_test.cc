// SPDX-License-Identifier: MIT
// fixtures/reference/certification_states.json: everything that may be done with a certification in
// each of its states, what it answers, and the resulting state.
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
struct CertificationSandbox {
  TestApi api;
  std::string imp_uid;
  commands::CertificationWindowState window{};
  commands::CertificationCheckout request{};

  engine::Engine& engine() { return api.registry.Default()->engine; }

  void OpenWindow() {
    window = testing::GetValue(
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
  Json ReadRow() { return api.Control("GET", "/certifications").json["certifications"].at(0); }
  std::string ReadCode() {
    return ReadRow()["otp"].is_string() ? ReadRow()["otp"] : Json("123456");
  }
  std::string MakeWrongCode() { return ReadCode() == "000000" ? "000001" : "000000"; }
  TestReply Confirm(const Json& body) {
    return api.Post("/certifications/otp/confirm/" + imp_uid, body);
  }
  void Wait(const char* time) { api.Control("POST", "/clock/advance", Json{{"by", time}}.dump()); }
  void Delete() { REQUIRE(Summary(api.Delete("/certifications/" + imp_uid)) == "200 0"); }
};

/// How each state is reached, by the API where it can be.
const std::map<std::string, std::function<void(CertificationSandbox&)>>&
GetCertificationStateSetups() {
  static const std::map<std::string, std::function<void(CertificationSandbox&)>> kSetups{
      {"window_open", [](CertificationSandbox& sandbox) { sandbox.OpenWindow(); }},
      {"window_certified",
       [](CertificationSandbox& sandbox) {
         sandbox.OpenWindow();
         REQUIRE(sandbox.Conclude() == "certified");
       }},
      {"window_failed",
       [](CertificationSandbox& sandbox) {
         sandbox.OpenWindow();
         sandbox.request.action = GatewayError{"X1", "no"};
         REQUIRE(sandbox.Conclude() == "refused");
         sandbox.request.action = commands::CertifyInWindow{};
       }},
      {"code_sent", [](CertificationSandbox& sandbox) { sandbox.RequestCode("SMS"); }},
      {"code_late",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("SMS");
         sandbox.Wait("3m");
       }},
      {"code_certified",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("SMS");
         REQUIRE(Summary(sandbox.Confirm({{"otp", sandbox.ReadCode()}})) == "200 0");
       }},
      {"code_used_up",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("SMS");
         for (int i = 0; i < 3; ++i)
           REQUIRE(sandbox.Confirm({{"otp", sandbox.MakeWrongCode()}}).status == 400);
       }},
      {"code_expired",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("SMS");
         sandbox.Wait("3m");
         REQUIRE(sandbox.Confirm({{"otp", sandbox.ReadCode()}}).status == 400);
       }},
      {"app_asked", [](CertificationSandbox& sandbox) { sandbox.RequestCode("APP"); }},
      {"app_late",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("APP");
         sandbox.Wait("3m");
       }},
      {"app_certified",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("APP");
         REQUIRE(Summary(sandbox.Confirm(Json::object())) == "200 0");
       }},
      {"deleted",
       [](CertificationSandbox& sandbox) {
         sandbox.RequestCode("SMS");
         sandbox.Delete();
       }},
  };
  return kSetups;
}

/// What the control API's list shows of a state; states that differ only in
/// time show the same.
std::string GetExpectedState(const std::string& state) {
  static const std::map<std::string, std::string> kExpected{
      {"window_open", "window ready"},    {"window_certified", "window certified"},
      {"window_failed", "window failed"}, {"code_sent", "SMS ready"},
      {"code_late", "SMS ready"},         {"code_certified", "SMS certified"},
      {"code_used_up", "SMS failed"},     {"app_asked", "APP ready"},
      {"app_late", "APP ready"},          {"app_certified", "APP certified"},
  };
  return kExpected.at(state);
}

std::string ReadObservedState(CertificationSandbox& sandbox) {
  const Json row = sandbox.ReadRow();
  return row["method"].get<std::string>() + " " + row["status"].get<std::string>();
}

std::string Do(CertificationSandbox& sandbox, const std::string& event) {
  const std::string path = "/certifications/" + sandbox.imp_uid;
  if (event == "get") return Summary(sandbox.api.Get(path));
  if (event == "delete") return Summary(sandbox.api.Delete(path));
  if (event == "conclude") return sandbox.Conclude();
  if (event == "confirm_right") return Summary(sandbox.Confirm({{"otp", sandbox.ReadCode()}}));
  if (event == "confirm_wrong") return Summary(sandbox.Confirm({{"otp", sandbox.MakeWrongCode()}}));
  REQUIRE(event == "confirm_without_code");
  return Summary(sandbox.Confirm(Json::object()));
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
  for (const auto& [state, set_up] : GetCertificationStateSetups())
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
      CertificationSandbox sandbox;
      GetCertificationStateSetups().at(state)(sandbox);
      if (state == "deleted" && event.starts_with("confirm")) {
        const Json body =
            event == "confirm_without_code" ? Json::object() : Json{{"otp", "123456"}};
        CHECK(Summary(sandbox.Confirm(body)) == transition[0].get<std::string>());
        continue;
      }
      CHECK(Do(sandbox, event) == transition[0].get<std::string>());
      if (transition[1] == "deleted") {
        CHECK(sandbox.api.Control("GET", "/certifications").json["total"] == 0);
      } else if (transition[1] == "code_expired") {
        CHECK(sandbox.ReadRow()["status"] == "failed");
        CHECK(sandbox.ReadRow()["fail_reason"] == "인증번호 입력시간이 만료되었습니다.");
      } else {
        CHECK(ReadObservedState(sandbox) == GetExpectedState(transition[1]));
      }
    }
  }
}

}  // namespace
}  // namespace portone
