// SPDX-License-Identifier: MIT
// Invariants that hold whatever a merchant does: seeded random calls, then every payment and
// schedule is checked through every list.
#include <map>
#include <random>
#include <set>
#include <string>

#include "commands/record_copies.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;
using testing::TestReply;

constexpr int kSteps = 2'500;
constexpr int kOrders = 120;
constexpr int kCustomers = 6;

engine::Setup SetupWithWallClockTokens() {
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.token_clock = engine::TokenClock::kWall;
  return setup;
}

/// A merchant who makes random calls.
class Monkey {
 public:
  explicit Monkey(unsigned seed) : random_(seed) {}

  void Step(TestApi& api) {
    switch (Below(17)) {
      case 0:
        api.Post("/subscribe/customers/" + Customer(), testing::CardBody(Card()));
        return;
      case 1:
        if (Below(6) == 0) api.Delete("/subscribe/customers/" + Customer());
        return;
      case 2:
      case 3:
        Onetime(api);
        return;
      case 4:
      case 5:
        api.Post("/subscribe/payments/again", testing::AgainBody(Customer(), Order()));
        return;
      case 6:
      case 7:
        Schedule(api);
        return;
      case 8:
        api.Post("/subscribe/payments/unschedule", {{"merchant_uid", Order()}});
        return;
      case 9:
        api.Post("/payments/prepare", {{"merchant_uid", Order()}, {"amount", Below(5'000)}});
        return;
      case 10:
        api.Control("POST", "/clock/advance",
                    R"({"by": ")" + std::to_string(1 + Below(300)) + R"(m"})");
        return;
      case 11:
      case 12:
        IssueOrDeposit(api);
        return;
      case 13:
        if (Below(2) == 0) {
          api.Post("/subscribe/payments/schedule/" + Order() + "/retry", Json::object());
        } else {
          MoveOrReschedule(api);
        }
        return;
      default:
        Cancel(api);
    }
  }

 private:
  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  std::string Order() { return "order-" + std::to_string(Below(kOrders)); }
  std::string Customer() { return "customer-" + std::to_string(Below(kCustomers)); }
  std::string Card() {
    return Below(4) == 0 ? "4000-0000-0000-0341" : std::string(testing::kGoodCardDashed);
  }

  void Onetime(TestApi& api) {
    Json body = testing::OnetimeBody(Order(), Card());
    body["amount"] = 1'000 + Below(50'000);
    if (Below(3) == 0) body["customer_uid"] = Customer();
    if (Below(3) == 0) body["pg"] = "kcp";
    api.Post("/subscribe/payments/onetime", body);
  }

  void Schedule(TestApi& api) {
    const Instant now = api.registry.Default()->engine.ReadClock().now;
    std::vector<Json> entries;
    for (int i = 0; i <= Below(3); ++i)
      entries.push_back(testing::EntryBody(Order(), now + std::chrono::minutes{1 + Below(2'000)}));
    api.Post("/subscribe/payments/schedule", testing::ScheduleBody(Customer(), entries));
  }

  /// Issues a virtual account, or pays into one.
  void IssueOrDeposit(TestApi& api) {
    const std::string order = Order();
    if (Below(2) == 0) {
      api.Control("POST", "/actions/deposit", Json{{"merchant_uid", order}}.dump());
      return;
    }
    const Instant now = api.registry.Default()->engine.ReadClock().now;
    api.Post("/vbanks", {{"merchant_uid", order},
                         {"amount", 1'000 + Below(50'000)},
                         {"channel_key", "channel-key-settle"},
                         {"vbank_code", "004"},
                         {"vbank_holder", "shop"},
                         {"vbank_due", ToUnixSeconds(now) + 60 + Below(200'000)}});
  }

  void MoveOrReschedule(TestApi& api) {
    const Instant now = api.registry.Default()->engine.ReadClock().now;
    const Json body{{"schedule_at", ToUnixSeconds(now) + 60 + Below(100'000)}};
    const std::string target = "/subscribe/payments/schedule/" + Order();
    if (Below(2) == 0) {
      api.Put(target, body);
    } else {
      api.Post(target + "/reschedule", body);
    }
  }

  void Cancel(TestApi& api) {
    Json body{{"merchant_uid", Order()}};
    if (Below(3) > 0) body["amount"] = Below(20'000);
    if (Below(4) == 0) body["checksum"] = Below(20'000);
    if (Below(4) == 0) body["tax_free"] = Below(2'000);
    if (Below(2) == 0) {
      body.update({{"refund_holder", "kim"}, {"refund_bank", "004"}, {"refund_account", "1"}});
    }
    api.Post("/payments/cancel", body);
  }

  std::mt19937 random_;
};

/// All pages of a list together.
std::vector<Json> ListAll(TestApi& api, const std::string& target) {
  std::vector<Json> all;
  for (int page = 1; page != 0;) {
    const TestReply reply = api.Get(target + "limit=37&page=" + std::to_string(page));
    if (reply.status == 404) return all;
    REQUIRE(reply.code() == 0);
    for (const Json& element : reply.response()["list"])
      all.push_back(element);
    page = reply.response()["next"].get<int>();
    if (page == 0) CHECK(reply.response()["total"] == all.size());
  }
  return all;
}

void CheckMoney(const Json& payment) {
  std::int64_t returned = 0;
  for (const Json& cancellation : payment["cancel_history"])
    returned += cancellation["amount"].get<std::int64_t>();
  CHECK(payment["cancel_amount"] == returned);
  CHECK(returned <= payment["amount"].get<std::int64_t>());
  CHECK((payment["status"] == "cancelled") == (returned > 0));
  CHECK((payment["paid_at"] != 0) == (payment["status"] == "paid" || returned > 0));
}

using ByOrder = std::map<std::string, std::vector<Json>>;

/// Every payment once, grouped by order number, newest first.
ByOrder CheckPayments(TestApi& api) {
  ByOrder by_order;
  std::set<std::string> ids;
  for (const Json& payment : ListAll(api, "/payments/status/all?")) {
    CheckMoney(payment);
    CHECK(ids.insert(payment["imp_uid"].get<std::string>()).second);
    by_order[payment["merchant_uid"].get<std::string>()].push_back(payment);
  }
  std::size_t by_status = 0;
  for (const char* status : {"ready", "paid", "cancelled", "failed"}) {
    for (const Json& payment : ListAll(api, "/payments/status/" + std::string(status) + "?")) {
      CHECK(payment["status"] == status);
      ++by_status;
    }
  }
  CHECK(by_status == ids.size());
  return by_order;
}

/// `find`, `findAll` and `status` agree, and no order was paid twice.
void CheckOrders(TestApi& api, const ByOrder& by_order) {
  for (const auto& [order, payments] : by_order) {
    CAPTURE(order);
    CHECK(ListAll(api, "/payments/findAll/" + order + "?") == payments);
    CHECK(api.Get("/payments/find/" + order).response() == payments.front());
    CHECK(api.Get("/payments/" + payments.back()["imp_uid"].get<std::string>()).response() ==
          payments.back());
    int paid = 0;
    for (const Json& payment : payments)
      paid += payment["paid_at"] != 0 ? 1 : 0;
    CHECK(paid <= 1);
  }
}

/// A schedule's payment has the schedule's own order number, no two schedules share a payment, and
/// at most one charge of a schedule was paid.
void CheckSchedules(TestApi& api, const ByOrder& by_order) {
  const auto copies =
      api.registry.Default()->engine.Query(commands::CopyRecords{.include_schedules = true});
  REQUIRE(copies.ok());
  std::set<std::string> executed;
  for (const commands::ScheduleView& view : copies.value().schedules) {
    CHECK((view.schedule.status == ScheduleStatus::kExecuted) == view.schedule.imp_uid.has_value());
    if (!view.schedule.imp_uid) continue;
    CHECK(executed.insert(view.schedule.imp_uid->text).second);
    const Json payment = api.Get("/payments/" + view.schedule.imp_uid->text).response();
    CHECK(payment["merchant_uid"] == view.schedule.order.merchant_uid.text);
    CHECK(payment["customer_uid_usage"] == "payment.scheduled");
  }
  for (const auto& [order, payments] : by_order) {
    for (const Json& payment : payments) {
      if (payment["customer_uid_usage"] != "payment.scheduled" || payment["paid_at"] == 0) continue;
      CAPTURE(order);
      CHECK(executed.count(payment["imp_uid"].get<std::string>()) == 1);
    }
  }
}

/// Replaces the sandbox with its own snapshot, which must not make a difference.
void RestoreFromSnapshot(TestApi& api) {
  REQUIRE(api.Control("POST", "/settle").status == 200);
  const std::string world = api.Describe();
  const std::string snapshot = api.Control("POST", "/snapshot").text;
  REQUIRE(api.Control("PUT", "/snapshot", snapshot).status == 200);
  CHECK(api.Describe() == world);
  CHECK(api.Control("POST", "/snapshot").text == snapshot);
}

TEST_CASE("property: money, ids and lists agree after random calls", "[property]") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  CAPTURE(seed);
  TestApi api(SetupWithWallClockTokens());
  Monkey monkey(seed);
  for (int step = 1; step <= kSteps; ++step) {
    monkey.Step(api);
    if (step % 900 == 0) RestoreFromSnapshot(api);
    if (step % 500 != 0) continue;
    const ByOrder by_order = CheckPayments(api);
    CheckOrders(api, by_order);
    CheckSchedules(api, by_order);
    if (step == kSteps) CHECK(by_order.size() > kOrders * 3 / 4);
  }
}

}  // namespace
}  // namespace portone
