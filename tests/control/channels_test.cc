// SPDX-License-Identifier: MIT
// GET, PUT and DELETE /_emulator/channels: the merchant's contracts, and how requests choose one.
#include <string>

#include "support/addresses.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone::control {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

TestReply Put(TestApi& api, const std::string& key, std::string_view body) {
  return api.Control("PUT", "/channels/" + key, body);
}

engine::Setup MakeSingleChannelSetup(std::string_view pg) {
  engine::Setup setup = StandardSetup();
  std::erase_if(setup.merchant.channels,
                [pg](const Channel& channel) { return channel.pg.text != pg; });
  return setup;
}

/// Makes a one-time charge: "kcp T0000", the gateway and merchant id of the payment, or the
/// refusal.
std::string ChargeAndGetChannel(TestApi& api, const Json& choice) {
  static int count = 0;
  Json body = OnetimeBody("o-" + std::to_string(++count));
  body.update(choice);
  const TestReply reply = api.Post(kOnetime, body);
  if (Summary(reply) != "200 0") return Summary(reply);
  return reply.response()["pg_provider"].get<std::string>() + " " +
         reply.response()["pg_id"].get<std::string>();
}

TEST_CASE("channels: a sandbox has a working channel for every gateway, NICE first",
          "[control][channel]") {
  TestApi api;
  const Json channels = api.Control("GET", "/channels").json["channels"];
  CHECK(channels[0]["channel_key"] == "channel-key-nice");
  CHECK(channels[0]["settings"]["tax_mode"] == "taxable");
  for (const Json& channel : channels) {
    const std::string pg = channel["pg"];
    CHECK(channel["channel_key"] == "channel-key-" + pg);
  }
}

TEST_CASE("channels: a channel is added, changed and removed", "[control][channel]") {
  TestApi api;
  const TestReply added = Put(api, "channel-key-mine",
                              R"({"pg": "kcp", "pg_id": "A7NC2", "type": "api_payment",
                                  "settings": {"batch_group_id": ""}})");
  CHECK(added.json["channel_key"] == "channel-key-mine");
  CHECK(added.json["type"] == "api_payment");
  CHECK(added.json["settings"]["batch_group_id"] == "");
  Json issue = CardBody();
  issue["channel_key"] = "channel-key-mine";
  CHECK(api.Post("/subscribe/customers/kim", issue).code() == -1);
  Put(api, "channel-key-mine", R"({"pg": "kcp", "pg_id": "A7NC2"})");
  CHECK(api.Post("/subscribe/customers/kim", issue).response()["pg_id"] == "A7NC2");
  CHECK(api.Control("DELETE", "/channels/channel-key-mine").json["pg_id"] == "A7NC2");
  CHECK(ChargeAndGetChannel(api, {{"channel_key", "channel-key-mine"}}) ==
        "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  CHECK(api.Post("/subscribe/payments/again", AgainBody("kim", "later")).response()["pg_id"] ==
        "A7NC2");
  CHECK(ControlSummary(api.Control("DELETE", "/channels/channel-key-mine"))
            .starts_with("404 not_found channel_key"));
}

TEST_CASE("channels: an invalid channel is refused with the name of the field",
          "[control][channel]") {
  TestApi api;
  const auto [body, parameter, message_part] =
      GENERATE(table<std::string, std::string, std::string>({
          {"{}", "pg", "is missing"},
          {R"({"pg": "kcpp"})", "pg", "did you mean \"kcp\"?"},
          {R"({"pg": "kcp", "type": "api"})", "type", "payment"},
          {R"({"pg": "kcp", "settings": {"batch_group": "x"}})", "settings/batch_group",
           "batch_group_id"},
          {R"({"pg": "kcp", "settings": {"partial_cancel_least": "100"}})",
           "settings/partial_cancel_least", "it is called \"partial_cancel_minimum\" now"},
          {R"({"pg": "kcp", "settings": {"partial_cancel_times": "3"}})",
           "settings/partial_cancel_times", "it is called \"partial_cancel_limit\" now"},
          {R"({"pg": "nice", "settings": {"tax_mode": "free"}})", "settings/tax_mode", "taxable"},
          {R"({"pg": "paymentwall", "settings": {"pingback_s": "soon"}})", "settings/pingback_s",
           "seconds"},
          {R"({"pg": "paymentwall", "settings": {"pingback_s": -1}})", "settings/pingback_s",
           "seconds"},
      }));
  CAPTURE(body);
  const TestReply reply = Put(api, "channel-key-mine", body);
  CHECK(reply.status == 400);
  CHECK(reply.json["error"]["parameter"] == parameter);
  CHECK_THAT(reply.json["error"]["message"].get<std::string>(), Catch::Contains(message_part));
}

