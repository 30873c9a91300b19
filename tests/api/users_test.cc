// SPDX-License-Identifier: MIT
// GET /users/pg.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::GetShape;
using testing::StandardSetup;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

TEST_CASE("channels: each has every documented key, in the documented order", "[api][users]") {
  TestApi api;
  const TestReply reply = api.Get("/users/pg");
  REQUIRE(Summary(reply) == "200 0");
  for (const Json& channel : reply.response()) {
    CHECK(GetShape(channel) == Strings{"pg_provider string", "pg_id string", "sandbox boolean",
                                       "type string", "channel_name string", "channel_key string"});
  }
}

TEST_CASE("channels: the default merchant has one for every gateway", "[api][users]") {
  TestApi api;
  const Json channels = api.Get("/users/pg").response();
  REQUIRE(channels.size() == StandardSetup().merchant.channels.size());
  CHECK(channels[0] == Json::parse(R"({"pg_provider": "nice", "pg_id": "nictest04m",
                                       "sandbox": true, "type": "payment", "channel_name": "nice",
                                       "channel_key": "channel-key-nice"})"));
}

TEST_CASE("channels: configured channels are returned in order and without settings",
          "[api][users]") {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {
      {ChannelKey("mine"),
       PgCode("kcp"),
       "A1",
       {{"batch_group_id", "B1"}},
       "정기결제",
       ChannelType::kApiPayment},
      {ChannelKey("people"), PgCode("nice"), "N1", {}, "본인인증", ChannelType::kCertification}};
  TestApi api(setup);
  CHECK(api.Get("/users/pg").response() ==
        Json::parse(R"([{"pg_provider": "kcp", "pg_id": "A1", "sandbox": true,
                         "type": "api_payment", "channel_name": "정기결제", "channel_key": "mine"},
                        {"pg_provider": "nice", "pg_id": "N1", "sandbox": true,
                         "type": "certification", "channel_name": "본인인증",
                         "channel_key": "people"}])"));
}

TEST_CASE("channels: each merchant sees only its own", "[api][users]") {
  TestApi api;
  REQUIRE(api.Control("POST", "/sandboxes", R"({"imp_key": "other", "imp_secret": "secret",
      "scenario": {"given": {"channels": [{"pg": "kcp", "name": "둘째"}]}}})")
              .status == 200);
  api.Use("other", "secret");
  const Json channels = api.Get("/users/pg").response();
  REQUIRE(channels.size() == 1);
  CHECK(channels[0]["channel_name"] == "둘째");
}

TEST_CASE("channels: a token is required", "[api][users]") {
  TestApi api;
  CHECK(Summary(api.Send({"GET", "/users/pg", {}, ""})) == "401 -1 Unauthorized");
}

}  // namespace
}  // namespace portone
