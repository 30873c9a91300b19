// SPDX-License-Identifier: MIT
#include "support/test_sandbox.h"

#include <atomic>
#include <optional>

#include "base/invariant.h"
#include "domain/calendar.h"
#include "engine/advance.h"
#include "gateways/defaults.h"
#include "gateways/registry.h"

namespace portone::testing {
namespace {

/// Atomic: workers of an earlier sandbox may read it while a test makes another one.
std::atomic<Instant>& WallNow() {
  static std::atomic<Instant> now = Start();
  return now;
}

}  // namespace

Instant FakeWallClock::Read() {
  return WallNow().load();
}

void FakeWallClock::Set(Instant now) {
  WallNow().store(now);
}

void FakeWallClock::Advance(Duration time) {
  WallNow().store(WallNow().load() + time);
}

Instant At(std::string_view iso) {
  const std::optional<Instant> instant = ParseIso(iso);
  PORTONE_INVARIANT(instant.has_value(), "not a valid ISO 8601 timestamp");
  return *instant;
}

Instant Start() {
  return At("2024-01-31T09:00:00+09:00");
}

CardInput MakeCard(std::string_view digits) {
  CardInput card;
  card.number = digits;
  card.expiry = "2030-12";
  return card;
}

ChannelChoice OnPg(std::string_view pg) {
  ChannelChoice choice;
  choice.pg = pg;
  return choice;
}

ChannelChoice OnChannel(std::string_view channel_key) {
  ChannelChoice choice;
  choice.channel_key = ChannelKey(std::string(channel_key));
  return choice;
}

const GatewayRules& Rules(std::string_view code) {
  return gateways::Get(PgCode(std::string(code)));
}

Order MakeOrder(std::string_view merchant_uid, std::int64_t won) {
  Order order;
  order.merchant_uid = MerchantUid(std::string(merchant_uid));
  order.amount = Won(won);
  return order;
}

commands::ChargeOnce MakeOnetimeCharge(std::string_view merchant_uid, std::string_view card) {
  commands::ChargeOnce command;
  command.order = MakeOrder(merchant_uid);
  command.card = MakeCard(card);
  return command;
}

commands::IssueKey Issue(std::string_view customer_uid, std::string_view card) {
  commands::IssueKey command;
  command.customer_uid = CustomerUid(std::string(customer_uid));
  command.card = MakeCard(card);
  return command;
}

commands::ChargeKey MakeKeyCharge(std::string_view customer_uid, std::string_view merchant_uid) {
  commands::ChargeKey command;
  command.customer_uid = CustomerUid(std::string(customer_uid));
  command.order = MakeOrder(merchant_uid);
  return command;
}

commands::ScheduleEntry EntryAt(std::string_view merchant_uid, Instant schedule_at) {
  return {MakeOrder(merchant_uid), schedule_at};
}

commands::RegisterSchedules MakeSchedules(std::string_view customer_uid,
                                          std::vector<commands::ScheduleEntry> entries) {
  commands::RegisterSchedules command;
  command.customer_uid = CustomerUid(std::string(customer_uid));
  command.entries = std::move(entries);
  return command;
}

commands::RegisterSchedules ScheduleInAnHour(std::string_view customer_uid,
                                             std::string_view merchant_uid) {
  return MakeSchedules(customer_uid, {EntryAt(merchant_uid, Start() + std::chrono::hours{1})});
}

commands::RevokeSchedules Revoke(std::string_view merchant_uid) {
  commands::RevokeSchedules command;
  command.merchant_uids.emplace_back(std::string(merchant_uid));
  return command;
}

commands::CancelPayment Cancel(const ImpUid& imp_uid) {
  commands::CancelPayment command;
  command.imp_uid = imp_uid;
  return command;
}

engine::Setup StandardSetup() {
  engine::Setup setup;
  setup.clock.mode = sim::ClockMode::kManual;
  setup.clock.start = Start();
  setup.token_clock = engine::TokenClock::kSandbox;
  setup.merchant.channels = gateways::MakeDefaultChannels();
  return setup;
}

engine::Setup SetupWithWebhook(std::string_view url) {
  engine::Setup setup = StandardSetup();
  setup.merchant.webhook.url = url;
  return setup;
}

engine::Setup LiveSetup() {
  engine::Setup setup = StandardSetup();
  setup.clock.mode = sim::ClockMode::kLive;
  return setup;
}

TestSandbox::TestSandbox(engine::Setup setup)
    : engine((FakeWallClock::Set(Start()), std::move(setup)), FakeWallClock::Read) {}

Payment TestSandbox::Find(std::string_view merchant_uid) {
  commands::FindPaymentByOrder query;
  query.merchant_uid = MerchantUid(std::string(merchant_uid));
  return GetValue(Query(query));
}

commands::ScheduleView TestSandbox::FindSchedule(std::string_view merchant_uid) {
  return GetValue(Query(commands::FindSchedule{MerchantUid(std::string(merchant_uid))}));
}

std::vector<FiredTimer> TestSandbox::AdvanceTo(Instant to) {
  std::optional<engine::Advance> advance = engine::Advance::Begin(engine);
  REQUIRE(advance);
  std::vector<FiredTimer> all;
  while (std::optional<FiredTimer> fired = GetValue(advance->FireNextTimer(to))) {
    all.push_back(std::move(*fired));
  }
  REQUIRE(advance->End(to));
  return all;
}

std::vector<FiredTimer> TestSandbox::AdvanceBy(Duration by) {
  return AdvanceTo(engine.ReadClock().now + by);
}

std::vector<std::string> TestSandbox::TakeWebhooks() {
  std::vector<std::string> taken;
  while (const auto outgoing = engine.TakeOutgoing()) {
    taken.push_back(std::string(Name(outgoing->event.status)) + " " +
                    outgoing->event.merchant_uid.text + " to " + outgoing->url);
  }
  return taken;
}

}  // namespace portone::testing
