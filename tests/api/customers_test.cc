// SPDX-License-Identifier: MIT
// POST, GET and DELETE /subscribe/customers/{customer_uid}.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CardBody;
using testing::CheckErrorOrder;
using testing::GetShape;
using testing::kKim;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

Json CustomerBody() {
  Json body = CardBody();
  body["channel_key"] = "channel-key-nice";
  body["customer_name"] = "김영희";
  body["customer_tel"] = "010-1234-5678";
  body["customer_email"] = "kim@example.com";
  body["customer_addr"] = "서울";
  body["customer_postcode"] = "06018";
  return body;
}

TEST_CASE("customer: the reply has every documented key, in the recorded order",
          "[api][customer]") {
  TestApi api;
  const TestReply reply = api.Post(kKim, CustomerBody());
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetShape(reply.response()) ==
        Strings{"card_code string",         "card_issuer_code null", "card_issuer_name null",
                "card_name string",         "card_number string",    "card_publisher_code null",
                "card_publisher_name null", "card_type integer",     "customer_addr string",
                "customer_email string",    "customer_id string",    "customer_name string",
                "customer_postcode string", "customer_tel string",   "customer_uid string",
                "inserted integer",         "pg_id string",          "pg_provider string",
                "sandbox boolean",          "updated integer"});
}

TEST_CASE("customer: the reply has the values sent, with the card masked", "[api][customer]") {
  TestApi api;
  const Json customer = api.Post(kKim, CustomerBody()).response();
  CHECK(customer["customer_uid"] == "kim");
  CHECK(customer["customer_name"] == "김영희");
  CHECK(customer["customer_tel"] == "010-1234-5678");
  CHECK(customer["customer_email"] == "kim@example.com");
  CHECK(customer["customer_addr"] == "서울");
  CHECK(customer["customer_postcode"] == "06018");
  CHECK(customer["card_number"] == "12341234****1234");
  CHECK(customer["pg_provider"] == "nice");
  CHECK(customer["pg_id"] == "nictest04m");
  CHECK(customer["inserted"] == ToUnixSeconds(Start()));
  CHECK(customer["updated"] == customer["inserted"]);
}

TEST_CASE("customer: values not sent are null", "[api][customer]") {
  TestApi api;
  const Json customer = api.Post(kKim, CardBody()).response();
  for (const char* key :
       {"customer_name", "customer_tel", "customer_email", "customer_addr", "customer_postcode"}) {
    CAPTURE(key);
    CHECK(customer[key].is_null());
  }
}

TEST_CASE("customer: GET returns the same object as POST", "[api][customer]") {
  TestApi api;
  const TestReply issued = api.Post(kKim, CustomerBody());
  CHECK(api.Get(kKim).json == issued.json);
  CHECK(api.Get("/subscribe/customers/kim/").json == issued.json);
}

