// SPDX-License-Identifier: MIT
// Requests that public programs send although the reference does not document them: accepted by
// default, refused by a switch.
#include <algorithm>
#include <set>
#include <string>

#include "domain/calendar.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

engine::Setup MakeRefusingSetup() {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.undocumented_requests = UndocumentedRequests::kRefuse;
  return setup;
}

engine::Setup SetupWithLongUids(LongMerchantUid rule) {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.long_merchant_uid = rule;
  return setup;
}

TestReply SendBody(TestApi& api, std::string method, std::string target, std::string body) {
  return api.Send({std::move(method),
                   std::move(target),
                   {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}},
                   std::move(body)});
}

Json Pay(TestApi& api, std::string_view merchant_uid) {
  return api.Post("/subscribe/payments/onetime", testing::OnetimeBody(merchant_uid)).response();
}

/// The warnings of the journal's last entry.
Json ReadLastWarnings(TestApi& api) {
  return api.Control("GET", "/journal").json.at("entries").back().at("warnings");
}

TEST_CASE("undocumented: a lookup with POST is answered like one with GET", "[api][undocumented]") {
  TestApi api;
  const std::string imp_uid = Pay(api, "o-1").at("imp_uid");
  api.Post("/payments/prepare", {{"merchant_uid", "p-1"}, {"amount", 5}});
  const std::string target = GENERATE(
      as<std::string>(), "/payments/UID", "/payments/find/o-1", "/payments/find/o-1/paid",
      "/payments/findAll/o-1", "/payments/findAll/o-1/paid", "/payments/status/paid",
      "/payments/status/all?limit=1", "/payments?merchant_uid[]=o-1", "/payments/prepare/p-1",
      "/payments/find/nowhere", "/vbanks/holder?bank_code=004&bank_num=12345678901");
  const std::size_t at = target.find("UID");
  const std::string path = at == std::string::npos ? target : "/payments/" + imp_uid;
  CAPTURE(path);
  const TestReply with_get = api.Get(path);
  const TestReply with_post = SendBody(api, "POST", path, "");
  CHECK(with_post.text == with_get.text);
  CHECK(with_post.status == with_get.status);
  CHECK(with_get.status == (path == "/payments/find/nowhere" ? 404 : 200));
}

TEST_CASE("undocumented: a lookup with POST reads its parameters from the body",
          "[api][undocumented]") {
  TestApi api;
  Pay(api, "o-1");
  Pay(api, "o-2");
  const TestReply page = api.Post("/payments/status/paid", {{"limit", 1}, {"page", 2}});
  CHECK(page.response().at("list").size() == 1);
  CHECK(page.response().at("list")[0].at("merchant_uid") == "o-1");
}

TEST_CASE("undocumented: the switch refuses calls that only clients use", "[api][undocumented]") {
  TestApi api(MakeRefusingSetup());
  Pay(api, "o-1");
  const TestReply find = SendBody(api, "POST", "/payments/find/o-1", "");
  CHECK(Summary(find) == "405 -1 지원되지 않는 HTTP method입니다. (POST /payments/find/o-1)");
  CHECK(find.Header("Allow") == "GET, HEAD");
  CHECK(Summary(SendBody(api, "POST", "/payments/status/paid", "")).starts_with("405 -1"));
  CHECK(Summary(SendBody(api, "POST", "/payments", "")).starts_with("405 -1"));
  CHECK(api.Get("/vbanks/holder?bank_code=004&bank_num=12345678901").status == 405);
  CHECK(Summary(api.Post("/subscribe/payments/foreign", testing::OnetimeBody("f-1"))) ==
        "404 -1 존재하지 않는 API입니다. (POST /subscribe/payments/foreign)");
  CHECK(api.Get("/payments/find/f-1").status == 404);
  CHECK(Summary(SendBody(api, "POST", "/payments/cancel", "[]")).starts_with("400 -1"));
  CHECK(Summary(SendBody(api, "GET", "/payments/find/o-1", "[]")).starts_with("400 -1"));
  CHECK(Summary(api.Get("/payments/status/paid?page=0")).starts_with("400 -1 page"));
  CHECK(Summary(api.Get("/payments/status/paid?from=1.5")).starts_with("400 -1 from"));
  CHECK(Summary(api.Get("/subscribe/payments/schedule/customers/kim?schedule_from=1&schedule_to=2"))
            .starts_with("400 -1 from"));
}

