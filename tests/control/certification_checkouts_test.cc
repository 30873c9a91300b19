// SPDX-License-Identifier: MIT
// POST /_emulator/checkouts with the kind certification: the window of IMP.certification without a
// browser, and GET /_emulator/certifications.
#include <memory>
#include <set>
#include <string>

#include "commands/certification_window.h"
#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone::control {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using Strings = std::vector<std::string>;

constexpr const char* kPage = "https://shop.test/join?step=2";

TestReply RunCertificationCheckout(TestApi& api, const Json& params,
                                   const Json& rest = Json::object()) {
  Json body{{"kind", "certification"}, {"params", params}};
  body.update(rest);
  TestReply reply = api.Control("POST", "/checkouts", body.dump());
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  return reply;
}

Json Params(std::string_view merchant_uid = "id-1", std::string_view pg = "danal") {
  return {{"merchant_uid", merchant_uid}, {"pg", pg}};
}

engine::Setup SetupWithPersons(std::vector<Person> persons) {
  engine::Setup setup = StandardSetup();
  InitialState state;
  state.persons = std::move(persons);
  setup.initial_state = std::make_shared<const InitialState>(std::move(state));
  return setup;
}

Person MakePerson(const std::string& name, const std::string& phone,
                  const std::string& birthday = "1991-11-11") {
  Person person;
  person.name = name;
  person.phone = phone;
  person.birthday = birthday;
  return person;
}

TEST_CASE("certification checkout: a window reports to its page that somebody is certified",
          "[control][certification]") {
  TestApi api;
  const TestReply reply = RunCertificationCheckout(api, Params(), {{"origin", kPage}});
  CHECK(GetShape(reply.json) ==
        Strings{"callback object", "redirect_url null", "certification object"});
  const Json& callback = reply.json["callback"];
  CHECK(GetShape(callback) == Strings{"error_code null", "error_msg null", "imp_uid string",
                                      "merchant_uid string", "pg_provider string", "pg_type string",
                                      "success boolean"});
  CHECK(callback["success"] == true);
  CHECK(callback["pg_provider"] == "danal");
  CHECK(callback["pg_type"] == "certification");
  CHECK(callback["merchant_uid"] == "id-1");
  const std::string imp_uid = callback["imp_uid"];
  CHECK(imp_uid.starts_with("imp_"));
  const Json result = api.Get("/certifications/" + imp_uid).response();
  CHECK(result == reply.json["certification"]);
  CHECK(result["certified"] == true);
  CHECK(result["origin"] == kPage);
  CHECK(result["certified_at"] == ToUnixSeconds(Start()));
  // A person spends 34 to 65 seconds in a window.
  const std::string opened = result["pg_tid"].get<std::string>().substr(0, 14);
  CHECK(opened >= "20240131085855");
  CHECK(opened <= "20240131085926");
}

TEST_CASE("certification checkout: the page and the window determine the person",
          "[control][certification]") {
  TestApi api;
  const Json nobody = RunCertificationCheckout(api, Params()).json["certification"];
  CHECK(nobody["name"] == "홍길동");
  CHECK(nobody["birthday"] == "1990-01-01");
  CHECK(nobody["phone"] == "01012345678");
  CHECK(nobody["carrier"] == "SKT");
  Json params = Params("id-2");
  params.update(Json{{"name", "김인증"}, {"phone", "010-1111-2222"}, {"carrier", "KTF"}});
  const Json named = RunCertificationCheckout(api, params).json["certification"];
  CHECK(named["name"] == "김인증");
  CHECK(named["phone"] == "01011112222");
  CHECK(named["carrier"] == "KT");
  const Json entered = RunCertificationCheckout(api, params,
                                                {{"person",
                                                  {{"name", "이인증"},
                                                   {"birthday", "2004-02-29"},
                                                   {"gender", "female"},
                                                   {"foreigner", true},
                                                   {"phone", "01077778888"},
                                                   {"carrier", "LGT_MVNO"}}}})
                           .json["certification"];
  CHECK(entered["name"] == "이인증");
  CHECK(entered["birthday"] == "2004-02-29");
  CHECK(entered["gender"] == "female");
  CHECK(entered["foreigner"] == true);
  CHECK(entered["phone"] == "01077778888");
  CHECK(entered["carrier"] == "LGT_MVNO");
  CHECK(entered["unique_key"] != named["unique_key"]);
  params["carrier"] = "MVNO";
  CHECK(RunCertificationCheckout(api, params).json["certification"]["carrier"] == "SKT_MVNO");
}

