// SPDX-License-Identifier: MIT
// Deliveries of escrow payments: what is read, what each gateway requires, what is refused in which
// order, and what Inicis posts about them.
#include <string>
#include <vector>

#include "support/injected_faults.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr std::int64_t kSentAt = 1'706'659'200;

Json Person(const std::string& name) {
  return {{"name", name},
          {"tel", "010-1234-5678"},
          {"addr", "서울시 강남구 삼성동 📦"},
          {"postcode", "15411"}};
}

Json Body(const Json& more = Json::object()) {
  Json body{{"sender", Person("홍길동")},
            {"receiver", Person("김길동 😀")},
            {"logis", {{"company", "CJGLS"}, {"invoice", "123456"}, {"sent_at", kSentAt}}}};
  body.merge_patch(more);
  return body;
}

std::string Pay(TestApi& api, std::string_view pg = "html5_inicis",
                const Json& more = Json::object()) {
  Json all{{"escrow", true}, {"pay_method", "card"}};
  all.update(more);
  return testing::PayInWindow(api, testing::WindowParams(pg, "order-1", all));
}

TEST_CASE("escrow: a delivery is registered, changed and returned", "[api][escrow]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string path = "/escrows/logis/" + Pay(api);
  const Json registered{{"company", "CJGLS"},
                        {"invoice", "123456"},
                        {"sent_at", kSentAt},
                        {"applied_at", ToUnixSeconds(testing::Start())}};
  CHECK(api.Post(path, Body()).response() == registered);
  CHECK(api.Get(path).response() == registered);
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const TestReply changed =
      api.Put(path, Body({{"logis", {{"company", "LOGEN"}, {"invoice", "송장 7 🎁"}}}}));
  CHECK(changed.response() == Json{{"company", "KGB"},
                                   {"invoice", "송장 7 🎁"},
                                   {"sent_at", kSentAt},
                                   {"applied_at", ToUnixSeconds(testing::Start()) + 3'600}});
  CHECK(api.Get(path).response() == changed.response());
}

TEST_CASE("escrow: a form registers what JSON registers", "[api][escrow]") {
  TestApi json;
  TestApi form;
  const std::string path = "/escrows/logis/" + Pay(json);
  REQUIRE(path == "/escrows/logis/" + Pay(form));
  CHECK(json.Post(path, Body()).text == form.PostForm(path, testing::EncodeForm(Body())).text);
  CHECK(json.Describe() == form.Describe());
  CHECK(form.Describe().find("receiver.name=김길동 😀") != std::string::npos);
}

TEST_CASE("escrow: carriers have codes, and an unknown one is ETC", "[api][escrow]") {
  const auto [company, kept] = GENERATE(table<std::string, std::string>({
      {"HYUNDAI", "HYUNDAI"},
      {"HDEXP", "HDEXP"},
      {"CVSNET", "CVSNET"},
      {"KOREX", "CJGLS"},
      {"LOGEN", "KGB"},
      {"ETC", "ETC"},
      {"시옷", "ETC"},
      {"cjgls", "ETC"},
      {"🚚", "ETC"},
  }));
  TestApi api;
  const std::string path = "/escrows/logis/" + Pay(api);
  CHECK(api.Post(path, Body({{"logis", {{"company", company}}}})).response()["company"] == kept);
}

TEST_CASE("escrow: checks of a delivery run in order", "[api][escrow]") {
  TestApi api;
  const std::string imp_uid = Pay(api);
  REQUIRE(Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}})) == "200 0");
  Json body = Json::object();
  const auto repair = [&](const char* patch) {
    body.merge_patch(Json::parse(patch));
    const std::string before = api.Describe();
    const std::string outcome = Summary(api.Post("/escrows/logis/imp_1", body));
    CHECK(api.Describe() == before);
    return outcome;
  };
  CHECK(repair("{}") == "400 -1 sender 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"sender": "me"})") ==
        "400 -1 sender 파라메터가 올바르지 않습니다. (객체여야 합니다)");
  CHECK(repair(R"({"sender": {"name": ["a"]}})") ==
        "400 -1 sender.name 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)");
  CHECK(repair(R"({"sender": {"name": "a", "formed_address": 7}})") ==
        "400 -1 sender.formed_address 파라메터가 올바르지 않습니다. (객체여야 합니다)");
  CHECK(repair(R"({"sender": {"formed_address": null}})") ==
        "400 -1 receiver 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"receiver": {"name": "b"}})") == "400 -1 logis 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"logis": {"company": ""}})") ==
        "400 -1 logis.company 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"logis": {"company": "EPOST"}})") ==
        "400 -1 logis.invoice 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"logis": {"invoice": "1"}})") ==
        "400 -1 logis.sent_at 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"logis": {"sent_at": 1706659200000}})") ==
        "400 -1 logis.sent_at 파라메터가 올바르지 않습니다. (초 단위여야 합니다. 밀리초를 보내지 "
        "않았는지 확인해주세요)");
  CHECK(repair(R"({"logis": {"sent_at": 1706659200, "receiving_at": "2024-01-31"}})") ==
        "400 -1 logis.receiving_at 파라메터가 올바르지 않습니다. (YYYYMMDD 형식이어야 합니다)");
  CHECK(repair(R"({"logis": {"receiving_at": null}, "products": {"id": 1}})") ==
        "400 -1 products 파라메터가 올바르지 않습니다. (배열이어야 합니다)");
  CHECK(repair(R"({"products": [{"id": "p", "name": "n"}]})") ==
        "400 -1 products[0].amount 파라메터가 누락되었습니다.");
  CHECK(repair(R"({"products": [{"id": "p", "name": "n", "amount": 1, "quantity": 0}]})") ==
        "400 -1 products[0].quantity 파라메터가 올바르지 않습니다. (1 이상 1000000000 이하여야 "
        "합니다)");
  CHECK(repair(R"({"products": null, "send_email": "maybe"})") ==
        "400 -1 send_email 파라메터가 올바르지 않습니다. (true 또는 false여야 합니다)");
  CHECK(repair(R"({"send_email": false})") == "404 -1 존재하지 않는 결제정보입니다.");
  const std::string path = "/escrows/logis/" + imp_uid;
  CHECK(Summary(api.Post(path, body)) == "400 -1 sender.tel 파라메터가 누락되었습니다.");
  CHECK(Summary(api.Post(path, Body())) == "409 -1 해당거래건은 배송정보를 등록할 수 없습니다.");
}

