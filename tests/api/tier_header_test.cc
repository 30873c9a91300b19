// SPDX-License-Identifier: MIT
// The header Tier: a sub-merchant of an agency has its own data.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;

constexpr const char* kPaymentNotFoundText = "404 -1 존재하지 않는 결제정보입니다.";

TEST_CASE("tier: payments, keys, schedules and prepared amounts are the sub-merchant's own",
          "[api][tier]") {
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.merchant.tiers = {{TierCode::Parse("A01").value(), "one"},
                          {TierCode::Parse("B02").value(), "two"}};
  TestApi api(setup);
  api.headers = {{"Tier", "A01"}};
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  const Json paid =
      api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1")).response();
  const std::string imp_uid = paid["imp_uid"].get<std::string>();
  REQUIRE(
      api.Post("/subscribe/payments/schedule",
               testing::ScheduleBody(
                   "kim", {testing::EntryBody("s-1", testing::Start() + std::chrono::hours{1})}))
          .code() == 0);
  api.Post("/payments/prepare", {{"merchant_uid", "p-1"}, {"amount", 100}});

  SECTION("found only with its header") {
    CHECK(api.Get("/payments/" + imp_uid).response() == paid);
    for (const char* tier : {"", "B02"}) {
      api.headers.clear();
      if (*tier != '\0') api.headers = {{"Tier", tier}};
      CHECK(Summary(api.Get("/payments/" + imp_uid)) == kPaymentNotFoundText);
      CHECK(Summary(api.Get("/payments/find/o-1")) == kPaymentNotFoundText);
      CHECK(api.Get("/payments/status/all").response()["total"] == 0);
      CHECK(api.Get("/subscribe/customers/kim").code() == 1);
      CHECK(Summary(api.Get("/subscribe/payments/schedule/s-1")) == kPaymentNotFoundText);
      CHECK(api.Get("/payments/prepare/p-1").status == 404);
      CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "o-1"}})) ==
            "200 1 취소할 결제건이 존재하지 않습니다.");
    }
  }
  SECTION("the merchant can use the same order number") {
    api.headers.clear();
    const Json own =
        api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).response();
    CHECK(own["status"] == "paid");
    CHECK(own["imp_uid"] != paid["imp_uid"]);
  }
  SECTION("its schedules are charged with its own key") {
    REQUIRE(api.Control("POST", "/clock/advance", R"({"by": "1h"})").json["fired_total"] == 1);
    const Json charged = api.Get("/payments/find/s-1").response();
    CHECK(charged["status"] == "paid");
    CHECK(api.sender.bodies().back().find("\"s-1\"") != std::string::npos);
  }
}

TEST_CASE("tier: for an unknown tier nothing is charged or stored", "[api][tier]") {
  TestApi api;
  const std::string before = api.Describe();
  for (const char* tier : {"A01", "abc", "---"}) {
    CAPTURE(tier);
    api.headers = {{"Tier", tier}};
    const std::string refused = "404 -1 tier_code에 해당하는 티어가 존재하지 않습니다. (" +
                                std::string(*tier == 'A' ? "A01" : "---") + ")";
    CHECK(Summary(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"))) == refused);
    CHECK(Summary(api.Post("/subscribe/customers/kim", testing::CardBody())) == refused);
    CHECK(Summary(api.Get("/payments/find/o-1")) == kPaymentNotFoundText);
  }
  CHECK(api.Describe() == before);
}

TEST_CASE("tier: an invalid code finds nothing", "[api][tier]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  for (const char* tier : {"abc", "A", "ABCD", "---", "가나다"}) {
    CAPTURE(tier);
    api.headers = {{"Tier", tier}};
    CHECK(Summary(api.Get("/payments/find/o-1")) == kPaymentNotFoundText);
  }
  api.headers = {{"Tier", "  "}};
  CHECK(Summary(api.Get("/payments/find/o-1")) == "200 0");
}

}  // namespace
}  // namespace portone
