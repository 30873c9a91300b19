// SPDX-License-Identifier: MIT
// The operations of the tag certifications: their replies, their refusals in their order, and what
// a code sent to a telephone is good for.
#include <string>

#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AddFault;
using testing::CheckErrorOrder;
using testing::GetShape;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kRequest = "/certifications/otp/request";
constexpr const char* kNoResult = "404 -1 인증결과가 존재하지 않습니다.";

Json RequestBody() {
  return {{"name", "김인증"},    {"phone", "010-1111-2222"}, {"birth", "911111"},
          {"gender_digit", "2"}, {"carrier", "KT"},          {"channel_key", "channel-key-danal"}};
}

Json WithMembers(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

std::string RequestCode(TestApi& api, const Json& body = RequestBody()) {
  const TestReply reply = api.Post(kRequest, body);
  INFO(reply.text);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetShape(reply.response()) == Strings{"imp_uid string"});
  return reply.response()["imp_uid"];
}

Json Row(TestApi& api, const std::string& imp_uid) {
  const Json list = api.Control("GET", "/certifications").json["certifications"];
  for (const Json& row : list) {
    if (row["imp_uid"] == imp_uid) return row;
  }
  return Json();
}

std::string ReadCode(TestApi& api, const std::string& imp_uid) {
  return Row(api, imp_uid).at("otp");
}

TestReply Confirm(TestApi& api, const std::string& imp_uid, const Json& body) {
  return api.Post("/certifications/otp/confirm/" + imp_uid, body);
}

TestReply Certify(TestApi& api, const Json& body = RequestBody()) {
  const std::string imp_uid = RequestCode(api, body);
  return Confirm(api, imp_uid, {{"otp", ReadCode(api, imp_uid)}});
}

TEST_CASE("certification: entering the code reveals who it is", "[api][certification]") {
  TestApi api;
  const std::string imp_uid =
      RequestCode(api, WithMembers(RequestBody(), {{"merchant_uid", "id-1"}}));
  CHECK(imp_uid.starts_with("imps_"));
  api.Control("POST", "/clock/advance", R"({"by": "40s"})");
  const Json result = Confirm(api, imp_uid, {{"otp", ReadCode(api, imp_uid)}}).response();
  CHECK(GetShape(result) == Strings{"birth integer", "birthday string", "carrier string",
                                    "certified boolean", "certified_at integer",
                                    "foreigner boolean", "foreigner_v2 null", "gender string",
                                    "imp_uid string", "merchant_uid string", "name string",
                                    "origin null", "pg_provider string", "pg_tid string",
                                    "phone string", "unique_in_site string", "unique_key string"});
  CHECK(result["birth"] == 689'785'200);
  CHECK(result["birthday"] == "1991-11-11");
  CHECK(result["carrier"] == "KT");
  CHECK(result["certified"] == true);
  CHECK(result["certified_at"] == ToUnixSeconds(Start()) + 40);
  CHECK(result["foreigner"] == false);
  CHECK(result["gender"] == "female");
  CHECK(result["imp_uid"] == imp_uid);
  CHECK(result["merchant_uid"] == "id-1");
  CHECK(result["name"] == "김인증");
  CHECK(result["pg_provider"] == "danal");
  CHECK(result["phone"] == "01011112222");
  CHECK(result["unique_key"].get<std::string>().size() == 88);
  CHECK(result["unique_in_site"].get<std::string>().size() == 64);
  const std::string pg_tid = result["pg_tid"];
  CHECK(pg_tid.size() == 24);
  CHECK(pg_tid.starts_with("20240131090000"));
  CHECK(pg_tid.ends_with("010"));
  CHECK(api.Get("/certifications/" + imp_uid).response() == result);
}

TEST_CASE("certification: until it is completed it identifies nobody", "[api][certification]") {
  TestApi api;
  const std::string imp_uid = RequestCode(api);
  const Json open = api.Get("/certifications/" + imp_uid).response();
  CHECK(GetShape(open) == Strings{"birth integer", "birthday null", "certified boolean",
                                  "certified_at integer", "foreigner boolean", "foreigner_v2 null",
                                  "gender null", "imp_uid string", "merchant_uid string",
                                  "name null", "origin null", "pg_provider string", "pg_tid null",
                                  "unique_in_site null", "unique_key null"});
  CHECK(open["birth"] == 0);
  CHECK(open["certified"] == false);
  CHECK(open["certified_at"] == 0);
  CHECK(open["merchant_uid"].get<std::string>().starts_with("nobody_"));
}

