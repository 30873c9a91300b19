// SPDX-License-Identifier: MIT
// NICE's window: what it accepts, how it is called, how it replies.
#include "gateways/nice_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::string UnsupportedText(std::string_view pay_method) {
  return "no window: 지원되지 않는 결제수단입니다. (nice : " + std::string(pay_method) + ")";
}

Json DollarParams(Json patch = Json::object()) {
  patch["currency"] = "USD";
  patch["amount"] = 12.5;
  return patch;
}

TEST_CASE("NI1: the window accepts card, trans, vbank, phone and kakaopay and nothing else",
          "[gateway][nice]") {
  const auto [pay_method, outcome] = GENERATE(table<std::string, std::string>({
      {"card", "paid"},
      {"trans", "paid"},
      {"vbank", "ready"},
      {"phone", "paid"},
      {"kakaopay", "paid"},
      {"samsung", UnsupportedText("samsung")},
      {"payco", UnsupportedText("payco")},
      {"cash", UnsupportedText("cash")},
  }));
  TestApi api;
  const TestReply reply = OpenNice(api, {{"pay_method", pay_method}});
  CHECK(GetWindowOutcome(reply) == outcome);
  if (outcome.starts_with("no")) {
    CHECK(api.Get("/payments/find/o-1").status == 404);
  } else {
    const bool is_wallet = pay_method == "kakaopay";
    CHECK(reply.json["payment"]["pay_method"] == (is_wallet ? "card" : pay_method));
    CHECK(reply.json["payment"]["emb_pg_provider"] == (is_wallet ? Json(pay_method) : Json()));
    CHECK(reply.json["payment"]["pg_provider"] == "nice");
  }
}

TEST_CASE("NI2: a window with a customer_uid is refused, stores no key and leaves no payment",
          "[gateway][nice]") {
  TestApi api;
  const std::string before = api.Describe();
  CHECK(GetWindowOutcome(OpenNice(api, {{"customer_uid", "kim"}})) ==
        "no window: 해당 PG사에서 지원하지 않는 기능입니다. (nice : 결제창 방식의 빌링키 발급)");
  CHECK(GetWindowOutcome(OpenNice(api, {{"customer_uid", "kim"}, {"amount", 0}})) ==
        "no window: 해당 PG사에서 지원하지 않는 기능입니다. (nice : 결제창 방식의 빌링키 발급)");
  CHECK(api.Describe() == before);
  CHECK(api.Get(kKim).code() == 1);
  CHECK(Summary(api.Post(kKim, CardBody())) == "200 0");
}

TEST_CASE("NI6: amount is a number; a string does not open the window", "[gateway][nice]") {
  TestApi api;
  CHECK(GetWindowOutcome(OpenNice(api, {{"amount", "50000"}})) ==
        "no window: amount 파라메터가 올바르지 않습니다. (number여야 합니다)");
  CHECK(api.Get("/payments/find/o-1").status == 404);
  CHECK(GetWindowOutcome(OpenNice(api)) == "paid");
}

TEST_CASE("NI18: the mobile window is the old one unless niceMobileV2 is true", "[gateway][nice]") {
  TestApi api;
  const Json mobile{{"device", "mobile"}};
  CHECK(GetWindowOutcome(OpenNice(api, Json::object(), mobile)) == "paid");
  CHECK(ReadLastWarnings(api).empty());
  const auto [value, outcome] = GENERATE(table<Json, std::string>({
      {Json(), "failed: [3055] 인증시 달러승인 불가"},
      {false, "failed: [3055] 인증시 달러승인 불가"},
      {"yes", "failed: [3055] 인증시 달러승인 불가"},
      {true, "paid"},
      {"true", "paid"},
  }));
  const Json patch{{"merchant_uid", "o-2"}, {"niceMobileV2", value}};
  CHECK(GetWindowOutcome(OpenNice(api, DollarParams(patch), mobile)) == outcome);
  OpenNice(api, {{"merchant_uid", "o-3"}, {"niceMobileV2", "yes"}}, mobile);
  CHECK(ReadLastWarnings(api) == Strings{"niceMobileV2 must be true or false, not yes"});
}

TEST_CASE("NI19: won or dollars, won by default, dollars on mobile only in the new window",
          "[gateway][nice]") {
  TestApi api;
  const Json won = OpenNice(api).json["payment"];
  CHECK(won["currency"] == "KRW");
  const Json dollars = OpenNice(api, DollarParams({{"merchant_uid", "o-2"}})).json["payment"];
  CHECK(dollars["currency"] == "USD");
  CHECK(dollars["amount"] == 12.5);
  const Json mobile{{"device", "mobile"}};
  const TestReply old_window = OpenNice(api, DollarParams({{"merchant_uid", "o-3"}}), mobile);
  CHECK(GetWindowOutcome(old_window) == "failed: [3055] 인증시 달러승인 불가");
  CHECK(GetWindowOutcome(OpenNice(
            api, DollarParams({{"merchant_uid", "o-3"}, {"niceMobileV2", true}}), mobile)) ==
        "paid");
  CHECK(GetWindowOutcome(OpenNice(api, {{"merchant_uid", "o-4"}, {"currency", "KRW"}}, mobile)) ==
        "paid");
}