TEST_CASE("certification checkout: nobody is certified with a telephone that is none",
          "[control][certification]") {
  TestApi api;
  const std::string phone = GENERATE("123", "8210123456", "010123456789");
  const Json entered =
      RunCertificationCheckout(api, Params(), {{"person", {{"phone", phone}}}}).json;
  CHECK(entered["certification"].is_null());
  CHECK(entered["callback"]["error_msg"].get<std::string>().find("person.phone") !=
        std::string::npos);
  Json params = Params("id-2");
  params["phone"] = phone;  // which the window does not take over from the page
  CHECK(RunCertificationCheckout(api, params).json["certification"]["phone"] == "01012345678");
  const TestReply snapshot = api.Control("POST", "/snapshot", "");
  CHECK(api.Control("PUT", "/snapshot", snapshot.text).status == 200);
}

TEST_CASE("certification checkout: a given person is found by name or telephone",
          "[control][certification]") {
  Person second = MakePerson("이인증", "01033334444", "2010-05-05");
  second.unique_key = "own key";
  TestApi api(SetupWithPersons({MakePerson("김인증", "01011112222"), second}));
  CHECK(RunCertificationCheckout(api, Params("a")).json["certification"]["name"] == "김인증");
  Json params = Params("b");
  params["name"] = "이인증";
  const Json by_name = RunCertificationCheckout(api, params).json["certification"];
  CHECK(by_name["phone"] == "01033334444");
  CHECK(by_name["unique_key"] == "own key");
  params = Params("c");
  params["phone"] = "010-3333-4444";
  CHECK(RunCertificationCheckout(api, params).json["certification"]["name"] == "이인증");
  params["name"] = "김인증";
  const Json mixed = RunCertificationCheckout(api, params).json;
  CHECK(mixed["callback"]["error_code"] == "EM44");
  CHECK(mixed["certification"]["certified"] == false);
  params = Params("d");
  params["min_age"] = 19;
  CHECK(RunCertificationCheckout(api, params).json["callback"]["success"] == true);
  params["name"] = "이인증";
  CHECK(RunCertificationCheckout(api, params).json["callback"]["error_code"] == "EM43");
}

TEST_CASE("certification checkout: gateways differ in what they report of the person",
          "[control][certification]") {
  TestApi api;
  const Json inicis =
      RunCertificationCheckout(api, Params("a", "inicis_unified")).json["certification"];
  CHECK(inicis["phone"] == "01012345678");
  CHECK_FALSE(inicis.contains("carrier"));
  CHECK(inicis["unique_in_site"].is_null());
  CHECK(inicis["unique_key"].get<std::string>().size() == 88);
  CHECK(inicis["foreigner_v2"] == false);
  const std::string pg_tid = inicis["pg_tid"];
  CHECK(pg_tid.size() == 40);
  CHECK(pg_tid.starts_with("INISA_MIIiasTest20240131"));
  const Json older = RunCertificationCheckout(api, Params("b", "inicis")).json["certification"];
  CHECK(older["pg_provider"] == "inicis");
  CHECK(older["unique_in_site"].is_null());
  const Json kcp = RunCertificationCheckout(api, Params("c", "kcp_v2")).json["certification"];
  CHECK(kcp["pg_tid"].get<std::string>().size() == 24);
  CHECK(kcp["carrier"] == "SKT");
  CHECK(kcp["unique_in_site"].get<std::string>().size() == 64);
  CHECK(kcp["unique_key"] == inicis["unique_key"]);
}

