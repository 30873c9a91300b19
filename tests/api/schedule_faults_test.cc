// SPDX-License-Identifier: MIT
// Injected faults in the checking charge of a schedule and in a retry.
#include "support/addresses.h"
#include "support/injected_faults.h"

namespace portone {
namespace {

using testing::AddFault;
using testing::CardBody;
using testing::DescribeWithoutFaults;
using testing::EntryBody;
using testing::kSchedule;
using testing::ScheduleBody;
using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kRetry = "/subscribe/payments/schedule/o-1/retry";
constexpr const char* kInsufficientFundsFault = R"({"when": {"operation": "charge"}, "times": 1,
                                  "then": {"decline": {"code": "CC10", "message": "잔액부족"}}})";
constexpr const char* kGatewayDownFault = R"({"when": {"operation": "charge"}, "times": 1,
                 "then": {"error": {"status": 502, "code": -7, "message": "down"}}})";

Json Body() {
  return ScheduleBody("kim", {EntryBody("o-1", Start() + std::chrono::hours{1})});
}

TEST_CASE("checking amount: a fault in its charge makes the call fail and stores nothing",
          "[api][schedule][fault]") {
  TestApi api;
  const std::string before = DescribeWithoutFaults(api);
  const auto [fault, outcome] = GENERATE(table<std::string, std::string>({
      {kInsufficientFundsFault, "200 -1 결제에 실패하였습니다. [CC10] 잔액부족"},
      {kGatewayDownFault, "502 -7 down"},
  }));
  CAPTURE(fault);
  AddFault(api, fault);
  Json body = Body();
  body.update(CardBody());
  body["checking_amount"] = 1'000;
  {
    std::optional<testing::ReplacedReplies> replaced;
    if (outcome.starts_with("502")) replaced.emplace(std::vector<std::string>{"502/-7"});
    CHECK(Summary(api.Post(kSchedule, body)) == outcome);
  }
  CHECK(DescribeWithoutFaults(api) == before);
  CHECK(Summary(api.Post(kSchedule, body)) == "200 0");
}

TEST_CASE("retry: a fault declines it, or refuses it before anything is charged",
          "[api][schedule][fault]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post(kSchedule, Body());
  api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "o-1"}});
  const std::string before = DescribeWithoutFaults(api);
  SECTION("refused") {
    AddFault(api, kGatewayDownFault);
    const testing::ReplacedReplies replaced({"502/-7"});
    CHECK(Summary(api.Post(kRetry, Json::object())) == "502 -7 down");
    CHECK(DescribeWithoutFaults(api) == before);
  }
  SECTION("declined") {
    AddFault(api, kInsufficientFundsFault);
    const TestReply reply = api.Post(kRetry, Json::object());
    REQUIRE(Summary(reply) == "200 0");
    CHECK(reply.response()["fail_reason"] == "[CC10] 잔액부족");
  }
  const TestReply paid = api.Post(kRetry, Json::object());
  REQUIRE(Summary(paid) == "200 0");
  CHECK(paid.response()["status"] == "paid");
}

}  // namespace
}  // namespace portone
