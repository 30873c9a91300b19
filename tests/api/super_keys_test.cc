// SPDX-License-Identifier: MIT
// Super billing keys: one card stored at every channel of a group, and charges through a group.
#include <string>

#include "api/codec/customer_json.h"
#include "domain/errors.h"
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::CheckErrorOrder;
using testing::GetShape;
using testing::kAgain;
using testing::kKim;
using testing::kOnetime;
using testing::OnetimeBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

/// Both channels in one group, KCP first. Without its batch group, KCP accepts no card.
engine::Setup SetupWithGroup(bool kcp_accepts_cards = true) {
  engine::Setup setup = testing::StandardSetup();
  for (Channel& channel : setup.merchant.channels) {
    if (channel.pg.text == "kcp" && !kcp_accepts_cards) channel.settings["batch_group_id"] = "";
  }
  setup.merchant.channel_groups = {
      {ChannelGroupId("group-1"), {ChannelKey("channel-key-kcp"), ChannelKey("channel-key-nice")}}};
  return setup;
}

Json GroupBody(std::string_view card = testing::kGoodCardDashed) {
  Json body = CardBody(card);
  body["channel_group_id"] = "group-1";
  return body;
}

/// The channels as "kcp T0000, nice nictest04m".
std::string FormatChannels(const Json& list) {
  std::string text;
  for (const Json& channel : list) {
    if (!text.empty()) text += ", ";
    text +=
        channel.at("pg_provider").get<std::string>() + " " + channel.at("pg_id").get<std::string>();
  }
  return text;
}

TEST_CASE("super key: the reply has every documented key, in the documented order",
          "[api][superkey]") {
  TestApi api(SetupWithGroup(false));
  const TestReply reply = api.Post(kKim, GroupBody());
  REQUIRE(Summary(reply) == "200 0");
  const Json& key = reply.response();
  CHECK(GetShape(key) == Strings{"customer_uid string", "channelGroupId string",
                                 "customer_id string", "customer_name null", "customer_tel null",
                                 "customer_email null", "customer_addr null",
                                 "customer_postcode null", "succeededChannels array",
                                 "failedChannels array"});
  CHECK(GetShape(key["succeededChannels"].at(0)) ==
        Strings{"pg_provider string", "pg_id string", "card_code string", "card_issuer_code null",
                "card_issuer_name null", "card_name string", "card_number string",
                "card_publisher_code null", "card_publisher_name null", "card_type integer",
                "inserted integer", "updated integer"});
  CHECK(GetShape(key["failedChannels"].at(0)) ==
        Strings{"type string", "message string", "pg_provider string", "pg_id string"});
}

TEST_CASE("super key: every channel stores the card with its own masking", "[api][superkey]") {
  TestApi api(SetupWithGroup());
  Json body = GroupBody();
  body.update(Json{{"customer_id", "shop-7"}, {"customer_name", "김영희"}});
  const Json key = api.Post(kKim, body).response();
  CHECK(key["customer_uid"] == "kim");
  CHECK(key["channelGroupId"] == "group-1");
  CHECK(key["customer_id"] == "shop-7");
  CHECK(key["customer_name"] == "김영희");
  CHECK(FormatChannels(key["succeededChannels"]) == "kcp T0000, nice nictest04m");
  CHECK(key["succeededChannels"][0]["card_number"] == "1234120000001234");
  CHECK(key["succeededChannels"][1]["card_number"] == "12341234****1234");
  CHECK(key["failedChannels"].empty());
  CHECK_THAT(api.Describe(), Catch::Contains(" in group-1 and nice 12341234****1234\n"));
}

TEST_CASE("super key: GET, DELETE and the list return the same object", "[api][superkey]") {
  TestApi api(SetupWithGroup(false));
  const TestReply issued = api.Post(kKim, GroupBody());
  REQUIRE(api.Post("/subscribe/customers/lee", CardBody()).code() == 0);
  CHECK(api.Get(kKim).json == issued.json);
  const Json many =
      api.Get("/subscribe/customers?customer_uid[]=kim&customer_uid[]=lee").response();
  CHECK(many.at(0) == issued.response());
  CHECK(many.at(1).at("pg_provider") == "nice");
  CHECK(api.Delete(kKim).json == issued.json);
  CHECK(api.Get(kKim).code() == 1);
}

TEST_CASE("super key: a refusing channel returns the same message as for a single key",
          "[api][superkey]") {
  TestApi api(SetupWithGroup(false));
  const Json key = api.Post(kKim, GroupBody()).response();
  CHECK(FormatChannels(key["succeededChannels"]) == "nice nictest04m");
  const Json& failed = key["failedChannels"].at(0);
  CHECK(failed["type"] == "PG_PROVIDER");
  CHECK(failed["message"] ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. "
        "[5209][배치빌] 존재하지않는(사용불가) GROUP_ID");
  CHECK(failed["pg_provider"] == "kcp");
  CHECK(failed["pg_id"] == "T0000");
}

