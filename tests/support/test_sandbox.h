// SPDX-License-Identifier: MIT
// A sandbox for tests with a stopped wall clock, and short factories for a merchant's commands.
// Independent of the wire format.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/billing_keys.h"
#include "commands/payments.h"
#include "commands/schedules.h"
#include "commands/subscriptions.h"
#include "commands/tokens.h"
#include "commands/webhook_deliveries.h"
#include "domain/calendar.h"
#include "domain/gateway_rules.h"
#include "engine/engine.h"
#include "support/catch.h"

namespace portone::testing {

/// The wall clock of the tests in this process; only moves when a test moves it.
struct FakeWallClock {
  static Instant Read();
  static void Set(Instant now);
  static void Advance(Duration time);
};

/// Parses an ISO 8601 timestamp. REQUIRES: it is valid.
Instant At(std::string_view iso);

/// 2024-01-31 09:00 in Korea: the start time of test clocks.
Instant Start();

// Commands of a merchant.

inline constexpr std::string_view kGoodCard = "1234123412341234";
inline constexpr std::string_view kUnknownBinCard = "1111111111111111";
inline constexpr std::string_view kWrongNumberCard = "4092023012341234";
inline constexpr std::string_view kDecliningCard = "4000000000000341";

CardInput MakeCard(std::string_view digits);
ChannelChoice OnPg(std::string_view pg);
ChannelChoice OnChannel(std::string_view channel_key);
Order MakeOrder(std::string_view merchant_uid, std::int64_t won = 10'000);

commands::ChargeOnce MakeOnetimeCharge(std::string_view merchant_uid,
                                       std::string_view card = kGoodCard);
commands::IssueKey Issue(std::string_view customer_uid, std::string_view card = kGoodCard);
commands::ChargeKey MakeKeyCharge(std::string_view customer_uid, std::string_view merchant_uid);
commands::ScheduleEntry EntryAt(std::string_view merchant_uid, Instant schedule_at);
commands::RegisterSchedules MakeSchedules(std::string_view customer_uid,
                                          std::vector<commands::ScheduleEntry> entries);
/// One schedule, an hour after Start().
commands::RegisterSchedules ScheduleInAnHour(std::string_view customer_uid,
                                             std::string_view merchant_uid);
commands::RevokeSchedules Revoke(std::string_view merchant_uid);
commands::CancelPayment Cancel(const ImpUid& imp_uid);

/// The gateway with this code. REQUIRES: it exists.
const GatewayRules& Rules(std::string_view code);

// Results.

/// Means "not refused" in tables of refusals; no error has this code.
inline constexpr Errc kAccepted{0xFF};

template <class T>
Errc GetErrc(const Result<T>& result) {
  return result.ok() ? kAccepted : result.error().code;
}

/// The value of a result that must not be a refusal.
template <class T>
T GetValue(Result<T> result) {
  INFO("refused: " << (result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  return std::move(result).value();
}

/// The message of a result that must be a refusal.
template <class T>
std::string GetMessage(const Result<T>& result) {
  REQUIRE(!result.ok());
  return result.error().message;
}

/// Every default channel, no webhook, a clock stopped at Start(), which tokens follow.
engine::Setup StandardSetup();
/// The same with this webhook URL in the console.
engine::Setup SetupWithWebhook(std::string_view url);
/// The same with a clock that follows the (fake) wall clock.
engine::Setup LiveSetup();

/// An engine whose wall clock stays at Start() until a test moves it.
class TestSandbox {
 public:
  explicit TestSandbox(engine::Setup setup = StandardSetup());

  template <class Command>
  auto Run(const Command& command) {
    return engine.Run(engine::JournalInput{}, command);
  }
  template <class T>
  auto Query(const T& query) {
    return engine.Query(query);
  }

  /// The newest payment with this merchant_uid.
  Payment Find(std::string_view merchant_uid);
  commands::ScheduleView FindSchedule(std::string_view merchant_uid);

  /// A complete advance without delivering webhooks. Returns the fired timers.
  std::vector<FiredTimer> AdvanceTo(Instant to);
  std::vector<FiredTimer> AdvanceBy(Duration by);

  /// Takes the webhooks that are ready to be posted: "paid order-1 to http://shop/hook".
  std::vector<std::string> TakeWebhooks();

  engine::Engine engine;
};

using Strings = std::vector<std::string>;

}  // namespace portone::testing

// How Catch2 prints values in failed comparisons.

template <>
struct Catch::StringMaker<portone::Instant> {
  static std::string convert(portone::Instant instant) {  // NOLINT(readability-identifier-naming)
    return portone::FormatIso(instant);
  }
};

template <>
struct Catch::StringMaker<portone::Errc> {
  static std::string convert(portone::Errc code) {  // NOLINT(readability-identifier-naming)
    return code == portone::testing::kAccepted ? "accepted"
                                               : "Errc " + std::to_string(static_cast<int>(code));
  }
};