TEST_CASE("certification checkout: a refusal has five keys, and three before the page is shown",
          "[control][certification]") {
  TestApi api;
  const Json closed = RunCertificationCheckout(api, Params("a"), {{"outcome", "close"}}).json;
  CHECK(GetShape(closed["callback"]) == Strings{"error_code string", "error_msg string",
                                                "imp_uid string", "merchant_uid string",
                                                "success boolean"});
  CHECK(closed["callback"]["error_code"] == "F0000");
  CHECK(closed["callback"]["success"] == false);
  CHECK(closed["certification"]["certified"] == false);
  Json params = Params("b");
  params["carrier"] = "KT";
  const Json wrong = RunCertificationCheckout(api, params).json["callback"];
  CHECK(wrong ==
        Json{{"error_code", "9010"},
             {"error_msg",
              "다날 서버로부터 받은 응답이 올바르지 않습니다.[인증실패] 잘못된 값이 입력된 "
              "필드가 존재합니다. (다날고객센터 1566-3355)"},
             {"success", false}});
  const Json merchant =
      RunCertificationCheckout(api, Params("c"), {{"outcome", "wrong_merchant"}}).json["callback"];
  CHECK(merchant["error_code"] == "9015");
  CHECK(merchant["imp_uid"].get<std::string>().starts_with("imp_"));
  const Json own =
      RunCertificationCheckout(api, Params("d"),
                               {{"outcome", {{"decline", {{"code", "X1"}, {"message", "no"}}}}}})
          .json["callback"];
  CHECK(own["error_code"] == "X1");
  CHECK(own["error_msg"] == "no");
  const Json named = RunCertificationCheckout(api, Params("e", "kcp_v2"),
                                              {{"outcome", {{"decline", "not_identified"}}}})
                         .json["callback"];
  CHECK(named["error_code"] == "EM44");
  const auto row = [&api](const std::string& order) {
    const Json list = api.Control("GET", "/certifications?merchant_uid=" + order).json;
    return list["certifications"].at(0);
  };
  CHECK(row("a")["status"] == "ready");
  CHECK(row("b")["status"] == "failed");
  CHECK(row("d")["fail_reason"] == "[X1] no");
}

TEST_CASE("certification checkout: on mobile the page is left for its m_redirect_url",
          "[control][certification]") {
  TestApi api;
  Json params = Params();
  params["m_redirect_url"] = "https://shop.test/done?a=1#top";
  const Json on_pc = RunCertificationCheckout(api, params).json;
  CHECK(on_pc["redirect_url"].is_null());
  const Json mobile{{"device", "mobile"}};
  const Json left = RunCertificationCheckout(api, params, mobile).json;
  CHECK(left["callback"].is_null());
  const std::string imp_uid = left["certification"]["imp_uid"];
  CHECK(left["redirect_url"] ==
        "https://shop.test/done?a=1&imp_uid=" + imp_uid + "&merchant_uid=id-1&success=true#top");
  const Json closed =
      RunCertificationCheckout(api, params, {{"device", "mobile"}, {"outcome", "close"}})
          .json["redirect_url"];
  CHECK(closed.get<std::string>().find("&success=false&error_code=F0000&error_msg=") !=
        std::string::npos);
  params["popup"] = true;
  CHECK(RunCertificationCheckout(api, params, mobile).json["callback"]["success"] == true);
  params = Params();
  CHECK(RunCertificationCheckout(api, params, mobile).json["callback"]["success"] == true);
  const Json silent =
      RunCertificationCheckout(api, params, {{"device", "mobile"}, {"callback_function", false}})
          .json;
  CHECK(silent["callback"].is_null());
  CHECK(silent["redirect_url"].is_null());
}