TEST_CASE("super key: a gateway without keys over REST is an invalid request", "[api][superkey]") {
  BillingKey key;
  key.pg = PgCode("kcp");
  key.customer_uid = CustomerUid("kim");
  key.group = KeyGroup{ChannelGroupId("group-1"),
                       {},
                       {{ChannelFailure::kInvalidRequest, errors::ModuleNotFound().message,
                         PgCode("naverpay"), "m"}}};
  api::ReplyWriter json;
  api::EncodeCustomer(json, key);
  const Json failed = Json::parse(json.Take())["failedChannels"].at(0);
  CHECK(failed["type"] == "INVALID_REQUEST");
  CHECK(failed["message"] == "비인증결제모듈 사용정보를 찾을 수 없습니다.");
}

TEST_CASE("super key: checks run in order and change nothing", "[api][superkey]") {
  TestApi api(SetupWithGroup(false));
  CheckErrorOrder(
      api, kKim,
      {
          {Json{{"channel_group_id", std::string(56, 'g')}, {"channel_key", "nowhere"}}.dump(),
           "200 1 channel_group_id 파라메터는 최대 55자까지 가능합니다."},
          {R"({"channel_group_id": "group-9"})",
           R"x(200 1 ["card_number"] 파라메터는 필수입니다.)x"},
          {R"({"card_number": "1111-1111-1111-1111", "expiry": "2030-12"})",
           "200 1 존재하지 않는 채널 그룹입니다. (group-9)"},
          {R"({"channel_group_id": "group-1"})",
           "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. "
           "[5209][배치빌] 존재하지않는(사용불가) GROUP_ID"},
          {R"({"card_number": "1234-1234-1234-1234"})", "200 0"},
      });
}

TEST_CASE("super key: a fault at one channel makes that channel fail", "[api][superkey]") {
  TestApi api(SetupWithGroup());
  api.Control("POST", "/faults",
              R"({"when": {"operation": "issue_billing_key", "pg": "kcp"},
                  "then": {"decline": {"code": "X1", "message": "고장"}}})");
  const TestReply reply = api.Post(kKim, GroupBody());
  REQUIRE(Summary(reply) == "200 0");
  CHECK(FormatChannels(reply.response()["succeededChannels"]) == "nice nictest04m");
  CHECK(reply.response()["failedChannels"].at(0).at("message") ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [X1]고장");
}

TEST_CASE("super key: issuing again keeps the first issue date and retries every channel",
          "[api][superkey]") {
  TestApi api(SetupWithGroup());
  REQUIRE(api.Post(kKim, CardBody()).code() == 0);
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json super = api.Post(kKim, GroupBody()).response();
  for (const Json& channel : super["succeededChannels"]) {
    CHECK(channel["inserted"] == ToUnixSeconds(Start()));
    CHECK(channel["updated"] == ToUnixSeconds(Start()) + 86'400);
  }
  const Json ordinary = api.Post(kKim, CardBody()).response();
  CHECK(ordinary["pg_provider"] == "nice");
  CHECK(ordinary["inserted"] == ToUnixSeconds(Start()));
}

TEST_CASE("super key: a charge uses the requested channel or else the first", "[api][superkey]") {
  TestApi api(SetupWithGroup());
  api.Post(kKim, GroupBody());
  const auto [channel_key, pg] = GENERATE(table<std::string, std::string>({
      {"", "kcp"},
      {"channel-key-kcp", "kcp"},
      {"channel-key-nice", "nice"},
  }));
  Json body = AgainBody("kim", "o-1");
  body["channel_key"] = channel_key;
  const TestReply reply = api.Post(kAgain, body);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response()["pg_provider"] == pg);
  CHECK(reply.response()["card_number"] == (pg == "kcp" ? "1234120000001234" : "12341234****1234"));
}

TEST_CASE("super key: a charge through a channel without the card is refused", "[api][superkey]") {
  TestApi api(SetupWithGroup(false));
  REQUIRE(api.Post(kKim, GroupBody()).code() == 0);
  REQUIRE(api.Post(kAgain, AgainBody("kim", "used")).code() == 0);
  CheckErrorOrder(
      api, kAgain,
      {
          {R"({"customer_uid": "nobody", "channel_key": []})", "200 1 등록되지 않은 구매자입니다."},
          {R"({"customer_uid": "kim", "merchant_uid": "used", "amount": 100})",
           "400 -1 channel_key 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
          {R"({"channel_key": "channel-key-kcp"})",
           "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 "
           "기록이 있습니다)"},
          {R"({"merchant_uid": "new"})", "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
          {R"({"channel_key": "channel-key-nice"})",
           "200 -1 결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 "
           "불가)"},
          {R"({"amount": 1000})", "200 0"},
      });
}

TEST_CASE("super key: an ordinary key is charged at its channel regardless of the request",
          "[api][superkey]") {
  TestApi api(SetupWithGroup());
  api.Post(kKim, CardBody());
  Json body = AgainBody("kim", "o-1");
  body["channel_key"] = "channel-key-kcp";
  CHECK(api.Post(kAgain, body).response()["pg_provider"] == "nice");
}

TEST_CASE("super key: a schedule charges through the first channel", "[api][superkey]") {
  TestApi api(SetupWithGroup());
  api.Post(kKim, GroupBody());
  const Json entry = testing::EntryBody("o-1", Start() + std::chrono::hours{1});
  const Json schedules =
      api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry})).response();
  CHECK(schedules.at(0).at("pg_provider") == "kcp");
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["pg_provider"] == "kcp");
}