TEST_CASE("undocumented: a method that nobody uses is still refused", "[api][undocumented]") {
  TestApi api;
  CHECK(SendBody(api, "PUT", "/payments/find/o-1", "{}").status == 405);
  CHECK(SendBody(api, "POST", "/payments/imp_1/balance", "{}").status == 405);
  CHECK(SendBody(api, "POST", "/banks", "{}").status == 405);
}

TEST_CASE("undocumented: an empty array and null are a body without parameters",
          "[api][undocumented]") {
  TestApi api;
  const std::string body = GENERATE(as<std::string>(), "[]", "null", " [ ] ");
  CAPTURE(body);
  CHECK(Summary(SendBody(api, "POST", "/payments/cancel", body)) ==
        Summary(SendBody(api, "POST", "/payments/cancel", "{}")));
  CHECK(Summary(SendBody(api, "POST", "/payments/cancel", R"([{"imp_uid":"x"}])"))
            .starts_with("400 -1 요청 본문을 해석할 수 없습니다."));
  CHECK(Summary(SendBody(api, "POST", "/users/getToken", body)).starts_with("400 -1 imp_key"));
}

TEST_CASE("undocumented: GET and DELETE ignore a body that cannot be read", "[api][undocumented]") {
  TestApi api;
  Pay(api, "o-1");
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const std::string body = GENERATE(as<std::string>(), "[]", "null", "{", "no JSON", "[1]", "7");
  CAPTURE(body);
  CHECK(Summary(SendBody(api, "GET", "/payments/find/o-1", body)) == "200 0");
  CHECK(Summary(SendBody(api, "DELETE", "/subscribe/customers/kim", body)) == "200 0");
  CHECK(SendBody(api, "POST", "/payments/cancel", "{").status == 400);
}

TEST_CASE("undocumented: page 0 is the first page", "[api][undocumented]") {
  TestApi api;
  Pay(api, "o-1");
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const std::string target =
      GENERATE(as<std::string>(), "/payments/status/paid?", "/payments/findAll/o-1?",
               "/subscribe/customers/kim/payments?");
  CAPTURE(target);
  CHECK(api.Get(target + "page=0").text == api.Get(target + "page=1").text);
  CHECK(api.Get(target + "page=-1").status == 400);
}

TEST_CASE("undocumented: a fraction of a second is dropped from a time", "[api][undocumented]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const std::int64_t at = ToUnixSeconds(Start() + std::chrono::hours{1});
  Json entry = testing::EntryBody("s-1", Start());
  entry["schedule_at"] = static_cast<double>(at) + 0.75;
  const TestReply scheduled =
      api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry}));
  REQUIRE(Summary(scheduled) == "200 0");
  CHECK(scheduled.response()[0].at("schedule_at") == at);
  CHECK(
      api.Put("/subscribe/payments/schedule/s-1", {{"schedule_at", std::to_string(at + 5) + ".9"}})
          .response()
          .at("schedule_at") == at + 5);

  const TestReply account = api.Post("/vbanks", {{"merchant_uid", "v-1"},
                                                 {"amount", 1000},
                                                 {"vbank_code", "004"},
                                                 {"vbank_due", std::to_string(at) + ".250"},
                                                 {"vbank_holder", "김"},
                                                 {"buyer_name", "김"},
                                                 {"buyer_email", "k@x.kr"},
                                                 {"buyer_tel", "01012345678"},
                                                 {"pg", "settle"}});
  REQUIRE(Summary(account) == "200 0");
  CHECK(account.response().at("vbank_date") == at);
  for (const char* wrong : {"1.", ".5", "1.5.5", "1.x", "-1.5", "1e9"}) {
    CAPTURE(wrong);
    CHECK(api.Get(std::string("/payments/status/all?from=") + wrong).status == 400);
  }
}

