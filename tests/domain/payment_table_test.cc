// SPDX-License-Identifier: MIT
#include "domain/payment_table.h"

#include "support/test_sandbox.h"

namespace portone {
namespace {

using std::chrono::seconds;

constexpr SortOrder kNewestStarted{PaymentSortField::kStarted, SortDirection::kDescending};

/// Four payments of one order: ready, paid, failed, and one cancelled after the others were
/// created.
struct FourPayments {
  FourPayments() {
    Insert("ready", 1);
    Insert("paid", 2);
    Insert("failed", 3);
    Insert("cancelled", 4);
    Pay("cancelled", 5);
    Pay("paid", 6);
    payments.Update(ImpUid("failed"), [&](Payment& payment) {
      payment.status = PaymentStatus::kFailed;
      payment.failed_at = At(7);
    });
    payments.Update(ImpUid("cancelled"), [&](Payment& payment) {
      payment.status = PaymentStatus::kCancelled;
      Cancellation cancellation;
      cancellation.amount = payment.order.amount;
      cancellation.cancelled_at = At(8);
      payment.cancellations.push_back(cancellation);
    });
  }

  static Instant At(int second) { return testing::Start() + seconds{second}; }

  void Insert(const std::string& imp_uid, int second) {
    Payment payment;
    payment.imp_uid = ImpUid(imp_uid);
    payment.order = testing::MakeOrder("order-1");
    payment.started_at = At(second);
    payments.Insert(payment);
  }

  void Pay(const std::string& imp_uid, int second) {
    payments.Update(ImpUid(imp_uid), [&](Payment& payment) {
      payment.status = PaymentStatus::kPaid;
      payment.paid_at = At(second);
    });
  }

  testing::Strings List(const PaymentFilter& filter, std::string_view order) const {
    return Names(payments.List(filter, ParseSortOrder(order).value(), 0, 10));
  }
  static testing::Strings Names(const std::vector<const Payment*>& list) {
    testing::Strings names;
    for (const Payment* payment : list)
      names.push_back(payment->imp_uid.text);
    return names;
  }

  PaymentTable payments;
};

TEST_CASE("payments: lists are sorted by start, payment or last change", "[domain][payments]") {
  const FourPayments four;
  const std::vector<std::pair<std::string, testing::Strings>> rows{
      {"started", {"ready", "paid", "failed", "cancelled"}},
      {"-started", {"cancelled", "failed", "paid", "ready"}},
      {"paid", {"ready", "failed", "cancelled", "paid"}},
      {"-paid", {"paid", "cancelled", "failed", "ready"}},
      {"updated", {"ready", "paid", "failed", "cancelled"}},
      {"-updated", {"cancelled", "failed", "paid", "ready"}},
  };
  for (const auto& [order, expected] : rows) {
    CAPTURE(order);
    CHECK(four.List({}, order) == expected);
    auto attempts = four.payments.FindByMerchantUid(MerchantUid("order-1"));
    four.payments.Sort(attempts, ParseSortOrder(order).value());
    CHECK(FourPayments::Names(attempts) == expected);
  }
}

TEST_CASE("payments: a list is filtered by status and by when the status was set",
          "[domain][payments]") {
  const FourPayments four;
  const auto during = [](StatusSet statuses, int from, int to) {
    return PaymentFilter{statuses, FourPayments::At(from), FourPayments::At(to)};
  };
  CHECK(four.List(during(StatusSet::All(), 6, 7), "started") == testing::Strings{"paid", "failed"});
  CHECK(four.List(during({PaymentStatus::kPaid}, 6, 6), "paid") == testing::Strings{"paid"});
  CHECK(four.List(during({PaymentStatus::kPaid}, 7, 9), "paid").empty());
  CHECK(four.List(during({PaymentStatus::kCancelled}, 8, 8), "-paid") ==
        testing::Strings{"cancelled"});
  CHECK(four.List(during({PaymentStatus::kReady}, 0, 1), "updated") == testing::Strings{"ready"});
  CHECK(four.payments.Count(during(StatusSet::All(), 0, 9)) == 4);
  CHECK(four.payments.Count(during(StatusSet::All(), 7, 8)) == 2);
}

TEST_CASE("payments: unpaid payments follow the paid ones across pages", "[domain][payments]") {
  const FourPayments four;
  const SortOrder order = ParseSortOrder("-paid").value();
  CHECK(FourPayments::Names(four.payments.List({}, order, 1, 2)) ==
        testing::Strings{"cancelled", "failed"});
  CHECK(FourPayments::Names(four.payments.List({}, order, 3, 2)) == testing::Strings{"ready"});
  CHECK(four.payments.List({}, order, 4, 2).empty());
}

TEST_CASE("payments: a change that keeps the status keeps the order", "[domain][payments]") {
  FourPayments four;
  four.payments.Update(ImpUid("ready"),
                       [](Payment& payment) { payment.webhook_urls = {"http://shop/hook"}; });
  CHECK(four.List({}, "-updated").back() == "ready");
}

TEST_CASE("payments: only the six sort orders are valid", "[domain][payments]") {
  for (const char* text : {"", "-", "start", "+started", "--started", "STARTED"})
    CHECK_FALSE(ParseSortOrder(text));
  CHECK(ParseSortOrder("-started")->direction == kNewestStarted.direction);
  CHECK(ParseSortOrder("updated")->field == PaymentSortField::kUpdated);
}

TEST_CASE("payments: payments of a customer's key are found, oldest first", "[domain][payments]") {
  PaymentTable payments;
  for (const char* imp_uid : {"a", "b"}) {
    Payment payment;
    payment.imp_uid = ImpUid(imp_uid);
    payment.customer_uid = CustomerUid("kim");
    payments.Insert(payment);
  }
  CHECK(FourPayments::Names(payments.FindByCustomer(CustomerUid("kim"))) ==
        testing::Strings{"a", "b"});
  CHECK(payments.FindByCustomer(CustomerUid("lee")).empty());
}

}  // namespace
}  // namespace portone