TEST_CASE("channels: a reset restores the initial channels", "[control][channel]") {
  TestApi api;
  const std::string before = api.Control("GET", "/channels").text;
  Put(api, "channel-key-mine", R"({"pg": "kcp"})");
  api.Control("DELETE", "/channels/channel-key-nice");
  api.Control("POST", "/reset");
  CHECK(api.Control("GET", "/channels").text == before);
}

TEST_CASE("choice: with one gateway configured, calls that name another are refused",
          "[control][channel]") {
  TestApi api(MakeSingleChannelSetup("kcp"));
  CHECK(ChargeAndGetChannel(api, Json::object()) == "kcp T0000");
  CHECK(ChargeAndGetChannel(api, {{"pg", "kcp"}}) == "kcp T0000");
  for (const char* pg : {"nice", "nobody", "T0000", "KCP"}) {
    Json body = OnetimeBody("other");
    body["pg"] = pg;
    CHECK(Summary(api.Post("/subscribe/payments/onetime", body)) ==
          "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  }
}

TEST_CASE("choice: a channel without a merchant id of its own uses the request's",
          "[control][channel]") {
  TestApi api;
  CHECK(ChargeAndGetChannel(api, {{"pg", "kcp.OTHER"}}) == "kcp OTHER");
  Put(api, "channel-key-kcp", R"({"pg": "kcp", "pg_id": "A7NC2"})");
  CHECK(ChargeAndGetChannel(api, {{"pg", "kcp.OTHER"}}) == "kcp A7NC2");
  Put(api, "channel-key-kcp", R"({"pg": "kcp"})");
  CHECK(ChargeAndGetChannel(api, {{"pg", "kcp.OTHER"}}) == "kcp OTHER");
}

TEST_CASE("choice: a key is charged under the merchant id it was issued under",
          "[control][channel]") {
  TestApi api;
  Json body = CardBody();
  body["pg"] = "nice.iamport01m";
  CHECK(api.Post("/subscribe/customers/kim", body).response()["pg_id"] == "iamport01m");
  const Json paid = api.Post("/subscribe/payments/again", AgainBody("kim", "o-1")).response();
  CHECK(paid["pg_id"] == "iamport01m");
  CHECK(paid["pg_tid"].get<std::string>().starts_with("iamport01m0116"));
}

TEST_CASE("choice: a window that names no channel uses the default one, and the journal says so",
          "[control][channel]") {
  TestApi api;
  const TestReply window =
      api.Control("POST", "/checkouts",
                  R"({"params": {"pg": "nobody", "merchant_uid": "w-1", "amount": 1004}})");
  CHECK(window.json["payment"]["pg_provider"] == "nice");
  const Json journal = api.Control("GET", "/journal").json;
  CHECK_THAT(journal.dump(), Catch::Contains("no channel is called nobody"));
}

TEST_CASE(
    "choice: the gateway, gateway and MID, or the key selects the channel, else the first is used",
    "[control][channel]") {
  TestApi api;
  Put(api, "channel-key-second", R"({"pg": "kcp", "pg_id": "A7NC2"})");
  CHECK(ChargeAndGetChannel(api, Json::object()) == "nice nictest04m");
  CHECK(ChargeAndGetChannel(api, {{"pg", "kcp"}}) == "kcp T0000");
  CHECK(ChargeAndGetChannel(api, {{"pg", "kcp.A7NC2"}}) == "kcp A7NC2");
  CHECK(ChargeAndGetChannel(api, {{"channel_key", "channel-key-second"}}) == "kcp A7NC2");
  CHECK(ChargeAndGetChannel(api, {{"channel_key", "channel-key-second"}, {"pg", "nice"}}) ==
        "kcp A7NC2");
  const TestReply window = api.Control(
      "POST", "/checkouts",
      R"({"params": {"channelKey": "channel-key-second", "merchant_uid": "w-1", "amount": 1004}})");
  CHECK(window.json["payment"]["pg_id"] == "A7NC2");
}

TEST_CASE("channels: reassigning a channel key does not change older payments",
          "[control][channel]") {
  TestApi api;
  testing::PayInWindow(api, WindowParams("kcp", "o-1"));
  api.Control("PUT", "/channels/channel-key-kcp", R"({"pg": "nice"})");
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "o-1"}})) == "200 0");
  CHECK(api.Control("GET", "/health").status == 200);
}

}  // namespace
}  // namespace portone::control