TEST_CASE("undocumented: each list of schedules accepts the parameter names of the other",
          "[api][undocumented]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim", {testing::EntryBody("s-1", Start() + testing::kDay)}));
  const std::string from = std::to_string(ToUnixSeconds(Start()));
  const std::string to = std::to_string(ToUnixSeconds(Start() + 2 * testing::kDay));
  const std::string customer = "/subscribe/payments/schedule/customers/kim";
  const TestReply own = api.Get(customer + "?from=" + from + "&to=" + to);
  REQUIRE(own.response().at("total") == 1);
  const std::string java = "schedule_from=" + from + "&schedule_to=" + to;
  CHECK(api.Get(customer + "?" + java).text == own.text);
  CHECK(api.Get(customer + "?" + java + "&schedule_status=revoked").response().at("total") == 0);
  CHECK(api.Get(customer + "?schedule_from=1&from=" + from + "&to=" + to).text == own.text);
  CHECK(api.Get("/subscribe/payments/schedule?from=" + from + "&to=" + to +
                "&schedule-status=scheduled")
            .response()
            .at("total") == 1);
}

TEST_CASE("undocumented: an order number of 41 characters passes with a warning",
          "[api][undocumented]") {
  TestApi api;
  const std::string uid(41, 'x');
  CHECK(Pay(api, uid).at("merchant_uid") == uid);
  CHECK(ReadLastWarnings(api) ==
        Json::array({"merchant_uid has 41 characters; the documented maximum is 40"}));
  CHECK(api.Get("/payments/find/" + uid).response().at("merchant_uid") == uid);
  Pay(api, std::string(40, 'y'));
  CHECK(ReadLastWarnings(api).empty());
  CHECK(api.Post("/payments/prepare", {{"merchant_uid", uid + "p"}, {"amount", 1}}).code() == 0);
  CHECK(ReadLastWarnings(api).size() == 1);
  CHECK(Summary(
            api.Post("/subscribe/payments/onetime", testing::OnetimeBody(std::string(257, 'z')))) ==
        "200 1 merchant_uid 파라메터는 최대 256자까지 가능합니다.");
}

TEST_CASE("undocumented: a long order number causes a warning however it is paid",
          "[api][undocumented]") {
  TestApi api;
  const std::string uid(41, 'x');
  api.Post("/subscribe/customers/kim", testing::CardBody());
  SECTION("by key") {
    CHECK(api.Post("/subscribe/payments/again", testing::AgainBody("kim", uid)).code() == 0);
  }
  SECTION("by schedule") {
    const Json entry = testing::EntryBody(uid, Start() + testing::kDay);
    CHECK(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry})).code() ==
          0);
  }
  SECTION("in the window") {
    const Json checkout{
        {"params", {{"merchant_uid", uid}, {"amount", 1000}, {"pay_method", "card"}}}};
    const Json done = api.Control("POST", "/checkouts", checkout.dump()).json;
    CHECK(done.at("payment").at("merchant_uid") == uid);
  }
  CHECK(ReadLastWarnings(api).dump().find("41 characters") != std::string::npos);
}

TEST_CASE("undocumented: a switch refuses long order numbers", "[api][undocumented]") {
  TestApi api(SetupWithLongUids(LongMerchantUid::kRefuse));
  CHECK(Summary(
            api.Post("/subscribe/payments/onetime", testing::OnetimeBody(std::string(41, 'x')))) ==
        "200 1 merchant_uid 파라메터는 최대 40자까지 가능합니다.");
}

TEST_CASE("undocumented: a switch truncates long order numbers", "[api][undocumented]") {
  TestApi api(SetupWithLongUids(LongMerchantUid::kTruncate));
  const std::string uid = "가" + std::string(300, 'x');
  const std::string cut = "가" + std::string(39, 'x');
  CHECK(Pay(api, uid).at("merchant_uid") == cut);
  CHECK(api.Get("/payments/find/" + std::string(41, 'x')).status == 404);
  const Json checkout{
      {"params", {{"merchant_uid", "w" + uid}, {"amount", 1000}, {"pay_method", "card"}}}};
  CHECK(api.Control("POST", "/checkouts", checkout.dump())
            .json.at("payment")
            .at("merchant_uid")
            .get<std::string>()
            .starts_with("w가xxx"));
}

Json GetHolder(TestApi& api, const std::string& query) {
  return api.Get("/vbanks/holder?" + query).response();
}