TEST_CASE("escrow: at most a hundred products are read", "[api][escrow]") {
  TestApi api;
  const std::string path = "/escrows/logis/" + Pay(api);
  Json body = Body();
  body["products"] = Json(101, {{"id", "p"}, {"name", "양말"}, {"amount", 1}});
  CHECK(Summary(api.Post(path, body)) ==
        "400 -1 products 파라메터가 올바르지 않습니다. (100개까지 가능합니다)");
  body["products"].erase(100);
  CHECK(Summary(api.Post(path, body)) == "200 0");
}

TEST_CASE("escrow: each gateway requires its own parameters", "[api][escrow]") {
  const auto [pg, parameter] = GENERATE(table<std::string, std::string>({
      {"html5_inicis", "sender.name"},
      {"html5_inicis", "receiver.postcode"},
      {"smartro_v2", "sender.formed_address.address_line_1"},
      {"daou", "sender.relationship"},
      {"daou", "logis.receiving_at"},
      {"daou", "logis.address"},
      {"welcome", "products"},
  }));
  CAPTURE(pg, parameter);
  TestApi api;
  const std::string path = "/escrows/logis/" + Pay(api, pg, {{"merchant_uid", "order1"}});
  const Json address{{"address_line_1", "1"}, {"address_line_2", "2"}};
  const Json complete = Body({{"sender", {{"relationship", "본인"}, {"formed_address", address}}},
                              {"receiver", {{"formed_address", address}}},
                              {"logis", {{"receiving_at", "20240215"}, {"address", "성수이로"}}},
                              {"products", {{{"id", "1"}, {"name", "n"}, {"amount", "100"}}}}});
  Json without = complete;
  Json* owner = &without;
  std::string name = parameter;
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.')) {
    owner = &(*owner)[name.substr(0, dot)];
    name = name.substr(dot + 1);
  }
  owner->erase(name);
  CHECK(Summary(api.Post(path, without)) == "400 -1 " + parameter + " 파라메터가 누락되었습니다.");
  CHECK(Summary(api.Post(path, complete)) == "200 0");
}

