// SPDX-License-Identifier: MIT
// Time over real sockets: live clocks, a year in one advance, and a merchant who calls the API
// while handling a webhook.
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"

namespace portone::testing {
namespace {

constexpr long long kThirtyDays = 30LL * 86'400;
constexpr const char* kFixedClock = "scenarios/kcp/monthly_subscription_fixed_clock.json";

std::string ReadField(const Webhook& webhook, std::string_view pointer) {
  return ReceivedReply{200, "", webhook.body}.At(pointer);
}

TEST_CASE("time: on a live clock a schedule fires by itself and sends a webhook", "[e2e]") {
  const MerchantServer server;
  const RunningEmulator emulator({"--webhook-url", server.url(), "--scenario",
                                  SourcePath("scenarios/kcp/monthly_subscription.json")});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  const ReceivedReply clock = merchant.Get("/_emulator/clock");
  CHECK(clock.At("/mode") == "live");
  // Whole seconds, so that it is at least one second away.
  const std::string due = std::to_string(std::stoll(clock.At("/now_unix")) + 2);
  REQUIRE(merchant.Schedule("kim", "order-1", due).At("/code") == "0");
  CHECK(ReadField(server.Await(1).front(), "/status") == "paid");
  const ReceivedReply schedule = merchant.Get("/subscribe/payments/schedule/order-1");
  CHECK(schedule.At("/response/schedule_status") == "executed");
  CHECK(schedule.At("/response/executed_at") == due);
}

TEST_CASE("time: after an advance a live clock runs on and still fires by itself", "[e2e]") {
  const MerchantServer server;
  const RunningEmulator emulator({"--webhook-url", server.url(), "--scenario",
                                  SourcePath("scenarios/kcp/monthly_subscription.json")});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  const ReceivedReply advanced = merchant.Advance("30d");
  const std::string due = std::to_string(std::stoll(advanced.At("/now_unix")) + 2);
  REQUIRE(merchant.Schedule("kim", "order-1", due).At("/code") == "0");
  CHECK(ReadField(server.Await(1).front(), "/merchant_uid") == "order-1");
}

/// A merchant's subscription loop: on each webhook looks up the payment, and schedules the next
/// charge a month later while the subscription runs.
class Subscription {
 public:
  explicit Subscription(int charges) : charges_(charges) {}

  MerchantServer::Handler Handler() {
    return [this](const Webhook& webhook) { return Continue(webhook); };
  }

  /// Sets the merchant who makes the calls.
  void SetMerchant(const MerchantClient& merchant) {
    const std::lock_guard lock(mutex_);
    merchant_ = merchant;
  }
  /// "order-1 paid at 1709164800"
  std::vector<std::string> ListPayments() const {
    const std::lock_guard lock(mutex_);
    return payments_;
  }

 private:
  int Continue(const Webhook& webhook) {
    const std::lock_guard lock(mutex_);
    MerchantClient caller = *merchant_;
    caller.Authorize();  // like clients that fetch a token for every call
    const ReceivedReply payment = caller.Get("/payments/" + ReadField(webhook, "/imp_uid"));
    const std::string paid_at = payment.At("/response/paid_at");
    payments_.push_back(payment.At("/response/merchant_uid") + " " +
                        payment.At("/response/status") + " at " + paid_at);
    // While the webhook is handled, the sandbox's clock shows the time of the charge.
    if (caller.Get("/_emulator/clock").At("/now_unix") != paid_at) return 500;
    if (static_cast<int>(payments_.size()) == charges_) return 200;
    const std::string next = "order-" + std::to_string(payments_.size() + 1);
    const std::string due = std::to_string(std::stoll(paid_at) + kThirtyDays);
    return caller.Schedule("kim", next, due).At("/code") == "0" ? 200 : 500;
  }

  const int charges_;
  mutable std::mutex mutex_;
  std::optional<MerchantClient> merchant_;
  std::vector<std::string> payments_;
};

TEST_CASE("time: one advance drives a year of a merchant's own subscription loop", "[e2e]") {
  Subscription subscription(12);
  const MerchantServer server(subscription.Handler());
  const RunningEmulator emulator(
      {"--webhook-url", server.url(), "--scenario", SourcePath(kFixedClock)});
  MerchantClient merchant(emulator.port());
  subscription.SetMerchant(merchant);
  merchant.Authorize();
  merchant.IssueKey("kim");
  REQUIRE(merchant.Schedule("kim", "order-1", "1706745600").At("/code") == "0");

  const ReceivedReply year = merchant.Advance("P1Y");
  CHECK(year.At("/from") == "2024-01-31T09:00:00.000+09:00");
  CHECK(year.At("/now") == "2025-01-31T09:00:00.000+09:00");
  CHECK(year.At("/fired_total") == "12");
  CHECK(year.At("/deliveries/succeeded") == "12");
  CHECK(year.At("/deliveries/failed") == "0");
  const std::vector<std::string> payments = subscription.ListPayments();
  REQUIRE(payments.size() == 12);
  CHECK(payments.front() == "order-1 paid at 1706745600");
  CHECK(payments.back() == "order-12 paid at " + std::to_string(1706745600LL + 11 * kThirtyDays));
}

TEST_CASE("time: twelve advances by a month have the same effect as one by a year", "[e2e]") {
  const auto run = [](const std::vector<std::string>& steps) {
    Subscription subscription(100);
    const MerchantServer server(subscription.Handler());
    const RunningEmulator emulator(
        {"--webhook-url", server.url(), "--scenario", SourcePath(kFixedClock)});
    MerchantClient merchant(emulator.port());
    subscription.SetMerchant(merchant);
    merchant.Authorize();
    merchant.IssueKey("kim");
    merchant.Schedule("kim", "order-1", "1706745600");
    for (const std::string& step : steps)
      CHECK(merchant.Advance(step).status == 200);
    return subscription.ListPayments();
  };
  const std::vector<std::string> at_once = run({"P1Y"});
  CHECK(at_once.size() == 13);
  CHECK(run(std::vector<std::string>(12, "P1M")) == at_once);
}

TEST_CASE("time: a failing receiver is recorded and does not delay anything", "[e2e]") {
  const MerchantServer server([](const Webhook& /*webhook*/) { return 503; });
  const RunningEmulator emulator(
      {"--webhook-url", server.url(), "--scenario", SourcePath(kFixedClock)});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  merchant.Schedule("kim", "order-1", "1706745600");
  const ReceivedReply advanced = merchant.Advance("2d");
  CHECK(advanced.At("/fired/0/outcome") == "paid");
  CHECK(advanced.At("/deliveries/failed") == "1");
  const ReceivedReply webhooks = merchant.Get("/_emulator/webhooks");
  CHECK(webhooks.At("/webhooks/0/state") == "failed");
  CHECK(webhooks.At("/webhooks/0/attempts/0/status") == "503");
}

TEST_CASE("time: each sandbox has its own clock", "[e2e]") {
  const RunningEmulator emulator({"--scenario", SourcePath(kFixedClock)});
  MerchantClient one(emulator.port(), "one", "secret-1");
  MerchantClient two(emulator.port(), "two", "secret-2");
  one.Authorize();
  two.Authorize();
  CHECK(one.Advance("P1M").status == 200);
  CHECK(one.Authorize().At("/response/now") == "1709164800");
  CHECK(two.Authorize().At("/response/now") == "1706659200");
  CHECK(one.Post("/_emulator/clock/advance", R"({"by": "1d"})").At("/error/code") ==
        "ambiguous_sandbox");
}

}  // namespace
}  // namespace portone::testing