TEST_CASE("holders: an account has an owner, always the same", "[api][undocumented]") {
  TestApi api;
  const Json holder = GetHolder(api, "bank_code=004&bank_num=12345678901");
  REQUIRE(holder.size() == 1);
  CHECK_FALSE(holder.at("bank_holder").get<std::string>().empty());
  CHECK(GetHolder(api, "bank_code=04&bank_num=123-456-78901") == holder);
  std::set<std::string> names;
  for (int i = 10; i < 60; ++i) {
    const std::string query = "bank_code=088&bank_num=110123456" + std::to_string(i);
    names.insert(GetHolder(api, query).at("bank_holder").get<std::string>());
  }
  CHECK(names.size() > 4);
}

TEST_CASE("holders: a missing parameter and an unknown account are refused",
          "[api][undocumented]") {
  TestApi api;
  const auto find_holder = [&api](const std::string& query) {
    return Summary(api.Get("/vbanks/holder?" + query));
  };
  CHECK(find_holder("bank_num=12345678901") == "400 -1 bank_code 파라메터가 누락되었습니다.");
  CHECK(find_holder("bank_code=004") == "400 -1 bank_num 파라메터가 누락되었습니다.");
  const std::string unknown =
      "404 -1 계좌정보를 찾을 수 없습니다. 은행코드와 계좌번호를 확인해주세요.";
  for (const char* query :
       {"bank_code=999&bank_num=12345678901", "bank_code=004&bank_num=123456789",
        "bank_code=004&bank_num=12345678901234567", "bank_code=004&bank_num=00000000000"}) {
    CAPTURE(query);
    CHECK(find_holder(query) == unknown);
  }
}

TEST_CASE("holders: an open virtual account has the name that it was issued with",
          "[api][undocumented]") {
  TestApi api;
  const Json account = api.Post("/vbanks", {{"merchant_uid", "v-1"},
                                            {"amount", 1000},
                                            {"vbank_code", "004"},
                                            {"vbank_due", ToUnixSeconds(Start() + testing::kDay)},
                                            {"vbank_holder", "우리상점"},
                                            {"buyer_name", "김"},
                                            {"buyer_email", "k@x.kr"},
                                            {"buyer_tel", "01012345678"},
                                            {"pg", "settle"}})
                           .response();
  const std::string query = "bank_code=004&bank_num=" + account.at("vbank_num").get<std::string>();
  CHECK(GetHolder(api, query).at("bank_holder") == "우리상점");
  api.Delete("/vbanks/" + account.at("imp_uid").get<std::string>());
  CHECK(GetHolder(api, query).at("bank_holder") != "우리상점");
}

TEST_CASE("foreign: a card issued abroad is charged with its number and expiry alone",
          "[api][undocumented]") {
  engine::Setup setup = testing::StandardSetup();
  for (Channel& channel : setup.merchant.channels)
    if (channel.pg.text == "nice") channel.settings["card_fields"] = "birth";
  TestApi api(setup);
  const Json body{{"merchant_uid", "f-1"},
                  {"amount", 1004},
                  {"pg", "nice"},
                  {"card_number", testing::kGoodCardDashed},
                  {"expiry", "2030-12"}};
  CHECK(Summary(api.Post("/subscribe/payments/onetime", body)).starts_with("200 -1"));
  const TestReply paid = api.Post("/subscribe/payments/foreign/", body);
  REQUIRE(Summary(paid) == "200 0");
  CHECK(paid.response().at("status") == "paid");
  CHECK(api.Get("/payments/find/f-1").response() == paid.response());
  CHECK(Summary(api.Post("/subscribe/payments/foreign", {{"merchant_uid", "f-2"}, {"amount", 1}}))
            .starts_with(R"(200 1 ["card_number"])"));
}