TEST_CASE("super key: a card that expires expires at every channel", "[api][superkey]") {
  TestApi api(SetupWithGroup());
  api.Post(kKim, GroupBody());
  REQUIRE(api.Control("POST", "/actions/expire-card", R"({"customer_uid": "kim"})").status == 200);
  Json body = AgainBody("kim", "o-1");
  CHECK(api.Post(kAgain, body).response()["fail_reason"] == "[CC54] 카드유효기간만료 또는 불일치");
  body["channel_key"] = "channel-key-nice";
  CHECK(api.Post(kAgain, body).response()["fail_reason"] == "[3021] 유효기간 오류");
}

TEST_CASE("super key: profile 2020 omits newer fields", "[api][superkey]") {
  engine::Setup setup = SetupWithGroup();
  setup.merchant.switches.profile = Profile::k2020;
  TestApi api(setup);
  const std::string text = api.Post(kKim, GroupBody()).text;
  for (const char* key : {"customer_id", "card_issuer", "card_publisher", "sandbox"}) {
    CAPTURE(key);
    CHECK(text.find("\"" + std::string(key)) == std::string::npos);
  }
}

TEST_CASE("channel group: a one-time charge uses the first channel that accepts the card",
          "[api][superkey]") {
  const auto [patch, pg] = GENERATE(table<std::string, std::string>({
      {R"({})", "nice"},
      {R"({"channelGroupId": "group-1"})", "kcp"},
      {R"({"channelGroupId": "group-1", "pg": "nice"})", "kcp"},
      {R"({"channelGroupId": "group-1", "channel_key": "nowhere"})", "kcp"},
      {R"({"channel_group_id": "group-1"})", "nice"},
  }));
  CAPTURE(patch);
  TestApi api(SetupWithGroup());
  Json body = OnetimeBody("o-1");
  body.merge_patch(Json::parse(patch));
  CHECK(api.Post(kOnetime, body).response()["pg_provider"] == pg);
}

TEST_CASE("channel group: a channel that stores no keys is skipped when a key is requested",
          "[api][superkey]") {
  TestApi api(SetupWithGroup(false));
  Json body = OnetimeBody("o-1");
  body["channelGroupId"] = "group-1";
  CHECK(api.Post(kOnetime, body).response()["pg_provider"] == "kcp");
  body["merchant_uid"] = "o-2";
  body["customer_uid"] = "kim";
  CHECK(api.Post(kOnetime, body).response()["pg_provider"] == "nice");
  CHECK(api.Get(kKim).response()["pg_provider"] == "nice");
}

TEST_CASE("channel group: refusals of a one-time charge are checked in order", "[api][superkey]") {
  TestApi api(SetupWithGroup());
  REQUIRE(api.Post(kOnetime, OnetimeBody("used")).code() == 0);
  CheckErrorOrder(
      api, kOnetime,
      {
          {Json{{"merchant_uid", "used"}, {"amount", 99}, {"channelGroupId", std::string(56, 'g')}}
               .dump(),
           "200 1 channelGroupId 파라메터는 최대 55자까지 가능합니다."},
          {R"({"channelGroupId": "group-9"})", R"x(200 1 ["card_number"] 파라메터는 필수입니다.)x"},
          {R"({"card_number": "1111-1111-1111-1111", "expiry": "2030-12"})",
           "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
           "있습니다)"},
          {R"({"merchant_uid": "new"})", "200 1 존재하지 않는 채널 그룹입니다. (group-9)"},
          {R"({"channelGroupId": "group-1"})",
           "200 -1 카드정보 인증에 실패하였습니다. [CC14]카드번호 오류"},
          {R"({"card_number": "1234-1234-1234-1234"})",
           "200 -1 결제에 실패하였습니다. [9010] 카드 최소 결제 금액은 1000원 이상입니다."},
          {R"({"amount": 1000})", "200 0"},
      });
}

TEST_CASE("channel group: a channel that the merchant has removed is skipped", "[api][superkey]") {
  engine::Setup setup = SetupWithGroup();
  std::erase_if(setup.merchant.channels,
                [](const Channel& channel) { return channel.pg.text == "kcp"; });
  TestApi api(setup);
  CHECK(FormatChannels(api.Post(kKim, GroupBody()).response()["succeededChannels"]) ==
        "nice nictest04m");
}

}  // namespace
}  // namespace portone