TEST_CASE("NI20: an unsupported currency is refused with NICE's codes", "[gateway][nice]") {
  TestApi api;
  const auto [patch, outcome] = GENERATE(table<Json, std::string>({
      {DollarParams({{"pay_method", nullptr}}),
       "failed: [A145] 외화 결제는 결제수단 지정하여 이용 가능 합니다"},
      {DollarParams({{"pay_method", "trans"}}), "failed: [A146] 외화 결제 불가한 결제수단 입니다"},
      {DollarParams({{"pay_method", "vbank"}}), "failed: [A146] 외화 결제 불가한 결제수단 입니다"},
      {DollarParams({{"pay_method", "phone"}}), "failed: [A146] 외화 결제 불가한 결제수단 입니다"},
      {DollarParams({{"pay_method", "kakaopay"}}),
       "failed: [A146] 외화 결제 불가한 결제수단 입니다"},
      {Json{{"currency", "EUR"}}, "failed: [3052] 통화코드 오류"},
  }));
  CHECK(GetWindowOutcome(OpenNice(api, patch)) == outcome);
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "failed");
  // Only Korean cards can be keyed in.
  const std::string before = api.Describe();
  Json onetime = OnetimeBody("o-2");
  onetime["currency"] = "USD";
  CHECK(Summary(api.Post(kOnetime, onetime)) ==
        "200 -1 결제에 실패하였습니다. [3056] 국내카드 달러승인불가");
  CHECK(api.Describe() == before);
  onetime["currency"] = "KRW";
  CHECK(Summary(api.Post(kOnetime, onetime)) == "200 0");
}

TEST_CASE(
    "NI21: the window supports ko, en and zh; any other language becomes Korean with a warning",
    "[gateway][nice]") {
  TestApi api;
  const std::string language = GENERATE("ko", "en", "zh", "ja");
  CHECK(GetWindowOutcome(OpenNice(api, {{"language", language}})) == "paid");
  const Strings expected =
      language == "ja" ? Strings{"language must be ko, en or zh, not ja: the window is Korean"}
                       : Strings{};
  CHECK(ReadLastWarnings(api) == expected);
}

TEST_CASE("NI24: bypass.CardShowOpt is only read by the new mobile window", "[gateway][nice]") {
  TestApi api;
  const auto [device, is_new_window, warns] = GENERATE(table<std::string, bool, bool>({
      {"pc", true, true},
      {"mobile", false, true},
      {"mobile", true, false},
  }));
  const Json patch{{"niceMobileV2", is_new_window}, {"bypass", {{"CardShowOpt", "08:3"}}}};
  CHECK(GetWindowOutcome(OpenNice(api, patch, {{"device", device}})) == "paid");
  const Strings expected{"bypass.CardShowOpt is only read by the niceMobileV2 mobile window"};
  CHECK(ReadLastWarnings(api) == (warns ? expected : Strings{}));
}

TEST_CASE("NI35: a PC gets a callback, a mobile device a redirect to m_redirect_url",
          "[gateway][nice]") {
  TestApi api;
  const Json url{{"m_redirect_url", "https://shop.test/done"}};
  const TestReply pc = OpenNice(api, url);
  CHECK(pc.json["callback"]["success"] == true);
  CHECK(pc.json["callback"]["imp_uid"] == pc.json["payment"]["imp_uid"]);
  CHECK(pc.json["redirect_url"].is_null());
  Json second = url;
  second["merchant_uid"] = "o-2";
  const TestReply mobile = OpenNice(api, second, {{"device", "mobile"}});
  CHECK(mobile.json["callback"].is_null());
  CHECK(mobile.json["redirect_url"] ==
        "https://shop.test/done?imp_uid=" + mobile.json["payment"]["imp_uid"].get<std::string>() +
            "&merchant_uid=o-2&imp_success=true");
}

TEST_CASE(
    "NI36: merchant_uid and amount are required, a missing pay_method is card; a window "
    "without a channel uses the default one with a warning",
    "[gateway][nice]") {
  TestApi api;
  const std::string name = GENERATE("merchant_uid", "amount");
  const std::string before = api.Describe();
  CHECK(GetWindowOutcome(OpenNice(api, {{name, nullptr}})) ==
        "no window: " + name + " 파라메터가 누락되었습니다.");
  CHECK(api.Describe() == before);
  const TestReply reply = OpenNice(api, {{"channelKey", nullptr}, {"pay_method", nullptr}});
  CHECK(GetWindowOutcome(reply) == "paid");
  CHECK(reply.json["payment"]["pg_provider"] == "nice");
  CHECK(reply.json["payment"]["pay_method"] == "card");
  CHECK(ReadLastWarnings(api) ==
        Strings{"neither channelKey nor pg was sent: the default channel is used"});
}

TEST_CASE("NI37: channelKey and the older pg choose the channel, channelKey first",
          "[gateway][nice]") {
  TestApi api;
  const auto [channel_key, pg, provider] = GENERATE(table<Json, Json, std::string>({
      {"channel-key-nice", Json(), "nice"},
      {Json(), "nice", "nice"},
      {Json(), "nice.nictest04m", "nice"},
      {"channel-key-kcp", "nice", "kcp"},
      {"channel-key-nice", "kcp", "nice"},
  }));
  const TestReply reply = OpenNice(api, {{"channelKey", channel_key}, {"pg", pg}});
  CHECK(GetWindowOutcome(reply) == "paid");
  CHECK(reply.json["payment"]["pg_provider"] == provider);
}

}  // namespace
}  // namespace portone::gateways
