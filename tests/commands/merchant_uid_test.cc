// SPDX-License-Identifier: MIT
// Reuse of a merchant_uid, as the switch merchant_uid_reuse sets it.
#include <chrono>
#include <string>
#include <tuple>

#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

constexpr MerchantUidReuse kService = MerchantUidReuse::kService;
constexpr MerchantUidReuse kStrict = MerchantUidReuse::kStrict;

/// The earlier use of "order-1".
enum class PriorUse : std::uint8_t {
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
void UseOrder(TestSandbox& sandbox, PriorUse prior_use) {
  const std::string_view card =
      prior_use == PriorUse::kExecutionFailed ? kDecliningCard : kGoodCard;
  GetValue(sandbox.Run(Issue("kim", card)));
  const bool early = prior_use == PriorUse::kExecuted || prior_use == PriorUse::kExecutionFailed;
  const Instant at = Start() + (early ? hours{1} : hours{24});
  if (prior_use == PriorUse::kFailed)
    GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard)));
  if (prior_use >= PriorUse::kPaid && prior_use <= PriorUse::kPartlyCancelled) {
    CancelPayment cancel = Cancel(GetValue(sandbox.Run(MakeOnetimeCharge("order-1"))).imp_uid);
    if (prior_use == PriorUse::kPartlyCancelled)
      cancel.amounts.amount = AmountText("amount", "1000");
    if (prior_use != PriorUse::kPaid) GetValue(sandbox.Run(cancel));
  }
  if (prior_use >= PriorUse::kScheduled) {
    GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-1", at)})));
  }
  if (prior_use == PriorUse::kRevoked) GetValue(sandbox.Run(Revoke("order-1")));
  sandbox.AdvanceBy(hours{1});
}

TestSandbox& MakeSandbox(std::optional<TestSandbox>& storage, MerchantUidReuse reuse,
                         PriorUse prior_use) {
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.merchant_uid_reuse = reuse;
  UseOrder(storage.emplace(setup), prior_use);
  return *storage;
}

TEST_CASE("merchant_uid: whether a charge is refused depends on the merchant_uid's earlier use",
          "[command][uid]") {
  const auto [reuse, prior_use, expected] = GENERATE(table<MerchantUidReuse, PriorUse, Errc>({
      {kService, PriorUse::kNothing, kAccepted},
      {kService, PriorUse::kFailed, kAccepted},
      {kService, PriorUse::kPaid, Errc::kMerchantUidUsed},
      {kService, PriorUse::kCancelled, Errc::kMerchantUidUsed},
      {kService, PriorUse::kPartlyCancelled, Errc::kMerchantUidUsed},
      {kService, PriorUse::kScheduled, kAccepted},
      {kService, PriorUse::kRevoked, kAccepted},
      {kService, PriorUse::kExecuted, Errc::kMerchantUidUsed},
      {kService, PriorUse::kExecutionFailed, kAccepted},
      {kStrict, PriorUse::kNothing, kAccepted},
      {kStrict, PriorUse::kFailed, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kPaid, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kCancelled, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kPartlyCancelled, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kScheduled, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kExecuted, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kExecutionFailed, Errc::kMerchantUidUsed},
  }));
  CAPTURE(static_cast<int>(reuse), static_cast<int>(prior_use));
  std::optional<TestSandbox> storage;
  CHECK(GetErrc(MakeSandbox(storage, reuse, prior_use).Run(MakeOnetimeCharge("order-1"))) ==
        expected);
  CHECK(GetErrc(MakeSandbox(storage, reuse, prior_use).Run(MakeKeyCharge("kim", "order-1"))) ==
        expected);
}

TEST_CASE("merchant_uid: whether a schedule is refused depends on the merchant_uid's earlier use",
          "[command][uid]") {
  const auto [reuse, prior_use, expected] = GENERATE(table<MerchantUidReuse, PriorUse, Errc>({
      {kService, PriorUse::kNothing, kAccepted},
      {kService, PriorUse::kFailed, kAccepted},
      {kService, PriorUse::kPaid, Errc::kMerchantUidUsed},
      {kService, PriorUse::kCancelled, Errc::kMerchantUidUsed},
      {kService, PriorUse::kScheduled, Errc::kScheduleMerchantUidTaken},
      {kService, PriorUse::kRevoked, kAccepted},
      {kService, PriorUse::kExecuted, Errc::kScheduleMerchantUidTaken},
      {kService, PriorUse::kExecutionFailed, Errc::kScheduleMerchantUidTaken},
      {kStrict, PriorUse::kNothing, kAccepted},
      {kStrict, PriorUse::kFailed, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kPaid, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kCancelled, Errc::kMerchantUidUsed},
      {kStrict, PriorUse::kScheduled, Errc::kScheduleMerchantUidTaken},
      {kStrict, PriorUse::kExecuted, Errc::kScheduleMerchantUidTaken},
      {kStrict, PriorUse::kExecutionFailed, Errc::kScheduleMerchantUidTaken},
  }));
  CAPTURE(static_cast<int>(reuse), static_cast<int>(prior_use));
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, reuse, prior_use);
  const RegisterSchedules command = MakeSchedules("kim", {EntryAt("order-1", Start() + hours{48})});
  CHECK(GetErrc(sandbox.Run(command)) == expected);
}

TEST_CASE("merchant_uid: must be unique within a list of schedules", "[command][uid]") {
  const MerchantUidReuse reuse = GENERATE(kService, kStrict);
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, reuse, PriorUse::kNothing);
  const RegisterSchedules twice = MakeSchedules(
      "kim", {EntryAt("order-1", Start() + hours{24}), EntryAt("order-1", Start() + hours{48})});
  const auto refused = sandbox.Run(twice);
  CHECK(GetErrc(refused) == Errc::kScheduleMerchantUidTaken);
  CHECK_THAT(GetMessage(refused), Catch::Contains("order-1"));
}

TEST_CASE("merchant_uid: the refusal has the recorded text", "[command][uid]") {
  std::optional<TestSandbox> storage;
  CHECK(GetMessage(
            MakeSandbox(storage, kService, PriorUse::kPaid).Run(MakeOnetimeCharge("order-1"))) ==
        "이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)");
}

}  // namespace
}  // namespace portone::commands