TEST_CASE("escrow: gateways without deliveries, or without changes, refuse them", "[api][escrow]") {
  const auto [pg, takes, changes] = GENERATE(table<std::string, bool, bool>({
      {"html5_inicis", true, true},
      {"kcp", true, true},
      {"ksnet", true, true},
      {"nice_v2", true, false},
      {"nice", false, false},
      {"tosspayments", false, false},
  }));
  CAPTURE(pg);
  TestApi api;
  const std::string path = "/escrows/logis/" + Pay(api, pg);
  const std::string refusal = "400 -1 현재 지원되지 않는 PG사입니다.";
  CHECK(Summary(api.Post(path, Body())) == (takes ? "200 0" : refusal));
  CHECK(Summary(api.Get(path)) == (takes ? "200 0" : refusal));
  CHECK(Summary(api.Put(path, Body())) == (changes ? "200 0" : refusal));
}

TEST_CASE("escrow: another method is not allowed", "[api][escrow]") {
  TestApi api;
  CHECK(api.Delete("/escrows/logis/imp_1").status == 405);
}

TEST_CASE("escrow: a payment that was cancelled in part may still be delivered", "[api][escrow]") {
  TestApi api;
  const std::string imp_uid = Pay(api);
  REQUIRE(Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}, {"amount", 1'000}})) ==
          "200 0");
  CHECK(Summary(api.Post("/escrows/logis/" + imp_uid, Body())) == "200 0");
  REQUIRE(Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}, {"amount", 1'000}})) ==
          "200 0");
  CHECK(api.Control("GET", "/escrows").json["escrows"][0]["status"] == "registered");
  REQUIRE(Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}})) == "200 0");
  CHECK(api.Control("GET", "/escrows").json["escrows"][0]["status"] == "cancelled");
}

