// SPDX-License-Identifier: MIT
#include "domain/world.h"

#include "base/invariant.h"
#include "support/world_builder.h"

namespace portone {
namespace {

Payment PaymentOf(const std::string& imp_uid, const std::string& merchant_uid) {
  Payment payment;
  payment.imp_uid = ImpUid(imp_uid);
  payment.order = testing::OrderOf(merchant_uid);
  payment.started_at = testing::Start();
  return payment;
}

Schedule ScheduleOf(const std::string& customer_uid, const std::string& merchant_uid) {
  Schedule schedule;
  schedule.customer_uid = CustomerUid(customer_uid);
  schedule.order = testing::OrderOf(merchant_uid);
  schedule.schedule_at = testing::Start();
  return schedule;
}

TEST_CASE("world: a payment is found by its id and by its order", "[domain][world]") {
  World world;
  world.Insert(PaymentOf("imps_2", "order-1"));
  world.Insert(PaymentOf("imps_1", "order-1"));
  world.Insert(PaymentOf("imps_3", "order-2"));
  REQUIRE(world.FindPayment(ImpUid("imps_1")) != nullptr);
  CHECK(world.FindPayment(ImpUid("imps_1"))->order.merchant_uid.text == "order-1");
  CHECK(world.FindPayment(ImpUid("imps_9")) == nullptr);
  CHECK(world.Attempts(MerchantUid("order-1")) ==
        std::vector<ImpUid>{ImpUid("imps_2"), ImpUid("imps_1")});
  CHECK(world.Attempts(MerchantUid("order-9")).empty());
}

TEST_CASE("world: an imp_uid is used once", "[domain][world]") {
  World world;
  world.Insert(PaymentOf("imps_1", "order-1"));
  CHECK_THROWS_AS(world.Insert(PaymentOf("imps_1", "order-2")), InvariantViolation);
  CHECK_THROWS_AS(world.GetPayment(ImpUid("imps_9")), InvariantViolation);
}

TEST_CASE("world: a customer has one key at a time", "[domain][world]") {
  World world;
  BillingKey key;
  key.customer_uid = CustomerUid("kim");
  key.pg_id = "first";
  world.Store(key);
  key.pg_id = "second";
  world.Store(key);
  REQUIRE(world.FindKey(CustomerUid("kim")) != nullptr);
  CHECK(world.FindKey(CustomerUid("kim"))->pg_id == "second");
  world.EraseKey(CustomerUid("kim"));
  CHECK(world.FindKey(CustomerUid("kim")) == nullptr);
  world.EraseKey(CustomerUid("kim"));
}

TEST_CASE("world: schedules are numbered from one and the latest is found", "[domain][world]") {
  World world;
  CHECK(world.Insert(ScheduleOf("kim", "order-1")).id == 1);
  CHECK(world.Insert(ScheduleOf("lee", "order-2")).id == 2);
  CHECK(world.Insert(ScheduleOf("kim", "order-1")).id == 3);
  REQUIRE(world.FindSchedule(MerchantUid("order-1")) != nullptr);
  CHECK(world.FindSchedule(MerchantUid("order-1"))->id == 3);
  CHECK(world.FindSchedule(MerchantUid("order-9")) == nullptr);
  CHECK(world.SchedulesOf(CustomerUid("kim")) == std::vector<ScheduleId>{1, 3});
  CHECK(world.SchedulesOf(CustomerUid("park")).empty());
  CHECK_THROWS_AS(world.GetSchedule(0), InvariantViolation);
  CHECK_THROWS_AS(world.GetSchedule(4), InvariantViolation);
}

TEST_CASE("world: only the newest deliveries are kept and ids go on", "[domain][world]") {
  World world;
  for (std::size_t i = 0; i < World::kDeliveriesKept + 2; ++i)
    world.Insert(Delivery{}).state = DeliveryState::kDelivered;
  CHECK(world.Deliveries().size() == World::kDeliveriesKept);
  CHECK(world.FindDelivery(0) == nullptr);
  CHECK(world.FindDelivery(2) == nullptr);
  REQUIRE(world.FindDelivery(3) != nullptr);
  CHECK(world.FindDelivery(3)->id == 3);
  REQUIRE(world.FindDelivery(10'002) != nullptr);
  CHECK(world.FindDelivery(10'002)->id == 10'002);
  CHECK(world.FindDelivery(10'003) == nullptr);
}

TEST_CASE("world: a delivery that is still to be sent is kept, and what follows it",
          "[domain][world]") {
  World world;
  world.Insert(Delivery{});
  for (std::size_t i = 0; i < World::kDeliveriesKept; ++i)
    world.Insert(Delivery{}).state = DeliveryState::kDelivered;
  CHECK(world.Deliveries().size() == World::kDeliveriesKept + 1);
  world.FindDelivery(1)->state = DeliveryState::kFailed;
  world.Insert(Delivery{});
  CHECK(world.Deliveries().size() == World::kDeliveriesKept);
  CHECK(world.FindDelivery(2) == nullptr);
}

TEST_CASE("world: an empty one has no deliveries to find", "[domain][world]") {
  CHECK(World().FindDelivery(1) == nullptr);
}

TEST_CASE("world: its description does not depend on the order of insertion", "[domain][world]") {
  World one;
  one.Insert(PaymentOf("imps_1", "order-1"));
  one.Insert(PaymentOf("imps_2", "order-2"));
  World other;
  other.Insert(PaymentOf("imps_2", "order-2"));
  other.Insert(PaymentOf("imps_1", "order-1"));
  CHECK(Describe(one) == Describe(other));
  CHECK(Describe(one) ==
        "payments\n"
        "  imps_1 order-1  10000 ready at 2024-01-31T09:00:00.000+09:00\n"
        "  imps_2 order-2  10000 ready at 2024-01-31T09:00:00.000+09:00\n"
        "billing keys\nschedules\ndeliveries\n");
}

TEST_CASE("world: its description tells one state from another", "[domain][world]") {
  testing::TestSandbox sandbox(testing::SetupWithWebhook("http://shop/hook"));
  testing::Texts seen{sandbox.engine.DescribeWorld()};
  const auto changed = [&] {
    seen.push_back(sandbox.engine.DescribeWorld());
    return seen.back() != seen[seen.size() - 2];
  };
  testing::ValueOf(sandbox.Run(testing::Issue("kim")));
  CHECK(changed());
  testing::ValueOf(sandbox.Run(testing::ScheduleInAnHour("kim", "order-1")));
  CHECK(changed());
  const Payment paid = testing::ValueOf(sandbox.Run(testing::Once("order-2")));
  CHECK(changed());
  testing::ValueOf(sandbox.Run(testing::Cancel(paid.imp_uid)));
  CHECK(changed());
  testing::ValueOf(sandbox.Run(testing::Revoke("order-1")));
  CHECK(changed());
}

}  // namespace
}  // namespace portone
