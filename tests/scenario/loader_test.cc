// SPDX-License-Identifier: MIT
// Loading valid scenario documents, including the shipped ones.
#include "scenario/loader.h"

#include <filesystem>

#include "support/temp_folder.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

using testing::At;

Scenario Load(std::string_view text) {
  LoadResult result = LoadText(text, "test.json");
  INFO((result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  return std::move(result).value();
}

TEST_CASE("loader: an empty document changes nothing", "[scenario][loader]") {
  const Scenario scenario = Load("{}");
  CHECK(scenario.about.empty());
  CHECK_FALSE(scenario.seed);
  CHECK_FALSE(scenario.clock);
  CHECK_FALSE(scenario.token_clock);
  CHECK_FALSE(scenario.given.merchant);
  CHECK_FALSE(scenario.given.channels);
  CHECK_FALSE(scenario.given.tiers);
  CHECK_FALSE(scenario.given.webhook.url);
  CHECK_FALSE(scenario.given.webhook.format);
  CHECK(scenario.given.switches.empty());
  CHECK(scenario.steps.empty());
  CHECK(scenario.expect.empty());
}

TEST_CASE("loader: a document with every key is loaded", "[scenario][loader]") {
  const Scenario scenario = Load(R"({
    // comments are welcome
    "about": "all of it", /* here too */
    "seed": 7,
    "clock": {"start": "2024-01-31T09:00:00+09:00", "mode": "manual", "tokens": "sandbox"},
    "given": {
      "merchant": {"imp_key": "k", "imp_secret": "s", "user_code": "imp12345678"},
      "channels": [
        {"pg": "kcp", "channel_key": "mine", "pg_id": "A1", "settings": {"batch_group_id": 42},
         "name": "정기결제", "type": "api_payment"},
        {"pg": "nice", "settings": {"tax_mode": "fixed"}}
      ],
      "tiers": [{"tier_code": "AB1", "tier_name": "강남점"}],
      "webhook": {"url": "https://shop/hook", "format": "form"},
      "switches": {"merchant_uid_reuse": "strict", "unknown_customer": "not_found",
                   "schedule_lists": "array", "past_schedule": "run"},
      "recovery": {"hour": 5}
    },
    "steps": [{"post": "/subscribe/customers/kim", "body": {}}, {"advance": "P1M"}],
    "expect": [{"payments": {"status": "paid"}, "count": 12}, {"webhooks": 12}]
  })");
  CHECK(scenario.about == "all of it");
  CHECK(scenario.seed == 7U);
  CHECK(scenario.clock ==
        sim::ClockSettings{sim::ClockMode::kManual, At("2024-01-31T09:00:00+09:00"), 1});
  CHECK(scenario.token_clock == engine::TokenClock::kSandbox);
  REQUIRE(scenario.given.merchant);
  CHECK(scenario.given.merchant->imp_key == "k");
  CHECK(scenario.given.merchant->imp_secret == "s");
  CHECK(scenario.given.merchant->user_code == "imp12345678");
  REQUIRE(scenario.given.channels);
  REQUIRE(scenario.given.channels->size() == 2);
  const Channel& kcp = scenario.given.channels->at(0);
  CHECK(kcp.channel_key == ChannelKey("mine"));
  CHECK(kcp.pg == PgCode("kcp"));
  CHECK(kcp.pg_id == "A1");
  CHECK(kcp.settings.at("batch_group_id") == "42");
  CHECK(kcp.name == "정기결제");
  CHECK(kcp.type == ChannelType::kApiPayment);
  const Channel& nice = scenario.given.channels->at(1);
  CHECK(nice.channel_key == ChannelKey("channel-key-nice"));
  CHECK(nice.pg_id == "nictest04m");
  CHECK(nice.name == "nice");
  CHECK(nice.type == ChannelType::kPayment);
  CHECK(nice.settings.at("tax_mode") == "fixed");
  REQUIRE(scenario.given.tiers);
  REQUIRE(scenario.given.tiers->size() == 1);
  CHECK(scenario.given.tiers->at(0).tier_code == TierCode::Parse("AB1").value());
  CHECK(scenario.given.tiers->at(0).name == "강남점");
  CHECK(scenario.given.webhook.url == "https://shop/hook");
  CHECK(scenario.given.webhook.format == WebhookFormat::kForm);
  Switches switches;
  for (const SwitchChoice& choice : scenario.given.switches)
    choice.row->set(switches, choice.value);
  CHECK(switches.merchant_uid_reuse == MerchantUidReuse::kStrict);
  CHECK(switches.unknown_customer == UnknownCustomer::kNotFound);
  CHECK(switches.schedule_lists == ScheduleListShape::kArray);
  CHECK(switches.past_schedule == PastSchedule::kRun);
  CHECK(scenario.given.recovery_hour == 5);
  REQUIRE(scenario.steps.size() == 2);
  CHECK(scenario.steps[0].title == "POST /subscribe/customers/kim");
  CHECK(scenario.steps[1].title == "advance P1M");
  REQUIRE(scenario.expect.size() == 2);
  CHECK(scenario.expect[1].source == Json::parse(R"({"webhooks": 12})"));
}

TEST_CASE("loader: a clock with a start is manual unless it has another mode",
          "[scenario][loader]") {
  using sim::ClockMode;
  const auto [clock, mode, speed] = GENERATE(table<std::string, ClockMode, int>({
      {R"({"start": "2024-01-31T09:00:00+09:00"})", ClockMode::kManual, 1},
      {R"({"start": "2024-01-31T00:00:00Z", "mode": "live"})", ClockMode::kLive, 1},
      {R"({"mode": "live"})", ClockMode::kLive, 1},
      {R"({"mode": "manual"})", ClockMode::kManual, 1},
      {R"({"mode": "scaled", "speed": 60})", ClockMode::kScaled, 60},
      {R"({"mode": "scaled"})", ClockMode::kScaled, 1},
  }));
  CAPTURE(clock);
  const Scenario scenario = Load(R"({"clock": )" + clock + "}");
  REQUIRE(scenario.clock);
  CHECK(scenario.clock->mode == mode);
  CHECK(scenario.clock->speed == speed);
  if (scenario.clock->start) CHECK(*scenario.clock->start == At("2024-01-31T09:00:00+09:00"));
}

TEST_CASE("loader: a clock without a start or mode changes neither", "[scenario][loader]") {
  const Scenario scenario = Load(R"({"clock": {"tokens": "wall"}})");
  CHECK_FALSE(scenario.clock);
  CHECK(scenario.token_clock == engine::TokenClock::kWall);
}

TEST_CASE("loader: an empty webhook URL means none", "[scenario][loader]") {
  CHECK(Load(R"({"given": {"webhook": {"url": ""}}})").given.webhook.url == "");
}

TEST_CASE("loader: every shipped file loads", "[scenario][loader]") {
  const std::filesystem::path root = PORTONE_SOURCE_DIR;
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "scenarios")) {
    if (entry.path().extension() != ".json" || entry.path().filename() == "schema.json") continue;
    ++found;
    const LoadResult result = LoadFile(entry.path()).result;
    INFO((result.ok() ? entry.path().string() : result.error().message));
    REQUIRE(result.ok());
    CHECK_FALSE(result.value().about.empty());
  }
  CHECK(found >= 2);
}

