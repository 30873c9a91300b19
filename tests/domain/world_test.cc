// SPDX-License-Identifier: MIT
#include "domain/world.h"

#include "base/invariant.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

Payment MakePayment(const std::string& imp_uid, const std::string& merchant_uid) {
  Payment payment;
  payment.imp_uid = ImpUid(imp_uid);
  payment.order = testing::MakeOrder(merchant_uid);
  payment.started_at = testing::Start();
  return payment;
}

Schedule MakeSchedule(const std::string& customer_uid, const std::string& merchant_uid) {
  Schedule schedule;
  schedule.customer_uid = CustomerUid(customer_uid);
  schedule.order = testing::MakeOrder(merchant_uid);
  schedule.schedule_at = testing::Start();
  return schedule;
}

TEST_CASE("world: a payment is found by its id and by its order", "[domain][world]") {
  PaymentTable payments;
  const Payment& second = payments.Insert(MakePayment("imps_2", "order-1"));
  const Payment& first = payments.Insert(MakePayment("imps_1", "order-1"));
  payments.Insert(MakePayment("imps_3", "order-2"));
  CHECK(payments.Find(ImpUid("imps_1")) == &first);
  CHECK(first.order.merchant_uid.text == "order-1");
  CHECK(payments.Find(ImpUid("imps_9")) == nullptr);
  CHECK(payments.FindByMerchantUid(MerchantUid("order-1")) ==
        std::vector<const Payment*>{&second, &first});
  CHECK(payments.FindByMerchantUid(MerchantUid("order-9")).empty());
}

TEST_CASE("world: an imp_uid can be used only once", "[domain][world]") {
  PaymentTable payments;
  payments.Insert(MakePayment("imps_1", "order-1"));
  CHECK_THROWS_AS(payments.Insert(MakePayment("imps_1", "order-2")), InvariantViolation);
  CHECK(payments.All().size() == 1);
  CHECK_THROWS_AS(payments.Update(ImpUid("imps_9"), [](Payment&) {}), InvariantViolation);
}

TEST_CASE("world: a customer has one key at a time", "[domain][world]") {
  BillingKeyTable keys;
  BillingKey key;
  key.customer_uid = CustomerUid("kim");
  key.pg_id = "first";
  keys.Store(key);
  key.pg_id = "second";
  keys.Store(key);
  REQUIRE(keys.Find(CustomerUid("kim")) != nullptr);
  CHECK(keys.Find(CustomerUid("kim"))->pg_id == "second");
  keys.Erase(CustomerUid("kim"));
  CHECK(keys.Find(CustomerUid("kim")) == nullptr);
  keys.Erase(CustomerUid("kim"));
}

TEST_CASE("world: schedules are numbered from one and the latest is found", "[domain][world]") {
  ScheduleTable schedules;
  CHECK(schedules.Insert(MakeSchedule("kim", "order-1")).id == 1);
  CHECK(schedules.Insert(MakeSchedule("lee", "order-2")).id == 2);
  CHECK(schedules.Insert(MakeSchedule("kim", "order-1")).id == 3);
  REQUIRE(schedules.Find(MerchantUid("order-1")) != nullptr);
  CHECK(schedules.Find(MerchantUid("order-1"))->id == 3);
  CHECK(schedules.Find(MerchantUid("order-9")) == nullptr);
  CHECK(schedules.FindByCustomer(CustomerUid("kim")) == std::vector<ScheduleId>{1, 3});
  CHECK(schedules.FindByCustomer(CustomerUid("park")).empty());
  CHECK_THROWS_AS(schedules.Get(0), InvariantViolation);
  CHECK_THROWS_AS(schedules.Get(4), InvariantViolation);
}