TEST_CASE("kakao orders: lists a day's payments at KakaoPay, with KakaoPay's own keys",
          "[api][undocumented]") {
  TestApi api;
  const auto pay = [&api](const std::string& merchant_uid, const std::string& pg) {
    const Json checkout{{"params",
                         {{"merchant_uid", merchant_uid},
                          {"pg", pg},
                          {"amount", 9'900},
                          {"name", "커피"},
                          {"pay_method", "card"}}}};
    return api.Control("POST", "/checkouts", checkout.dump()).json.at("payment");
  };
  const Json first = pay("k-1", "kakaopay");
  pay("n-1", "nice");
  api.Post("/payments/cancel", {{"merchant_uid", "k-1"}, {"amount", 900}});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  pay("k-2", "kakaopay");

  const std::string day = FormatKoreanDigits(Start()).substr(0, 8);
  const TestReply reply = api.Get("/kakao/payment/orders?payment_request_date=" + day);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response().at("page").dump() ==
        R"({"current_page":1,"current_size":1,"first":true,"last":true,"total_pages":1,)"
        R"("total_size":1})");
  CHECK(reply.response().at("payment_request_date") == day);
  CHECK(reply.response().at("cid") == first.at("pg_id"));
  const Json order = reply.response().at("orders").at(0);
  CHECK(order.at("tid") == first.at("pg_tid"));
  CHECK(order.at("partner_order_id") == first.at("imp_uid"));
  CHECK(order.at("partner_user_id") == first.at("imp_uid"));
  CHECK(order.at("status") == "PART_CANCEL_PAYMENT");
  CHECK(order.at("amount").at("total") == 9'900);
  CHECK(order.at("canceled_amount").at("total") == 900);
  CHECK(order.at("cancel_available_amount").at("total") == 9'000);
  CHECK(order.at("payment_action_details").size() == 2);
  CHECK(api.Get("/kakao/payment/orders?page=2&payment_request_date=" + day).status == 400);
  CHECK(api.Get("/kakao/payment/orders?cid=OTHER&payment_request_date=" + day)
            .response()
            .at("orders")
            .empty());
}

TEST_CASE("kakao orders: the date is required and must be valid", "[api][undocumented]") {
  TestApi api;
  CHECK(Summary(api.Get("/kakao/payment/orders")).starts_with("400 -1 payment_request_date"));
  for (const char* wrong : {"2022-10-17", "20221301", "2022101", "today"}) {
    CAPTURE(wrong);
    CHECK(Summary(api.Get(std::string("/kakao/payment/orders?payment_request_date=") + wrong)) ==
          "400 -1 payment_request_date 파라메터가 올바르지 않습니다. (YYYYMMDD 형식이어야 합니다)");
  }
  engine::Setup setup = testing::StandardSetup();
  std::erase_if(setup.merchant.channels,
                [](const Channel& channel) { return channel.pg.text == "kakaopay"; });
  TestApi without(setup);
  CHECK(Summary(without.Get("/kakao/payment/orders?payment_request_date=20221017"))
            .starts_with("200 1"));
}

TEST_CASE("tiers: an old client adds, renames and removes a sub-merchant", "[api][undocumented]") {
  TestApi api;
  CHECK(api.Post("/tiers/AB1", {{"tier_name", "강남점"}}).response().dump() ==
        R"({"tier_code":"AB1","tier_name":"강남점"})");
  CHECK(Summary(api.Post("/tiers/AB1", {{"tier_name", "강남점"}})) ==
        "200 1 이미 존재하는 tier_code입니다. (AB1)");
  CHECK(Summary(api.Post("/tiers/AB2", {{"tier_name", std::string(81, 'x')}})) ==
        "200 1 tier_name 파라메터는 최대 80자까지 가능합니다.");
  CHECK(api.Put("/tiers/AB1", {{"tier_name", "부산점"}}).response().at("tier_name") == "부산점");
  api.headers = {{"Tier", "AB1"}};
  Pay(api, "o-1");
  CHECK(api.Get("/payments/find/o-1").status == 200);
  api.headers.clear();
  CHECK(api.Get("/payments/find/o-1").status == 404);
  CHECK(api.Delete("/tiers/AB1").response().at("tier_name") == "부산점");
  CHECK(api.Get("/tiers/AB1").status == 404);
  CHECK(api.Put("/tiers/AB1", {{"tier_name", "x"}}).status == 404);
  CHECK(api.Delete("/tiers/AB1").status == 404);
  CHECK(Summary(api.Post("/tiers/ab1", {{"tier_name", "x"}})).starts_with("400 -1 tier_code"));
  CHECK(Summary(api.Post("/tiers/AB1", Json::object())).starts_with("400 -1 tier_name"));
}

}  // namespace
}  // namespace portone