TEST_CASE("loader: the subscription set-up keeps the clock live", "[scenario][loader]") {
  const std::filesystem::path root = PORTONE_SOURCE_DIR;
  const LoadResult monthly = LoadFile(root / "scenarios/kcp/monthly_subscription.json").result;
  REQUIRE(monthly.ok());
  CHECK_FALSE(monthly.value().clock);
  CHECK(monthly.value().given.webhook.url.has_value());
  const LoadResult fixed =
      LoadFile(root / "scenarios/kcp/monthly_subscription_fixed_clock.json").result;
  REQUIRE(fixed.ok());
  REQUIRE(fixed.value().clock);
  CHECK(fixed.value().clock->mode == sim::ClockMode::kManual);
  CHECK(fixed.value().token_clock == engine::TokenClock::kSandbox);
}

TEST_CASE("loader: the error for an unreadable file has its name", "[scenario][loader]") {
  const LoadResult missing = LoadFile("no/such/file.json").result;
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message == "no/such/file.json: No such file or directory");
  const LoadResult folder = LoadFile(PORTONE_SOURCE_DIR).result;
  REQUIRE_FALSE(folder.ok());
  CHECK_THAT(folder.error().message, Catch::StartsWith(PORTONE_SOURCE_DIR));
}

TEST_CASE("loader: the files read are listed even when loading fails", "[scenario][loader]") {
  const testing::TempFolder folder;
  folder.Write("cards.json", R"({"seed": 4})");
  folder.Write("shop.json", R"({"include": ["cards.json", "cards.json"]})");
  const std::string all =
      folder.Write("all.json", R"({"include": ["shop.json", "cards.json", "gone.json"]})");
  const auto read = [&all] { return LoadFile(all).files; };
  const std::vector<ScenarioFile> before = read();
  REQUIRE(before.size() == 4);
  CHECK(before[0].path == all);
  CHECK(before[1].path == folder.GetPath("shop.json"));
  CHECK(before[2].path == folder.GetPath("cards.json"));
  CHECK(before[3] == ScenarioFile{folder.GetPath("gone.json"), 0});
  CHECK(read() == before);
  folder.Write("cards.json", R"({"sead": 4})");  // a typo of the same length
  CHECK(read()[2].fingerprint != before[2].fingerprint);
  CHECK(read()[2].fingerprint != 0);
  folder.Write("gone.json", "{");
  CHECK(read()[3].fingerprint != 0);
}