TEST_CASE("certification checkout: some outcomes are not reported to the page",
          "[control][certification]") {
  TestApi api;
  const Json open =
      RunCertificationCheckout(api, Params("a"), {{"outcome", "abandon"}, {"origin", kPage}}).json;
  CHECK(open["callback"].is_null());
  const Json& left = open["certification"];
  CHECK(left["certified"] == false);
  CHECK(left["origin"] == kPage);
  CHECK(left["pg_provider"] == "danal");
  for (const char* key : {"pg_tid", "name", "gender", "unique_key", "unique_in_site"})
    CHECK(left[key].is_null());
  const Json lost = RunCertificationCheckout(api, Params("b"), {{"outcome", "lose_callback"}}).json;
  CHECK(lost["callback"].is_null());
  CHECK(lost["certification"]["certified"] == true);
  const Json closed = RunCertificationCheckout(api, Params("c", "inicis_unified"),
                                               {{"outcome", "close"}, {"device", "mobile"}})
                          .json;
  CHECK(closed["callback"].is_null());
  CHECK(RunCertificationCheckout(api, Params("d", "inicis_unified"), {{"outcome", "close"}})
            .json["callback"]["error_code"] == "F0000");
}

TEST_CASE("certification checkout: the requested channel certifies, or else the first suitable",
          "[control][certification]") {
  TestApi api;
  const auto pg_of = [&api](const Json& params) {
    const Json reply = RunCertificationCheckout(api, params).json;
    return reply["certification"].is_null() ? reply["callback"]["error_msg"]
                                            : reply["certification"]["pg_provider"];
  };
  CHECK(pg_of(Json::object()) == "danal");
  CHECK(pg_of({{"channelKey", "channel-key-kcp_v2"}}) == "kcp_v2");
  CHECK(pg_of({{"pg", "inicis_unified.MIIxxxxxxx"}}) == "inicis_unified");
  CHECK(pg_of({{"pg", "unknown"}}) == "danal");
  CHECK(pg_of({{"channelKey", "unknown"}, {"pg", "kcp_v2"}}) == "kcp_v2");
  CHECK(pg_of({{"pg", "nice"}}).get<std::string>().find("본인인증") != std::string::npos);
  api.Control("PUT", "/channels/id", R"({"pg": "kcp_v2", "type": "certification"})");
  CHECK(pg_of(Json::object()) == "kcp_v2");
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {{ChannelKey("only"), PgCode("nice"), "nictest04m", {}}};
  TestApi without(setup);
  const Json refused = RunCertificationCheckout(without, Params()).json;
  CHECK(refused["certification"].is_null());
  CHECK(refused["callback"]["success"] == false);
  CHECK(refused["callback"]["error_code"] == "F1001");
  CHECK(refused["callback"]["error_msg"] ==
        "등록되지 않은 PG모듈 정보입니다. 아임포트 관리자페이지에서 PG모듈 정보를 설정하신 후 다시 "
        "시도해주세요.");
}

TEST_CASE("certification checkout: an order number is made where the page has none",
          "[control][certification]") {
  TestApi api;
  const Json certification = RunCertificationCheckout(api, {{"pg", "danal"}}).json["certification"];
  CHECK(certification["merchant_uid"] == "nobody_1706659200000");
  CHECK(RunCertificationCheckout(api, Params("가입 2024-08-11"))
            .json["certification"]["merchant_uid"] == "가입 2024-08-11");
}

TEST_CASE("certification checkout: a fault refuses in the window", "[control][certification]") {
  TestApi api;
  AddFault(api, R"({"when": {"operation": "certification", "merchant_uid": "a"},
                    "then": {"decline": "not_identified"}})");
  AddFault(api, R"({"when": {"operation": "charge"}, "then": {"decline": "lost_card"}})");
  CHECK(RunCertificationCheckout(api, Params("b")).json["callback"]["success"] == true);
  CHECK(RunCertificationCheckout(api, Params("a")).json["callback"]["error_code"] == "EM44");
  CHECK(RunCertificationCheckout(api, Params("a")).json["callback"]["success"] == true);
  CHECK(FormatFaultCounters(api, 1) == "seen 2 applied 1 remaining 0");
}