TEST_CASE("certification: unknown and deleted ones have no result", "[api][certification]") {
  TestApi api;
  CHECK(Summary(api.Get("/certifications/imp_1")) == kNoResult);
  CHECK(Summary(api.Delete("/certifications/imp_1")) == kNoResult);
  CHECK(Summary(Confirm(api, "imp_1", {{"otp", "123456"}})) == kNoResult);
  const Json result = Certify(api).response();
  const std::string path = "/certifications/" + result["imp_uid"].get<std::string>();
  CHECK(api.Delete(path).response() == result);
  CHECK(Summary(api.Get(path)) == kNoResult);
  CHECK(Summary(api.Delete(path)) == kNoResult);
}

TEST_CASE("certification: another merchant does not find it", "[api][certification]") {
  TestApi api;
  const Json result = Certify(api).response();
  api.Use("another", "secret");
  CHECK(Summary(api.Get("/certifications/" + result["imp_uid"].get<std::string>())) == kNoResult);
}

TEST_CASE("certification: a sub-merchant's is in its own ledger", "[api][certification]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.tiers = {{TierCode::Parse("A01").value(), "one"}};
  TestApi api(setup);
  const Json own = Certify(api).response();
  api.headers = {{"Tier", "A01"}};
  const Json result = Certify(api).response();
  CHECK(result["imp_uid"] != own["imp_uid"]);
  CHECK(result["unique_key"] == own["unique_key"]);
  CHECK(result["unique_in_site"] != own["unique_in_site"]);
  const std::string path = "/certifications/" + result["imp_uid"].get<std::string>();
  CHECK(Summary(api.Get(path)) == "200 0");
  api.headers = {{"Tier", "Z99"}};
  CHECK(api.Post(kRequest, RequestBody()).status == 404);
  api.headers.clear();
  CHECK(Summary(api.Get(path)) == kNoResult);
  CHECK(Row(api, result["imp_uid"])["tier"] == "A01");
}

TEST_CASE("certification: a person is recognised and distinguished from others",
          "[api][certification]") {
  TestApi api;
  const Json first = Certify(api).response();
  const Json again =
      Certify(api, WithMembers(RequestBody(), {{"phone", "01033334444"}})).response();
  CHECK(again["imp_uid"] != first["imp_uid"]);
  CHECK(again["pg_tid"] != first["pg_tid"]);
  CHECK(again["unique_key"] == first["unique_key"]);
  CHECK(again["unique_in_site"] == first["unique_in_site"]);
  const Json other = Certify(api, WithMembers(RequestBody(), {{"name", "이인증"}})).response();
  CHECK(other["unique_key"] != first["unique_key"]);
  CHECK(other["unique_in_site"] != first["unique_in_site"]);
  api.Use("another", "secret");
  const std::string imp_uid = RequestCode(api);
  const Json list = api.Control("GET", "/certifications?sandbox=another").json["certifications"];
  const Json elsewhere = Confirm(api, imp_uid, {{"otp", list[0]["otp"]}}).response();
  CHECK(elsewhere["unique_key"] == first["unique_key"]);
}

TEST_CASE("certification: the seventh digit gives gender, century and nationality",
          "[api][certification]") {
  TestApi api;
  const auto certify = [&api](const char* birth, int digit) {
    const Json certification =
        Certify(api, WithMembers(RequestBody(), {{"birth", birth}, {"gender_digit", digit}}))
            .response();
    return certification["birthday"].get<std::string>() + " " +
           certification["gender"].get<std::string>() +
           (certification["foreigner"] == true ? " foreigner" : "");
  };
  CHECK(certify("911111", 1) == "1991-11-11 male");
  CHECK(certify("911111", 2) == "1991-11-11 female");
  CHECK(certify("041111", 3) == "2004-11-11 male");
  CHECK(certify("041111", 4) == "2004-11-11 female");
  CHECK(certify("911111", 5) == "1991-11-11 male foreigner");
  CHECK(certify("911111", 6) == "1991-11-11 female foreigner");
  CHECK(certify("041111", 7) == "2004-11-11 male foreigner");
  CHECK(certify("04-11-11", 8) == "2004-11-11 female foreigner");
}

