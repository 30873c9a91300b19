// SPDX-License-Identifier: MIT
// Reuse of an order number, by the switch merchant_uid_reuse.
#include <chrono>
#include <string>
#include <tuple>

#include "domain/errors.h"
#include "support/world_builder.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

constexpr MerchantUidReuse kService = MerchantUidReuse::kService;
constexpr MerchantUidReuse kStrict = MerchantUidReuse::kStrict;

/// The earlier use of "order-1".
enum class Before : std::uint8_t {
  kNothing,
  kFailed,
  kPaid,
  kCancelled,
  kPartlyCancelled,
  kScheduled,
  kRevoked,
  kExecuted,
  kExecutionFailed,
};

/// Issues a key for "kim" and uses "order-1". Afterwards the clock is at Start() + 1h.
void UseOrder(TestSandbox& sandbox, Before before) {
  const std::string_view card = before == Before::kExecutionFailed ? kDecliningCard : kGoodCard;
  ValueOf(sandbox.Run(Issue("kim", card)));
  const bool early = before == Before::kExecuted || before == Before::kExecutionFailed;
  const Instant at = Start() + (early ? hours{1} : hours{24});
  if (before == Before::kFailed) ValueOf(sandbox.Run(Once("order-1", kDecliningCard)));
  if (before >= Before::kPaid && before <= Before::kPartlyCancelled) {
    CancelPayment cancel = Cancel(ValueOf(sandbox.Run(Once("order-1"))).imp_uid);
    if (before == Before::kPartlyCancelled) cancel.request.amount = Won(1'000);
    if (before != Before::kPaid) ValueOf(sandbox.Run(cancel));
  }
  if (before >= Before::kScheduled) {
    ValueOf(sandbox.Run(Schedules("kim", {EntryAt("order-1", at)})));
  }
  if (before == Before::kRevoked) ValueOf(sandbox.Run(Revoke("order-1")));
  sandbox.AdvanceBy(hours{1});
}

TestSandbox& MakeSandbox(std::optional<TestSandbox>& place, MerchantUidReuse reuse, Before before) {
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.merchant_uid_reuse = reuse;
  UseOrder(place.emplace(setup), before);
  return *place;
}

TEST_CASE("merchant_uid: whether a charge is refused depends on its earlier use",
          "[command][uid]") {
  const auto [reuse, before, expected] = GENERATE(table<MerchantUidReuse, Before, Errc>({
      {kService, Before::kNothing, kAccepted},
      {kService, Before::kFailed, kAccepted},
      {kService, Before::kPaid, Errc::kMerchantUidUsed},
      {kService, Before::kCancelled, Errc::kMerchantUidUsed},
      {kService, Before::kPartlyCancelled, Errc::kMerchantUidUsed},
      {kService, Before::kScheduled, kAccepted},
      {kService, Before::kRevoked, kAccepted},
      {kService, Before::kExecuted, Errc::kMerchantUidUsed},
      {kService, Before::kExecutionFailed, kAccepted},
      {kStrict, Before::kNothing, kAccepted},
      {kStrict, Before::kFailed, Errc::kMerchantUidUsed},
      {kStrict, Before::kPaid, Errc::kMerchantUidUsed},
      {kStrict, Before::kCancelled, Errc::kMerchantUidUsed},
      {kStrict, Before::kPartlyCancelled, Errc::kMerchantUidUsed},
      {kStrict, Before::kScheduled, Errc::kMerchantUidUsed},
      {kStrict, Before::kExecuted, Errc::kMerchantUidUsed},
      {kStrict, Before::kExecutionFailed, Errc::kMerchantUidUsed},
  }));
  CAPTURE(static_cast<int>(reuse), static_cast<int>(before));
  std::optional<TestSandbox> place;
  CHECK(OutcomeOf(MakeSandbox(place, reuse, before).Run(Once("order-1"))) == expected);
  CHECK(OutcomeOf(MakeSandbox(place, reuse, before).Run(Again("kim", "order-1"))) == expected);
}

TEST_CASE("merchant_uid: whether a schedule is refused depends on its earlier use",
          "[command][uid]") {
  const auto [reuse, before, expected] = GENERATE(table<MerchantUidReuse, Before, Errc>({
      {kService, Before::kNothing, kAccepted},
      {kService, Before::kFailed, kAccepted},
      {kService, Before::kPaid, Errc::kMerchantUidUsed},
      {kService, Before::kCancelled, Errc::kMerchantUidUsed},
      {kService, Before::kScheduled, Errc::kScheduleUidTaken},
      {kService, Before::kRevoked, kAccepted},
      {kService, Before::kExecuted, Errc::kScheduleUidTaken},
      {kService, Before::kExecutionFailed, Errc::kScheduleUidTaken},
      {kStrict, Before::kNothing, kAccepted},
      {kStrict, Before::kFailed, Errc::kMerchantUidUsed},
      {kStrict, Before::kPaid, Errc::kMerchantUidUsed},
      {kStrict, Before::kCancelled, Errc::kMerchantUidUsed},
      {kStrict, Before::kScheduled, Errc::kScheduleUidTaken},
      {kStrict, Before::kExecuted, Errc::kScheduleUidTaken},
      {kStrict, Before::kExecutionFailed, Errc::kScheduleUidTaken},
  }));
  CAPTURE(static_cast<int>(reuse), static_cast<int>(before));
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = MakeSandbox(place, reuse, before);
  const RegisterSchedules command = Schedules("kim", {EntryAt("order-1", Start() + hours{48})});
  CHECK(OutcomeOf(sandbox.Run(command)) == expected);
}

TEST_CASE("merchant_uid: must be unique within a list of schedules", "[command][uid]") {
  const MerchantUidReuse reuse = GENERATE(kService, kStrict);
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = MakeSandbox(place, reuse, Before::kNothing);
  const RegisterSchedules twice = Schedules(
      "kim", {EntryAt("order-1", Start() + hours{24}), EntryAt("order-1", Start() + hours{48})});
  const auto refused = sandbox.Run(twice);
  CHECK(OutcomeOf(refused) == Errc::kScheduleUidTaken);
  CHECK_THAT(MessageOf(refused), Catch::Contains("order-1"));
}

TEST_CASE("merchant_uid: the refusal has the recorded text", "[command][uid]") {
  std::optional<TestSandbox> place;
  CHECK(MessageOf(MakeSandbox(place, kService, Before::kPaid).Run(Once("order-1"))) ==
        "이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)");
}

}  // namespace
}  // namespace portone::commands