TEST_CASE("escrow: a gateway that fails leaves no delivery", "[api][escrow][fault]") {
  TestApi api;
  const std::string path = "/escrows/logis/" + Pay(api);
  testing::AddFault(api, R"({"when": {"operation": "other_gateway_call", "path": "/escrows/*",
      "pg": "html5_inicis", "merchant_uid": "order-1"}, "times": 2,
      "then": {"decline": {"code": "99", "message": "점검 중입니다"}}})");
  CHECK(Summary(api.Post(path, Body())) == "500 -1 [99] 점검 중입니다");
  CHECK(api.Get(path).status == 409);
  CHECK(Summary(api.Post(path, Body())) == "500 -1 [99] 점검 중입니다");
  CHECK(Summary(api.Post(path, Body())) == "200 0");
}

/// The bodies of the webhooks that were posted, after the first.
std::vector<std::string> SettleAndGetLaterBodies(TestApi& api) {
  api.Control("POST", "/settle");
  std::vector<std::string> bodies = api.sender.bodies();
  bodies.erase(bodies.begin());
  return bodies;
}

TEST_CASE("escrow: Inicis posts each status of a delivery", "[api][escrow][webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string imp_uid = Pay(api);
  const auto decide = [&](const Json& more) {
    Json body{{"merchant_uid", "order-1"}};
    body.update(more);
    REQUIRE(api.Control("POST", "/actions/escrow", body.dump()).status == 200);
  };
  REQUIRE(Summary(api.Post("/escrows/logis/" + imp_uid, Body())) == "200 0");
  REQUIRE(Summary(api.Put("/escrows/logis/" + imp_uid, Body())) == "200 0");
  decide({{"decision", "deny"}, {"reason", "색이 달라요 🎨"}});
  decide({{"decision", "confirm_denial"}});
  const std::string now = std::to_string(ToUnixSeconds(testing::Start()));
  const std::string head = R"({"event":"Inicis.Escrow.Changed","imp_uid":")" + imp_uid +
                           R"(","merchant_uid":"order-1","status":"paid","extra":)";
  CHECK(SettleAndGetLaterBodies(api) ==
        std::vector<std::string>{head + R"({"escrow_status":"2","changed_at":)" + now + "}}",
                                 head + R"({"escrow_status":"4","changed_at":)" + now +
                                     R"(,"denied_reason":"색이 달라요 🎨"}})",
                                 head + R"({"escrow_status":"10","changed_at":)" + now +
                                     R"(,"denied_reason":"색이 달라요 🎨"}})"});
}

TEST_CASE("escrow: each decision has its number", "[api][escrow][webhook]") {
  const auto [decision, number] = GENERATE(table<std::string, std::string>(
      {{"confirm", "3"}, {"auto_confirm", "31"}, {"force_confirm", "32"}, {"deny", "4"}}));
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string imp_uid = Pay(api);
  REQUIRE(Summary(api.Post("/escrows/logis/" + imp_uid, Body())) == "200 0");
  REQUIRE(api.Control("POST", "/actions/escrow",
                      Json{{"imp_uid", imp_uid}, {"decision", decision}}.dump())
              .status == 200);
  CHECK(Json::parse(SettleAndGetLaterBodies(api).back())["extra"]["escrow_status"] == number);
}

TEST_CASE("escrow: a cancellation sends its own webhook, then that of the delivery",
          "[api][escrow][webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string imp_uid = Pay(api);
  REQUIRE(Summary(api.Post("/escrows/logis/" + imp_uid, Body())) == "200 0");
  REQUIRE(api.Control("POST", "/actions/cancel", Json{{"imp_uid", imp_uid}}.dump()).status == 200);
  const std::vector<std::string> bodies = SettleAndGetLaterBodies(api);
  REQUIRE(bodies.size() == 3);
  CHECK(Json::parse(bodies[1]).contains("cancellation_id"));
  CHECK(Json::parse(bodies[2])["status"] == "cancelled");
  CHECK(Json::parse(bodies[2])["extra"]["escrow_status"] == "8");
}

TEST_CASE("escrow: other gateways post nothing", "[api][escrow][webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string imp_uid = Pay(api, "kcp");
  REQUIRE(Summary(api.Post("/escrows/logis/" + imp_uid, Body())) == "200 0");
  CHECK(SettleAndGetLaterBodies(api).empty());
}

TEST_CASE("escrow: a form webhook has its extra fields in brackets", "[api][escrow][webhook]") {
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.merchant.webhook.format = WebhookFormat::kForm;
  TestApi api(setup);
  const std::string imp_uid = Pay(api);
  REQUIRE(Summary(api.Post("/escrows/logis/" + imp_uid, Body())) == "200 0");
  CHECK(SettleAndGetLaterBodies(api).back() ==
        "event=Inicis.Escrow.Changed&imp_uid=" + imp_uid +
            "&merchant_uid=order-1&status=paid"
            "&extra%5Bescrow_status%5D=2&extra%5Bchanged_at%5D=" +
            std::to_string(ToUnixSeconds(testing::Start())));
}

TEST_CASE("escrow: a decision that cannot be read names its parameter", "[control][escrow]") {
  TestApi api;
  const auto decide = [&](const char* body) {
    return ControlSummary(api.Control("POST", "/actions/escrow", body));
  };
  CHECK(decide(R"({"decision": "confirm"})") ==
        "400 invalid_parameter imp_uid imp_uid: give \"imp_uid\" or \"merchant_uid\"");
  CHECK(decide(R"({"imp_uid": "imp_1"})") == "400 invalid_parameter decision decision: is missing");
  CHECK(decide(R"({"imp_uid": "imp_1", "decision": "confirm", "reason": "x"})") ==
        "400 invalid_parameter reason reason: applies only to the decision \"deny\"");
  CHECK(decide(R"({"imp_uid": "imp_1", "decision": "confirm"})") ==
        "409 conflict - 존재하지 않는 결제정보입니다.");
}

}  // namespace
}  // namespace portone