TEST_CASE("certification checkout: keys that only payments have are refused by name",
          "[control][certification]") {
  TestApi api;
  const auto refusal = [&api](const char* body) {
    return ControlSummary(api.Control("POST", "/checkouts", body));
  };
  CHECK(refusal(R"({"kind": "certification"})").find("IMP.certification") != std::string::npos);
  CHECK(refusal(R"({"kind": "identity", "params": {}})").find("kind") != std::string::npos);
  CHECK(refusal(R"({"kind": "certification", "params": {}, "card": {}})")
            .find("card: applies only to the kind \"payment\"") != std::string::npos);
  CHECK(refusal(R"({"kind": "certification", "params": {}, "pays_with": "card"})")
            .find("pays_with: applies only to the kind \"payment\"") != std::string::npos);
  CHECK(refusal(R"({"params": {}, "person": {}})")
            .find("person: applies only to the kind \"certification\"") != std::string::npos);
  CHECK(refusal(R"({"kind": "certification", "params": {}, "outcome": "lost_card"})")
            .find("outcome") != std::string::npos);
  CHECK(refusal(R"({"params": {}, "outcome": "not_identified"})").find("outcome") !=
        std::string::npos);
  CHECK(refusal(R"({"kind": "certification", "params": {}, "person": 1})")
            .find("person: must be an object") != std::string::npos);
  const Json wrong =
      RunCertificationCheckout(api, Params(), {{"person", {{"birthday", "1990-02-30"}}}}).json;
  CHECK(wrong["certification"].is_null());
  CHECK(wrong["callback"]["error_msg"].get<std::string>().find("person.birthday") !=
        std::string::npos);
}

TEST_CASE("certification checkout: the list shows outcomes and codes", "[control][certification]") {
  TestApi api;
  RunCertificationCheckout(api, Params("a"));
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const Json request{{"name", "김인증"},   {"phone", "01011112222"}, {"birth", "911111"},
                     {"gender_digit", 1},  {"carrier", "SKT"},       {"pg", "danal"},
                     {"merchant_uid", "b"}};
  REQUIRE(Summary(api.Post("/certifications/otp/request", request)) == "200 0");
  const Json list = api.Control("GET", "/certifications").json;
  CHECK(list["total"] == 2);
  const Json& row = list["certifications"][0];
  CHECK(row["merchant_uid"] == "b");
  CHECK(row["status"] == "ready");
  CHECK(row["method"] == "SMS");
  CHECK(row["otp"].get<std::string>().size() == 6);
  CHECK(row["name"] == "김인증");
  CHECK(row["certified_at"].is_null());
  CHECK(row["tier"].is_null());
  CHECK(list["certifications"][1]["method"] == "window");
  CHECK(list["certifications"][1]["otp"].is_null());
  const auto orders = [&api](const std::string& query) {
    std::string all;
    const Json page = api.Control("GET", "/certifications" + query).json;
    for (const Json& certification : page["certifications"])
      all += certification["merchant_uid"].get<std::string>();
    return all;
  };
  CHECK(orders("?status=certified") == "a");
  CHECK(orders("?merchant_uid=b") == "b");
  CHECK(orders("?order=asc") == "ab");
  CHECK(orders("?from=2024-01-31T09:30:00%2B09:00") == "b");
  CHECK(orders("?to=2024-01-31T09:30:00%2B09:00") == "a");
  CHECK(orders("?limit=1&page=2") == "a");
  CHECK(orders("?customer_uid=kim").empty());
  CHECK(ControlSummary(api.Control("GET", "/certifications?status=paid"))
            .find("ready, certified, "
                  "failed") != std::string::npos);
}

TEST_CASE("certification checkout: expectations can match certifications",
          "[control][certification]") {
  TestApi api;
  RunCertificationCheckout(api, Params("a"));
  RunCertificationCheckout(api, Params("b"), {{"outcome", "not_identified"}});
  const auto verify = [&api](const char* expect) {
    return api.Control("POST", "/verify", std::string(R"({"expect": )") + expect + "}").text;
  };
  CHECK(verify(R"([{"certifications": 2},
                   {"certifications": {"merchant_uid": "a", "status": "certified", "pg": "danal",
                                       "name": "홍길동", "phone": "01012345678"}, "count": 1},
                   {"certifications": {"status": "failed"}},
                   {"in_order": [{"certification": {"merchant_uid": "a"}},
                                 {"certification": {"merchant_uid": "b"}}]}])")
            .find(R"("verified":true)") != std::string::npos);
  CHECK(verify(R"([{"certifications": {"status": "ready"}}])").find("not_verified") !=
        std::string::npos);
  CHECK(verify(R"([{"certifications": {"staus": "ready"}}])").find("did you mean") !=
        std::string::npos);
}