TEST_CASE("customer: issuing again keeps the first issue date and replaces the rest",
          "[api][customer]") {
  TestApi api;
  api.Post(kKim, CustomerBody());
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  Json body = CardBody("5570-4212-3456-7890");
  body["pg"] = "kcp";
  const Json again = api.Post(kKim, body).response();
  CHECK(again["inserted"] == ToUnixSeconds(Start()));
  CHECK(again["updated"] == ToUnixSeconds(Start()) + 86'400);
  CHECK(again["card_number"] == "5570420000007890");
  CHECK(again["card_name"] == "KB국민카드");
  CHECK(again["pg_provider"] == "kcp");
  CHECK(again["customer_name"].is_null());
}

TEST_CASE("customer: checks run in order and change nothing", "[api][customer]") {
  TestApi api;
  CheckErrorOrder(
      api, kKim,
      {
          {R"({"channel_key": "nowhere"})", R"x(200 1 ["card_number"] 파라메터는 필수입니다.)x"},
          {R"({"card_number": "1111-1111-1111-1111"})",
           R"x(200 1 ["expiry"] 파라메터는 필수입니다.)x"},
          {R"({"expiry": "12/30"})", "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
          {R"({"channel_key": null})",
           "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. "
           "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
          {R"({"card_number": "4092-0230-1234-1234"})",
           "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. [F113]카드번호오류"},
          {R"({"card_number": "1234-1234-1234-1234"})",
           "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. [F113]유효기간오류"},
          {R"({"expiry": "2019-01"})", "200 0"},
      });
}

TEST_CASE("customer: KCP has its own texts for the same cards", "[api][customer]") {
  TestApi api;
  CheckErrorOrder(
      api, kKim,
      {
          {R"({"pg": "kcp", "card_number": "1111-1111-1111-1111", "expiry": "2030-12"})",
           "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. [CC14]카드번호 오류"},
          {R"({"card_number": "4092-0230-1234-1234"})",
           "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. [CC14]카드번호 오류"},
          {R"({"card_number": "4000-0000-0000-0341"})", "200 0"},
      });
}

TEST_CASE("customer: KCP without a batch group issues no key", "[api][customer]") {
  engine::Setup setup = testing::StandardSetup();
  for (Channel& channel : setup.merchant.channels) {
    if (channel.pg.text == "kcp") channel.settings["batch_group_id"] = "";
  }
  TestApi api(setup);
  Json body = CardBody();
  body["pg"] = "kcp";
  CHECK(Summary(api.Post(kKim, body)) ==
        "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. "
        "[5209][배치빌] 존재하지않는(사용불가) GROUP_ID");
}

TEST_CASE("customer: a refused second issue keeps the first key", "[api][customer]") {
  TestApi api;
  const TestReply issued = api.Post(kKim, CustomerBody());
  CHECK(api.Post(kKim, CardBody("1111-1111-1111-1111")).code() == -1);
  CHECK(api.Get(kKim).json == issued.json);
}

TEST_CASE("customer: without a channel the default one is used", "[api][customer]") {
  TestApi api;
  const auto [patch, pg] = GENERATE(table<std::string, std::string>({
      {R"({})", "nice"},
      {R"({"channel_key": null, "pg": ""})", "nice"},
      {R"({"pg": "nice"})", "nice"},
      {R"({"pg": "kcp"})", "kcp"},
      {R"({"pg": "kcp.T0000"})", "kcp"},
      {R"({"pg": "kcp.ANOTHER"})", "kcp"},
      {R"({"channel_key": "channel-key-kcp", "pg": "nice"})", "kcp"},
  }));
  CAPTURE(patch);
  Json body = CardBody();
  body.merge_patch(Json::parse(patch));
  CHECK(api.Post(kKim, body).response()["pg_provider"] == pg);
}

TEST_CASE("customer: an unknown customer_uid is refused with status 200", "[api][customer]") {
  TestApi api;
  CHECK(Summary(api.Get(kKim)) ==
        "200 1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  CHECK(Summary(api.Delete(kKim)) ==
        "200 1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
}

TEST_CASE("customer: with unknown_customer not_found, an unknown customer_uid is 404",
          "[api][customer]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.unknown_customer = UnknownCustomer::kNotFound;
  TestApi api(setup);
  CHECK(Summary(api.Get(kKim)) ==
        "404 -1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  CHECK(Summary(api.Delete(kKim)) ==
        "404 -1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
}

TEST_CASE("customer: DELETE returns the deleted key, which then no longer exists",
          "[api][customer]") {
  TestApi api;
  const TestReply issued = api.Post(kKim, CustomerBody());
  CHECK(api.Delete("/subscribe/customers/kim?reason=moved&extra[requester]=admin").json ==
        issued.json);
  CHECK(api.Delete(kKim).code() == 1);
  CHECK(Summary(api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1"))) ==
        "200 1 등록되지 않은 구매자입니다.");
}

TEST_CASE("customer: a DELETE with a form as its body is accepted", "[api][customer]") {
  TestApi api;
  api.Post(kKim, CustomerBody());
  const TestReply reply = api.Send(
      {"DELETE",
       kKim,
       {{"Authorization", api.GetToken()}, {"Content-Type", "application/x-www-form-urlencoded"}},
       "reason=moved"});
  CHECK(Summary(reply) == "200 0");
}

TEST_CASE("customer: any customer_uid that a URL can carry is accepted", "[api][customer]") {
  TestApi api;
  const auto [encoded, name] = GENERATE(table<std::string, std::string>({
      {"kim%40example.com", "kim@example.com"},
      {"kim@example.com", "kim@example.com"},
      {"%EA%B9%80", "김"},
      {"a%2Fb", "a/b"},
      {"a%20b", "a b"},
      {"a+b", "a+b"},
      {"..", ".."},
      {"%25", "%"},
      {"%3Fx%3D1", "?x=1"},
  }));
  CAPTURE(encoded);
  const TestReply issued = api.Post("/subscribe/customers/" + encoded, CardBody());
  CHECK(issued.response()["customer_uid"] == name);
  CHECK(api.Get("/subscribe/customers/" + encoded).json == issued.json);
}

TEST_CASE("customer: a customer_uid of more than 80 characters is refused", "[api][customer]") {
  TestApi api;
  std::string korean;
  for (int i = 0; i < 80; ++i)
    korean += "%EA%B9%80";
  CHECK(Summary(api.Post("/subscribe/customers/" + korean, CardBody())) == "200 0");
  CHECK(Summary(api.Post("/subscribe/customers/" + korean + "a", CardBody())) ==
        "200 1 customer_uid 파라메터는 최대 80자까지 가능합니다.");
}

TEST_CASE("customer: long descriptions are truncated", "[api][customer]") {
  TestApi api;
  Json body = CardBody();
  body["customer_name"] = std::string(30, 'n');
  body["customer_postcode"] = "123456789";
  const Json customer = api.Post(kKim, body).response();
  CHECK(customer["customer_name"] == std::string(20, 'n'));
  CHECK(customer["customer_postcode"] == "12345678");
}

TEST_CASE("customer: a card number without dashes is the same card", "[api][customer]") {
  TestApi api;
  const std::string card = GENERATE("1234123412341234", "1234 1234 1234 1234");
  CHECK(api.Post(kKim, CardBody(card)).response()["card_number"] == "12341234****1234");
}

}  // namespace
}  // namespace portone
