// SPDX-License-Identifier: MIT
#include "domain/fault_plan.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace portone {
namespace {

Fault MakeFault(FaultConditions when) {
  Fault fault;
  fault.when = std::move(when);
  fault.then.action = Decline{CardOutcome::kLost};
  return fault;
}

FaultTarget MakeCharge(std::string_view merchant_uid) {
  FaultTarget target;
  target.path = "/subscribe/payments/again";
  target.pg = "kcp";
  target.customer_uid = "kim";
  target.merchant_uid = merchant_uid;
  target.card = "1234120000001234";
  return target;
}

std::uint64_t FailOnDraw(const std::string& /*fault*/, std::uint64_t /*n*/) {
  FAIL("a fault with 100 percent must not draw a number");
  return 0;
}

/// The fault that hits each of `count` identical occurrences, 0 for none.
std::vector<FaultId> CollectHits(FaultPlan& plan, int count, const FaultDraw& draw = FailOnDraw) {
  std::vector<FaultId> hits;
  for (int i = 0; i < count; ++i) {
    const FaultMatch match = plan.Match(MakeCharge("order-1"), draw);
    hits.push_back(match.hit ? match.hit->fault : 0);
  }
  return hits;
}

using Ids = std::vector<FaultId>;

}  // namespace

TEST_CASE("faults: all conditions must match", "[domain][fault]") {
  const CardPattern kcp_card{"123412******1234", {{"kcp", "1234120000001234"}}};
  const CardPattern masked{"123412******1234", {{"kcp", "123412******1234"}}};
  const CardPattern nice_only{"123412******1234", {{"nice", "12341234****1234"}}};
  struct Row {
    std::string name;
    FaultConditions when;
    bool matches;
  };
  const std::vector<Row> rows{
      {"nothing but the operation", {}, true},
      {"another operation", {.operation = FaultOperation::kCancel}, false},
      {"the path", {.path = "/subscribe/*"}, true},
      {"another path", {.path = "/payments/*"}, false},
      {"the path with a slash behind it", {.path = "/subscribe/payments/again/"}, true},
      {"the gateway", {.pg = "kcp"}, true},
      {"another gateway", {.pg = "nice"}, false},
      {"the customer", {.customer_uid = "kim"}, true},
      {"another customer", {.customer_uid = "ki"}, false},
      {"the order", {.merchant_uid = "order-1"}, true},
      {"another order", {.merchant_uid = "order-2"}, false},
      {"the card", {.card = kcp_card}, true},
      {"the masked card", {.card = masked}, true},
      {"a card of another gateway", {.card = nice_only}, false},
      {"a method, which a charge does not have", {.method = "POST"}, false},
      {"a status, which a charge does not have", {.status = PaymentStatus::kPaid}, false},
      {"all of them",
       {.path = "*again",
        .pg = "kcp",
        .customer_uid = "kim",
        .merchant_uid = "order-1",
        .card = kcp_card},
       true},
      {"all but one",
       {.path = "*again",
        .pg = "kcp",
        .customer_uid = "lee",
        .merchant_uid = "order-1",
        .card = kcp_card},
       false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(Matches(MakeFault(row.when), MakeCharge("order-1")) == row.matches);
  }
}

TEST_CASE("faults: a card that differs in an unmasked digit does not match", "[domain][fault]") {
  const Fault fault = MakeFault({.card = CardPattern{"", {{"kcp", "1234120000001235"}}}});
  CHECK_FALSE(Matches(fault, MakeCharge("order-1")));
  FaultTarget no_card = MakeCharge("order-1");
  no_card.card = "";
  CHECK_FALSE(Matches(fault, no_card));
}

TEST_CASE("faults: an operation without a path is matched only by faults without one",
          "[domain][fault]") {
  FaultTarget scheduled = MakeCharge("order-1");
  scheduled.path = "";
  CHECK_FALSE(Matches(MakeFault({.path = "*"}), scheduled));
  CHECK(Matches(MakeFault({}), scheduled));
}

TEST_CASE("faults: without a reply only effects on the payment match", "[domain][fault]") {
  FaultTarget scheduled = MakeCharge("order-1");
  scheduled.has_reply = false;
  Fault fault = MakeFault({});
  CHECK(Matches(fault, scheduled));
  fault.then.action = ErrorReply{500, -1, "down"};
  CHECK(Matches(fault, scheduled));
  fault.at = FaultPoint::kAfter;
  CHECK_FALSE(Matches(fault, scheduled));
  fault.at = FaultPoint::kBefore;
  for (const HangUp hang_up : {HangUp::kClose, HangUp::kReset, HangUp::kTimeout}) {
    fault.then.action = hang_up;
    CHECK_FALSE(Matches(fault, scheduled));
  }
  fault.then.action = std::monostate{};
  fault.then.delay = Duration{1};
  CHECK_FALSE(Matches(fault, scheduled));
}

TEST_CASE("faults: the first `skip` occurrences pass, the next `times` are hit, and the rest pass",
          "[domain][fault]") {
  Fault fault = MakeFault({});
  fault.skip = 2;
  fault.times = 3;
  FaultPlan plan({fault});
  CHECK(CollectHits(plan, 7) == Ids{0, 0, 1, 1, 1, 0, 0});
  CHECK(plan.All()[0].seen == 7);
  CHECK(plan.All()[0].applied == 3);
}

TEST_CASE("faults: a fault with times = always never stops", "[domain][fault]") {
  Fault fault = MakeFault({});
  fault.times = kAlways;
  FaultPlan plan({fault});
  CHECK(CollectHits(plan, 4) == Ids{1, 1, 1, 1});
}

TEST_CASE("faults: an occurrence without a match is not counted", "[domain][fault]") {
  FaultPlan plan({MakeFault({.merchant_uid = "order-2"})});
  CHECK_FALSE(plan.Match(MakeCharge("order-1"), FailOnDraw).counted);
  CHECK(plan.All()[0].seen == 0);
}

TEST_CASE("faults: the first match in the list wins, and later faults do not count",
          "[domain][fault]") {
  Fault skipping = MakeFault({});
  skipping.skip = 1;
  FaultPlan plan({skipping, MakeFault({}), MakeFault({})});
  CHECK(CollectHits(plan, 4) == Ids{2, 1, 3, 0});
  CHECK(plan.All()[0].seen == 4);
  CHECK(plan.All()[1].seen == 3);  // not checked the second time
  CHECK(plan.All()[2].seen == 2);  // not checked the first and second time
}

TEST_CASE("faults: a random number is drawn for each occurrence that could be hit",
          "[domain][fault]") {
  Fault fault = MakeFault({});
  fault.skip = 1;
  fault.times = 2;
  fault.probability = 30;
  FaultPlan plan({fault});
  std::vector<std::string> draws;
  const FaultDraw draw = [&](const std::string& id, std::uint64_t n) {
    draws.push_back(id + ":" + std::to_string(n));
    return n % 2 == 0 ? std::uint64_t{129} : std::uint64_t{130};
  };
  CHECK(CollectHits(plan, 6, draw) == Ids{0, 1, 0, 1, 0, 0});
  CHECK(draws == std::vector<std::string>{"1:2", "1:3", "1:4"});
}

TEST_CASE("faults: ids are not reused after a removal", "[domain][fault]") {
  FaultPlan plan({MakeFault({}), MakeFault({.operation = FaultOperation::kRequest})});
  CHECK(plan.HasRequestFaults());
  CHECK(plan.Remove(2));
  CHECK_FALSE(plan.HasRequestFaults());
  CHECK_FALSE(plan.Remove(2));
  CHECK(plan.Add({MakeFault({})})[0].id == 3);
  CHECK(plan.Clear() == 2);
  CHECK(plan.empty());
  CHECK(plan.Add({MakeFault({})})[0].id == 4);
}

TEST_CASE("faults: each named refusal converts to its name and back", "[domain][fault]") {
  CHECK(ListRefusalNames().size() ==
        Names<CardOutcome>().size() - 1 + Names<CancelRefusal>().size());
  for (const std::string_view name : ListRefusalNames()) {
    CAPTURE(name);
    CHECK(Name(*FindRefusal(name)) == name);
  }
  CHECK_FALSE(FindRefusal("bad_mood"));
  CHECK_FALSE(FindRefusal(Name(CardOutcome::kApproved)));
}

}  // namespace portone