TEST_CASE("certification checkout: a snapshot has the persons, and a reset leaves only them",
          "[control][certification]") {
  TestApi api(SetupWithPersons({MakePerson("김인증", "01011112222")}));
  const Json before = RunCertificationCheckout(api, Params("a")).json["certification"];
  const std::string snapshot = api.Control("POST", "/snapshot").text;
  TestApi other;
  REQUIRE(other.Control("PUT", "/snapshot", snapshot).status == 200);
  CHECK(other.Control("POST", "/snapshot").text == snapshot);
  const std::string path = "/certifications/" + before["imp_uid"].get<std::string>();
  CHECK(other.Get(path).response() == before);
  const Json again = RunCertificationCheckout(other, Params("b")).json["certification"];
  CHECK(again["name"] == "김인증");
  CHECK(again["unique_key"] == before["unique_key"]);
  CHECK(again["unique_in_site"] == before["unique_in_site"]);
  api.Control("POST", "/reset");
  CHECK(api.Control("GET", "/certifications").json["total"] == 0);
  CHECK(api.Get(path).status == 404);
  CHECK(RunCertificationCheckout(api, Params("a")).json["certification"] == before);
}

TEST_CASE(
    "certification checkout: a snapshot keeps the ids of deleted certifications from new ones",
    "[control][certification][snapshot]") {
  TestApi api;
  const auto certify = [](TestApi& at) {
    return RunCertificationCheckout(at, Params("join"))
        .json["certification"]["imp_uid"]
        .get<std::string>();
  };
  const std::string deleted = certify(api);
  REQUIRE(api.Delete("/certifications/" + deleted).status == 200);
  const std::string snapshot = api.Control("POST", "/snapshot").text;
  TestApi other;
  REQUIRE(other.Control("PUT", "/snapshot", snapshot).status == 200);
  CHECK(other.Control("POST", "/snapshot").text == snapshot);
  CHECK(other.Get("/certifications/" + deleted).status == 404);
  const std::string next = certify(api);
  CHECK(next != deleted);
  CHECK(certify(other) == next);
}

TEST_CASE("certification checkout: a window opened before a reset certifies nobody",
          "[control][certification]") {
  TestApi api;
  engine::Engine& engine = api.registry.Default()->engine;
  const commands::CertificationCheckout request;
  const auto window =
      GetValue(engine.Run(engine::JournalInput{}, commands::OpenCertification{request}));
  api.Control("POST", "/reset");
  CHECK(GetMessage(
            engine.Run(engine::JournalInput{}, commands::ConcludeCertification{window, request})) ==
        "인증결과가 존재하지 않습니다.");
}

TEST_CASE("certification checkout: the order number of a deleted one gets another imp_uid",
          "[control][certification]") {
  TestApi api;
  std::set<std::string> seen;
  for (int i = 0; i < 3; ++i) {
    const std::string imp_uid = RunCertificationCheckout(api, Params()).json["callback"]["imp_uid"];
    CHECK(seen.insert(imp_uid).second);
    CHECK(api.Delete("/certifications/" + imp_uid).code() == 0);
  }
}

TEST_CASE("certification checkout: an unknown channel is reported as for a payment",
          "[control][certification]") {
  TestApi api;
  RunCertificationCheckout(api, Params("id-1", "nobody"));
  const Json told = api.Control("GET", "/timeline?kind=channel_unmatched&order=id-1").json;
  CHECK(told.dump().find("nobody") != std::string::npos);
}

}  // namespace
}  // namespace portone::control