TEST_CASE("model: an empty scenario keeps the setup", "[scenario][model]") {
  engine::Setup base = testing::SetupWithWebhook("http://old/hook");
  base.seed = 3;
  base.merchant.switches.unknown_customer = UnknownCustomer::kNotFound;
  base.merchant.recovery_hour = 5;
  const engine::Setup same = MergeIntoSetup(base, Load("{}"));
  CHECK(same.merchant.recovery_hour == 5);
  CHECK(same.seed == 3);
  CHECK(same.clock == base.clock);
  CHECK(same.token_clock == base.token_clock);
  CHECK(same.merchant.channels.size() == base.merchant.channels.size());
  CHECK(same.merchant.webhook.url == "http://old/hook");
  CHECK(same.merchant.webhook.format == WebhookFormat::kJson);
  CHECK(same.merchant.switches.unknown_customer == UnknownCustomer::kNotFound);
}

TEST_CASE("model: each part of a scenario replaces only its counterpart", "[scenario][model]") {
  const engine::Setup base = testing::SetupWithWebhook("http://old/hook");
  const engine::Setup over = MergeIntoSetup(base, Load(R"({
    "seed": 9,
    "clock": {"mode": "live", "tokens": "wall"},
    "given": {"channels": [{"pg": "kcp"}], "tiers": [{"tier_code": "AB1", "tier_name": "강남점"}],
              "webhook": {"format": "form"},
              "switches": {"merchant_uid_reuse": "strict"}, "recovery": {"hour": 0}}})"));
  CHECK(over.merchant.recovery_hour == 0);
  CHECK(over.seed == 9);
  CHECK(over.clock.mode == sim::ClockMode::kLive);
  CHECK(over.clock.start == base.clock.start);  // the scenario has none
  CHECK(over.token_clock == engine::TokenClock::kWall);
  REQUIRE(over.merchant.channels.size() == 1);
  CHECK(over.merchant.channels[0].pg == PgCode("kcp"));
  CHECK(FindTier(over.merchant, TierCode::Parse("AB1").value()) != nullptr);
  CHECK(MergeIntoSetup(over, Load("{}")).merchant.tiers.size() == 1);
  CHECK(MergeIntoSetup(over, Load(R"({"given": {"tiers": []}})")).merchant.tiers.empty());
  CHECK(over.merchant.webhook.url == "http://old/hook");
  CHECK(over.merchant.webhook.format == WebhookFormat::kForm);
  CHECK(over.merchant.switches.merchant_uid_reuse == MerchantUidReuse::kStrict);
  CHECK(over.merchant.switches.unknown_customer == UnknownCustomer::kRefusal);
}

}  // namespace
}  // namespace portone::scenario