TEST_CASE("world: only the newest deliveries are kept and ids are not reused", "[domain][world]") {
  WebhookLog log;
  for (std::size_t i = 0; i < WebhookLog::kMaxDeliveries + 2; ++i)
    log.Insert(WebhookDelivery{}).state = WebhookDeliveryState::kDelivered;
  CHECK(log.All().size() == WebhookLog::kMaxDeliveries);
  CHECK(log.Find(0) == nullptr);
  CHECK(log.Find(2) == nullptr);
  REQUIRE(log.Find(3) != nullptr);
  CHECK(log.Find(3)->id == 3);
  REQUIRE(log.Find(10'002) != nullptr);
  CHECK(log.Find(10'002)->id == 10'002);
  CHECK(log.Find(10'003) == nullptr);
}

TEST_CASE("world: a pending delivery and its successors are kept", "[domain][world]") {
  WebhookLog log;
  log.Insert(WebhookDelivery{});
  for (std::size_t i = 0; i < WebhookLog::kMaxDeliveries; ++i)
    log.Insert(WebhookDelivery{}).state = WebhookDeliveryState::kDelivered;
  CHECK(log.All().size() == WebhookLog::kMaxDeliveries + 1);
  log.Find(1)->state = WebhookDeliveryState::kFailed;
  log.Insert(WebhookDelivery{});
  CHECK(log.All().size() == WebhookLog::kMaxDeliveries);
  CHECK(log.Find(2) == nullptr);
}

TEST_CASE("world: an empty log finds no deliveries", "[domain][world]") {
  CHECK(WebhookLog().Find(1) == nullptr);
}

TEST_CASE("world: its description does not depend on the order of insertion", "[domain][world]") {
  World one;
  one.GetLedger({}).payments.Insert(MakePayment("imps_1", "order-1"));
  one.GetLedger({}).payments.Insert(MakePayment("imps_2", "order-2"));
  World other;
  other.GetLedger({}).payments.Insert(MakePayment("imps_2", "order-2"));
  other.GetLedger({}).payments.Insert(MakePayment("imps_1", "order-1"));
  CHECK(Describe(one) == Describe(other));
  CHECK(Describe(one) ==
        "payments\n"
        "  imps_1 order-1  10000 ready at 2024-01-31T09:00:00.000+09:00\n"
        "  imps_2 order-2  10000 ready at 2024-01-31T09:00:00.000+09:00\n"
        "billing keys\nschedules\nwebhooks\n");
}

TEST_CASE("world: a sub-merchant has a ledger of its own", "[domain][world]") {
  World world;
  const TierCode tier = TierCode::Parse("A01").value();
  CHECK_FALSE(std::as_const(world).GetLedger(tier).HasHistory());
  CHECK_FALSE(world.HasHistory());
  world.GetLedger(tier).payments.Insert(MakePayment("imps_1", "order-1"));
  CHECK(world.HasHistory());
  CHECK_FALSE(std::as_const(world).GetLedger({}).HasHistory());
  CHECK(std::as_const(world).GetLedger(tier).payments.Find(ImpUid("imps_1")) != nullptr);
  CHECK(Describe(world) ==
        "payments\nbilling keys\nschedules\n"
        "tier A01\npayments\n"
        "  imps_1 order-1  10000 ready at 2024-01-31T09:00:00.000+09:00\n"
        "billing keys\nschedules\nwebhooks\n");
}

TEST_CASE("world: different states have different descriptions", "[domain][world]") {
  testing::TestSandbox sandbox(testing::SetupWithWebhook("http://shop/hook"));
  testing::Strings seen{sandbox.engine.DescribeWorld()};
  const auto changed = [&] {
    seen.push_back(sandbox.engine.DescribeWorld());
    return seen.back() != seen[seen.size() - 2];
  };
  testing::GetValue(sandbox.Run(testing::Issue("kim")));
  CHECK(changed());
  testing::GetValue(sandbox.Run(testing::ScheduleInAnHour("kim", "order-1")));
  CHECK(changed());
  const Payment paid = testing::GetValue(sandbox.Run(testing::MakeOnetimeCharge("order-2")));
  CHECK(changed());
  testing::GetValue(sandbox.Run(testing::Cancel(paid.imp_uid)));
  CHECK(changed());
  testing::GetValue(sandbox.Run(testing::Revoke("order-1")));
  CHECK(changed());
}

}  // namespace
}  // namespace portone
