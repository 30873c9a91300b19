// SPDX-License-Identifier: MIT
// GET /tiers/{tier_code}.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::GetShape;
using testing::StandardSetup;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

engine::Setup TwoTiers() {
  engine::Setup setup = StandardSetup();
  setup.merchant.tiers = {{TierCode::Parse("AB1").value(), "강남점"},
                          {TierCode::Parse("002").value(), "부산점"}};
  return setup;
}

TEST_CASE("tiers: a tier is found by its code", "[api][tiers]") {
  TestApi api(TwoTiers());
  const TestReply reply = api.Get("/tiers/002");
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetShape(reply.response()) == Strings{"tier_code string", "tier_name string"});
  CHECK(reply.response()["tier_code"] == "002");
  CHECK(reply.response()["tier_name"] == "부산점");
}

TEST_CASE("tiers: a code that no tier has is not found", "[api][tiers]") {
  TestApi api(TwoTiers());
  const std::string code = GENERATE("AB2", "ab1", "AB", "AB11", "강남점");
  CHECK(Summary(api.Get("/tiers/" + code)) ==
        "404 -1 tier_code에 해당하는 티어가 존재하지 않습니다. (" + code + ")");
}

TEST_CASE("tiers: a merchant without configured tiers has none", "[api][tiers]") {
  TestApi api;
  CHECK(api.Get("/tiers/AB1").status == 404);
}

TEST_CASE("tiers: each merchant has its own", "[api][tiers]") {
  TestApi api;
  REQUIRE(api.Control("POST", "/sandboxes", R"({"imp_key": "agency", "imp_secret": "secret",
      "scenario": {"given": {"tiers": [{"tier_code": "AB1", "tier_name": "강남점"}]}}})")
              .status == 200);
  CHECK(api.Get("/tiers/AB1").status == 404);
  api.Use("agency", "secret");
  CHECK(api.Get("/tiers/AB1").response()["tier_name"] == "강남점");
}

TEST_CASE("tiers: a token is required", "[api][tiers]") {
  TestApi api(TwoTiers());
  CHECK(Summary(api.Send({"GET", "/tiers/AB1", {}, ""})) == "401 -1 Unauthorized");
}

}  // namespace
}  // namespace portone