TEST_CASE("certification: an MVNO is reported with its carrier", "[api][certification]") {
  TestApi api;
  CHECK(Certify(api, WithMembers(RequestBody(), {{"is_mvno", true}})).response()["carrier"] ==
        "KT_MVNO");
  CHECK(Certify(api, WithMembers(RequestBody(), {{"is_mvno", "false"}})).response()["carrier"] ==
        "KT");
}

TEST_CASE("certification: missing parameters are refused in the order of the parameters",
          "[api][certification]") {
  TestApi api;
  CheckErrorOrder(
      api, kRequest,
      {
          {"{}", "400 -1 name 파라메터가 누락되었습니다."},
          {R"({"name": "김인증"})", "400 -1 phone 파라메터가 누락되었습니다."},
          {R"({"phone": "1234"})",
           "400 -1 phone 파라메터가 올바르지 않습니다. (숫자 10자리 또는 11자리의 전화번호여야 "
           "합니다)"},
          {R"({"phone": "010-1111-2222"})", "400 -1 birth 파라메터가 누락되었습니다."},
          {R"({"birth": "911131"})", "400 -1 gender_digit 파라메터가 누락되었습니다."},
          {R"({"gender_digit": 9})",
           "400 -1 gender_digit 파라메터가 올바르지 않습니다. (1 이상 8 이하여야 합니다)"},
          {R"({"gender_digit": "1"})",
           "400 -1 birth 파라메터가 올바르지 않습니다. (YYMMDD 형식의 생년월일이어야 합니다)"},
          {R"({"birth": "911111", "is_mvno": "yes"})",
           "400 -1 is_mvno 파라메터가 올바르지 않습니다. (true 또는 false여야 합니다)"},
          {R"({"is_mvno": true})", "400 -1 carrier 파라메터가 누락되었습니다."},
          {R"({"carrier": "KTF"})",
           "400 -1 carrier 파라메터가 올바르지 않습니다. (SKT, KT, LGT 중 하나여야 합니다)"},
          {R"({"carrier": "LGT"})", "400 -1 channel_key 파라메터가 누락되었습니다."},
          {R"({"channel_key": "nobody", "verification_method": "FAX"})",
           "400 -1 verification_method 파라메터가 올바르지 않습니다. (SMS, APP 중 하나여야 "
           "합니다)"},
          {R"({"verification_method": "APP"})",
           "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
          {R"({"channel_key": "channel-key-nice"})",
           "200 1 해당 PG사에서 지원하지 않는 기능입니다. (nice : API 방식의 본인인증(OTP))"},
          {R"({"channel_key": "channel-key-inicis_unified"})",
           "200 1 해당 PG사에서 지원하지 않는 기능입니다. (inicis_unified : API 방식의 "
           "본인인증(OTP))"},
          {R"({"channel_key": "channel-key-danal"})",
           "200 1 해당 PG사에서 지원하지 않는 기능입니다. (danal : 앱(APP) 방식의 본인인증)"},
          {R"({"channel_key": "channel-key-kcp_v2", "merchant_uid": "id-1"})",
           "400 -1 bypass.kcpV2.media_type 파라메터가 누락되었습니다."},
          {R"({"bypass": {"kcpV2": {"media_type": "ZZ"}}})",
           "400 -1 bypass.kcpV2.media_type 파라메터가 올바르지 않습니다. (MC01, MC02 중 하나여야 "
           "합니다)"},
          {R"({"bypass": {"kcpV2": {"media_type": "MC01"}}})",
           "400 -1 merchant_uid 파라메터가 올바르지 않습니다. (영문과 숫자만 사용할 수 있습니다)"},
          {R"({"merchant_uid": "id1"})", "200 0"},
      });
}

TEST_CASE("certification: a form is accepted like JSON", "[api][certification]") {
  TestApi api;
  const TestReply reply = api.PostForm(
      kRequest,
      "name=%EA%B9%80%20%F0%9F%98%80&phone=01011112222&birth=911111&gender_digit=1&carrier=SKT"
      "&pg=kcp_v2&bypass[kcpV2][media_type]=MC01");
  REQUIRE(Summary(reply) == "200 0");
  const std::string imp_uid = reply.response()["imp_uid"];
  const TestReply done = api.PostForm("/certifications/otp/confirm/" + imp_uid,
                                      "otp=" + ReadCode(api, imp_uid) + "&imp_uid=" + imp_uid);
  CHECK(done.response()["name"] == "김 😀");
  CHECK(done.response()["pg_provider"] == "kcp_v2");
}

TEST_CASE("certification: a third wrong code ends it", "[api][certification]") {
  TestApi api;
  const std::string imp_uid = RequestCode(api);
  const std::string code = ReadCode(api, imp_uid);
  const std::string wrong = code == "111111" ? "222222" : "111111";
  CHECK(Summary(Confirm(api, imp_uid, {{"otp", "12345"}})) ==
        "400 -1 otp 파라메터가 올바르지 않습니다. (숫자 6자리여야 합니다)");
  CHECK(Summary(Confirm(api, imp_uid, Json::object())) == "400 -1 otp 파라메터가 누락되었습니다.");
  CHECK(Row(api, imp_uid)["failed_attempts"] == 0);
  CHECK(Summary(Confirm(api, imp_uid, {{"otp", wrong}})) ==
        "400 -1 인증번호가 일치하지 않습니다. (남은 횟수 : 2)");
  CHECK(Summary(Confirm(api, imp_uid, {{"otp", wrong}})) ==
        "400 -1 인증번호가 일치하지 않습니다. (남은 횟수 : 1)");
  CHECK(Row(api, imp_uid)["failed_attempts"] == 2);
  CHECK(Row(api, imp_uid)["status"] == "ready");
  CHECK(Summary(Confirm(api, imp_uid, {{"otp", wrong}})) ==
        "400 -1 인증번호 입력 횟수를 초과하였습니다.");
  CHECK(Row(api, imp_uid)["status"] == "failed");
  CHECK(Summary(Confirm(api, imp_uid, {{"otp", code}})) ==
        "400 -1 인증번호 입력 횟수를 초과하였습니다.");
  CHECK(api.Get("/certifications/" + imp_uid).response()["certified"] == false);
}

TEST_CASE("certification: a code is good for three minutes", "[api][certification]") {
  TestApi api;
  const std::string early =
      RequestCode(api, WithMembers(RequestBody(), {{"merchant_uid", "early"}}));
  const std::string late = RequestCode(api, WithMembers(RequestBody(), {{"merchant_uid", "late"}}));
  api.Control("POST", "/clock/advance", R"({"by": "179999ms"})");
  CHECK(Summary(Confirm(api, early, {{"otp", ReadCode(api, early)}})) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1ms"})");
  CHECK(Summary(Confirm(api, late, {{"otp", ReadCode(api, late)}})) ==
        "400 -1 인증번호 입력시간이 만료되었습니다.");
  CHECK(Row(api, late)["status"] == "failed");
}

TEST_CASE("certification: by app, no code is needed", "[api][certification]") {
  TestApi api;
  const std::string imp_uid = RequestCode(
      api, WithMembers(RequestBody(), {{"channel_key", "channel-key-kcp_v2"},
                                       {"verification_method", "APP"},
                                       {"bypass", R"({"kcpV2":{"media_type":"MC02"}})"}}));
  CHECK(Row(api, imp_uid)["otp"].is_null());
  CHECK(Row(api, imp_uid)["method"] == "APP");
  CHECK(Confirm(api, imp_uid, {{"imp_uid", imp_uid}}).response()["certified"] == true);
}

TEST_CASE("certification: telephone and carrier can be left out of the contract",
          "[api][certification]") {
  TestApi api;
  api.Control("PUT", "/channels/channel-key-danal",
              R"({"pg": "danal", "settings": {"certification_phone": "no"}})");
  const Json result = Certify(api).response();
  CHECK_FALSE(result.contains("phone"));
  CHECK_FALSE(result.contains("carrier"));
  CHECK(Row(api, result["imp_uid"])["phone"] == "01011112222");
}

TEST_CASE("certification: an older client sees no newer field", "[api][certification]") {
  TestApi api;
  const std::string path =
      "/certifications/" + Certify(api).response()["imp_uid"].get<std::string>();
  api.headers = {{"X-Emulator-Profile", "2020"}};
  const testing::ExpectedProfile older("2020");
  CHECK_FALSE(api.Get(path).response().contains("foreigner_v2"));
}

TEST_CASE("certification: somebody else's phone number identifies nobody", "[api][certification]") {
  engine::Setup setup = testing::StandardSetup();
  InitialState state;
  Person owner;
  owner.name = "김인증";
  owner.birthday = "1991-11-11";
  owner.gender = Gender::kFemale;
  owner.phone = "01011112222";
  owner.carrier = Carrier::kKt;
  owner.unique_key = "";
  state.persons = {owner};
  setup.initial_state = std::make_shared<const InitialState>(std::move(state));
  TestApi api(setup);
  constexpr const char* kNobody = "400 -1 입력하신 정보로 본인 확인을 할 수 없습니다.";
  for (const char* patch :
       {R"({"name": "이인증"})", R"({"birth": "911112"})", R"({"gender_digit": "1"})",
        R"({"carrier": "SKT"})", R"({"is_mvno": true})"}) {
    CAPTURE(patch);
    CHECK(Summary(api.Post(kRequest, WithMembers(RequestBody(), Json::parse(patch)))) == kNobody);
  }
  CHECK(api.Control("GET", "/certifications").json["total"] == 0);
  const Json known = Certify(api).response();
  CHECK(known["unique_key"] == "");
  CHECK(known["unique_in_site"].get<std::string>().size() == 64);
  const Json stranger =
      Certify(api, WithMembers(RequestBody(), {{"phone", "01055556666"}})).response();
  CHECK(stranger["unique_key"].get<std::string>().size() == 88);
}

TEST_CASE("certification: a fault refuses what the agency would refuse", "[api][certification]") {
  TestApi api;
  AddFault(api, R"({"when": {"operation": "certification", "pg": "danal", "merchant_uid": "id-1"},
                    "then": {"decline": "wrong_merchant"}})");
  CHECK(Summary(api.Post(kRequest, WithMembers(RequestBody(), {{"merchant_uid", "id-1"}}))) ==
        "500 -1 [9015] 다날 서버로부터 받은 응답이 올바르지 않습니다. [인증실패] 업체정보에 이상이 "
        "있습니다. 해당 서비스 업체로 문의하여 주십시오.");
  CHECK(api.Control("GET", "/certifications").json["total"] == 0);
  CHECK(testing::FindFault(api, 1)["then"] == Json{{"decline", "wrong_merchant"}});
  const std::string imp_uid = RequestCode(api);
  const Json right{{"otp", ReadCode(api, imp_uid)}};
  AddFault(api, R"({"when": {"operation": "certification", "path": "*/confirm/*"},
                    "then": {"decline": {"code": "E1", "message": "out of order"}}})");
  CHECK(Summary(Confirm(api, imp_uid, right)) == "500 -1 [E1] out of order");
  CHECK(Row(api, imp_uid)["status"] == "ready");
  CHECK(Row(api, imp_uid)["failed_attempts"] == 0);
  CHECK(Summary(Confirm(api, imp_uid, right)) == "200 0");
  api.headers = {{"X-PortOne-Test-Code", "not_identified"}};
  CHECK(Summary(api.Post(kRequest, RequestBody())) == "500 -1 [EM44] 본인 정보 불일치");
}

TEST_CASE("certification: a fault may cut the reply before or after the change",
          "[api][certification]") {
  TestApi api;
  AddFault(api, R"({"when": {"operation": "certification"},
                    "then": {"error": {"status": 503, "code": -1, "message": "later"}}})");
  CHECK(Summary(api.Post(kRequest, RequestBody())) == "503 -1 later");
  CHECK(api.Control("GET", "/certifications").json["total"] == 0);
  const std::string imp_uid = RequestCode(api);
  AddFault(api, R"({"when": {"operation": "certification"}, "at": "after",
                    "then": {"error": {"status": 503, "code": -1, "message": "later"}}})");
  {
    const testing::ReplacedReplies replaced({"503/-1"});
    CHECK(Summary(Confirm(api, imp_uid, {{"otp", ReadCode(api, imp_uid)}})) == "503 -1 later");
  }
  CHECK(api.Get("/certifications/" + imp_uid).response()["certified"] == true);
}

}  // namespace
}  // namespace portone
