// SPDX-License-Identifier: MIT
// The older reply format, for clients that fail on unknown fields.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Strings;
using testing::Summary;
using testing::TestApi;

constexpr const char* kHeader = "X-Emulator-Profile";

Strings GetKeys(const Json& object) {
  Strings keys;
  for (const auto& [key, value] : object.items())
    keys.push_back(key);
  return keys;
}

Strings MissingKeys(const Json& current, const Json& older) {
  Strings missing;
  for (const std::string& key : GetKeys(current)) {
    if (!older.contains(key)) missing.push_back(key);
  }
  return missing;
}

/// The replies of four calls: a cancelled payment, a page of payments, a schedule, a prepared
/// amount.
struct Replies {
  explicit Replies(TestApi& api) {
    Json body = testing::OnetimeBody("o-1");
    body["customer_uid"] = "kim";
    REQUIRE(api.Post("/subscribe/payments/onetime", body).code() == 0);
    cancelled = api.Post("/payments/cancel", {{"merchant_uid", "o-1"}}).response();
    listed = api.Get("/payments/status/cancelled").response()["list"][0];
    schedule =
        api.Post("/subscribe/payments/schedule",
                 testing::ScheduleBody(
                     "kim", {testing::EntryBody("s-1", testing::Start() + std::chrono::hours{1})}))
            .response()[0];
    prepared = api.Post("/payments/prepare", {{"merchant_uid", "p-1"}, {"amount", 100}}).response();
  }
  Json cancelled;
  Json listed;
  Json schedule;
  Json prepared;
};

void CheckProfile2020(const Replies& current, const Replies& older) {
  CHECK(MissingKeys(current.cancelled, older.cancelled) ==
        Strings{"card_issuer_code", "card_issuer_name", "card_publisher_code",
                "card_publisher_name", "deposit_history", "emb_pg_provider", "promotion",
                "sandbox"});
  CHECK(MissingKeys(current.cancelled["cancel_history"][0], older.cancelled["cancel_history"][0]) ==
        Strings{"cancellation_id"});
  CHECK(older.listed == older.cancelled);
  CHECK(MissingKeys(current.schedule, older.schedule) ==
        Strings{"customer_id", "currency", "pg_provider", "pg_id", "promotion_id"});
  CHECK(MissingKeys(current.prepared, older.prepared) == Strings{"currency"});
}

TEST_CASE("profile: 2020 omits only newer fields", "[api][profile]") {
  TestApi api;
  const Replies current(api);

  SECTION("by a header") {
    TestApi old_api;
    old_api.headers = {{kHeader, "2020"}};
    CheckProfile2020(current, Replies(old_api));
  }
  SECTION("by the sandbox's switch") {
    engine::Setup setup = testing::StandardSetup();
    setup.merchant.switches.profile = Profile::k2020;
    TestApi old_api(setup);
    CheckProfile2020(current, Replies(old_api));
  }
}

TEST_CASE("profile: the header takes precedence over the switch", "[api][profile]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.profile = Profile::k2020;
  TestApi api(setup);
  api.headers = {{kHeader, "current"}};
  CHECK(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"))
            .response()
            .contains("sandbox"));
}

TEST_CASE("profile: an unknown name is refused before the operation", "[api][profile]") {
  TestApi api;
  api.headers = {{kHeader, "2019"}};
  const std::string before = api.Describe();
  CHECK(Summary(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"))) ==
        "400 -1 X-Emulator-Profile 파라메터가 올바르지 않습니다. (current 또는 2020이어야 합니다)");
  CHECK(api.Describe() == before);
}

}  // namespace
}  // namespace portone
