// SPDX-License-Identifier: MIT
// A hundred concurrent clients, each with its own sandbox: none sees or delays another.
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "domain/calendar.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"

namespace portone::testing {
namespace {

constexpr int kClients = 100;

/// What client `n` does; different for each client.
struct Plan {
  explicit Plan(int n)
      : key("key-" + std::to_string(n)),
        start(FromUnixSeconds(1'706'659'200 + n * 86'400LL)),
        charges(1 + n % 5),
        days(n % 7) {}

  Instant GetChargeTime(int charge) const { return start + std::chrono::hours{24 * charge}; }
  /// The number of charges that are due within the client's advance.
  int CountReachedCharges() const { return std::min(charges, days); }

  std::string key;
  Instant start;
  int charges;  ///< one a day from the day after the start
  int days;     ///< by which the client advances
};

/// Counts the webhooks of each sandbox, by the path to which they are sent.
class WebhookCounter {
 public:
  MerchantServer::Handler Handler() {
    return [this](const Webhook& webhook) {
      const std::lock_guard lock(mutex_);
      ++by_path_[webhook.target];
      return 200;
    };
  }
  int GetCount(const std::string& key) {
    const std::lock_guard lock(mutex_);
    return by_path_["/" + key];
  }

 private:
  std::mutex mutex_;
  std::map<std::string, int> by_path_;
};

/// "200 3 webhooks 3 at 2024-02-03T09:00:00.000+09:00": the status, the fired events, the delivered
/// webhooks and the time.
std::string MakeExpectedResult(const Plan& plan) {
  return "200 " + std::to_string(plan.CountReachedCharges()) + " webhooks " +
         std::to_string(plan.CountReachedCharges()) + " at " +
         FormatIso(plan.start + std::chrono::hours{24 * plan.days});
}

/// Carries out the plan and returns its result, in the format of MakeExpectedResult.
std::string RunPlan(const Plan& plan, int port, const std::string& hook) {
  MerchantClient merchant(port, plan.key, "secret");
  const std::string body = R"({"imp_key": ")" + plan.key +
                           R"(", "imp_secret": "secret", "scenario": {"clock": {"start": ")" +
                           FormatIso(plan.start) + R"("}, "given": {"webhook": {"url": ")" + hook +
                           R"("}}}})";
  if (merchant.Post("/_emulator/sandboxes", body).status != 200) return "no sandbox";
  merchant.Authorize();
  merchant.IssueKey("kim");
  for (int charge = 1; charge <= plan.charges; ++charge) {
    merchant.Schedule("kim", "order-" + std::to_string(charge),
                      std::to_string(ToUnixSeconds(plan.GetChargeTime(charge))));
  }
  const ReceivedReply advanced =
      merchant.Post("/_emulator/clock/advance?sandbox=" + plan.key,
                    R"({"by": ")" + std::to_string(plan.days) + R"(d"})");
  return std::to_string(advanced.status) + " " + advanced.At("/fired_total") + " webhooks " +
         advanced.At("/deliveries/succeeded") + " at " + advanced.At("/now");
}

TEST_CASE("sandboxes: a hundred concurrent clients each get their own result", "[e2e]") {
  WebhookCounter counter;
  const MerchantServer server(counter.Handler());
  const RunningEmulator emulator;
  std::vector<std::string> results(kClients);
  std::atomic<bool> is_started{false};
  std::vector<std::thread> clients;
  for (int n = 0; n < kClients; ++n) {
    clients.emplace_back([&, n] {
      const Plan plan(n);
      while (!is_started)
        std::this_thread::yield();
      results[static_cast<std::size_t>(n)] =
          RunPlan(plan, emulator.port(), server.url("/" + plan.key));
    });
  }
  is_started = true;
  for (std::thread& client : clients)
    client.join();

  for (int n = 0; n < kClients; ++n) {
    const Plan plan(n);
    CAPTURE(n);
    CHECK(results[static_cast<std::size_t>(n)] == MakeExpectedResult(plan));
    CHECK(counter.GetCount(plan.key) == plan.CountReachedCharges());
  }
  const ReceivedReply health = Send(emulator.port(), "GET /_emulator/health");
  CHECK(health.At("/sandboxes") == std::to_string(kClients + 1));
}

TEST_CASE("sandboxes: beyond the limit an unknown key creates no sandbox", "[e2e]") {
  const RunningEmulator emulator({"--max-sandboxes", "2"});
  CHECK(MerchantClient(emulator.port(), "one", "secret").Authorize().status == 200);
  const ReceivedReply refused = MerchantClient(emulator.port(), "two", "secret").Authorize();
  CHECK(refused.status == 503);
  CHECK(refused.At("/message") == "portone-emulator already has 2 sandboxes, the maximum");
  CHECK(Send(emulator.port(), "DELETE /_emulator/sandboxes/one").status == 200);
  CHECK(MerchantClient(emulator.port(), "two", "secret").Authorize().status == 200);
}

TEST_CASE("sandboxes: with a limit for idle ones, one that nobody calls is removed", "[e2e]") {
  const RunningEmulator emulator({"--sandbox-idle-timeout", "1"});
  CHECK(MerchantClient(emulator.port(), "one", "secret").Authorize().status == 200);
  CHECK(AwaitHealth(emulator.port(), "/sandboxes", "1").At("/sandboxes") == "1");
}

}  // namespace
}  // namespace portone::testing
