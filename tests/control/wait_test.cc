// SPDX-License-Identifier: MIT
// POST /_emulator/wait: waits until the expectations hold, the timeout, or shutdown.
#include <new>
#include <string>
#include <thread>

#include "support/addresses.h"
#include "support/no_new_threads.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kHook;
using testing::Start;
using testing::TestApi;
using testing::TestReply;

/// Longer than any test takes: the wait must end before.
constexpr const char* kLongTimeout = R"(, "timeout_ms": 600000})";

/// A wait call on a thread of its own; assertions are made on the test's thread.
class BackgroundWait {
 public:
  BackgroundWait(const TestApi& api, std::string_view body)
      : thread_(
            [&api, request = MakeRequest(body), this] { reply_ = api.handler.Handle(request); }) {}
  BackgroundWait(const BackgroundWait&) = delete;
  BackgroundWait& operator=(const BackgroundWait&) = delete;
  ~BackgroundWait() {
    if (thread_.joinable()) thread_.join();
  }

  /// Waits for the reply.
  TestReply Await() {
    thread_.join();
    return {reply_.status, reply_.body, Json::parse(reply_.body), reply_.headers};
  }

 private:
  static api::Request MakeRequest(std::string_view body) {
    api::Request request;
    request.method = "POST";
    request.target = "/_emulator/wait?sandbox=imp_apikey";
    request.body = body;
    return request;
  }

  api::Reply reply_;
  std::thread thread_;
};

std::string WithTimeout(std::string_view expectation) {
  return R"({"expect": [)" + std::string(expectation) + "]" + kLongTimeout;
}

TEST_CASE("wait: the call returns at once when the expectations already hold", "[control][wait]") {
  TestApi api;
  const TestReply reply =
      api.Control("POST", "/wait", R"({"expect": [{"payments": 0}], "timeout_ms": 0})");
  CHECK(ControlSummary(reply) == "200");
  CHECK(reply.json["verified"] == true);
  CHECK(reply.json["results"][0]["matched"] == 0);
}

TEST_CASE("wait: another client's request ends the wait", "[control][wait]") {
  TestApi api;
  // Repeated, so that each side comes first sometimes.
  for (int i = 1; i <= 20; ++i) {
    const std::string number = std::to_string(i);
    BackgroundWait wait(api,
                        WithTimeout(R"({"payments": )" + number + R"(}, {"requests": {"operation":
        "/subscribe/payments/onetime"}, "count": )" +
                                    number + "}"));
    api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-" + number));
    const TestReply reply = wait.Await();
    CHECK(reply.status == 200);
    CHECK(reply.json["results"][0]["matched"] == i);
  }
}

TEST_CASE("wait: an advance and its webhooks end the wait", "[control][wait]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim",
                                 {testing::EntryBody("due-1", Start() + std::chrono::hours{24})}));
  BackgroundWait wait(api, WithTimeout(R"({"schedules": {"schedule_status": "executed"}},
      {"webhooks": {"merchant_uid": "due-1", "state": "delivered"}})"));
  REQUIRE(ControlSummary(api.Control("POST", "/clock/advance", R"({"by": "2d"})")) == "200");
  CHECK(wait.Await().status == 200);
}

TEST_CASE("wait: a wait during an advance sees the events so far", "[control][wait]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim",
                                 {testing::EntryBody("due-1", Start() + std::chrono::hours{24}),
                                  testing::EntryBody("due-2", Start() + std::chrono::hours{48})}));
  api.sender.Hang(kHook);
  std::string status;
  std::thread advancing_thread([&api, &status] {
    api::Request request;
    request.method = "POST";
    request.target = "/_emulator/clock/advance";
    request.body = R"({"by": "3d"})";
    status = std::to_string(api.handler.Handle(request).status);
  });
  const TestReply wait_reply =
      api.Control("POST", "/wait",
                  WithTimeout(R"({"webhooks": {"merchant_uid": "due-1", "state": "pending"}})"));
  CHECK(wait_reply.status == 200);
  CHECK(api.Control("POST", "/verify", R"({"expect": [{"payment": "due-2"}]})").status == 409);
  api.sender.Release(kHook);
  advancing_thread.join();
  CHECK(status == "200");
  CHECK(api.Control("POST", "/verify", R"({"expect": [{"payment": "due-2"}]})").status == 200);
}

TEST_CASE("wait: a reset, or clearing the requests, satisfies an expectation of none",
          "[control][wait]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-1"));
  const auto [expectation, method, path] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"payments": 0})", "POST", "/reset"},
      {R"({"requests": 0})", "DELETE", "/requests"},
  }));
  CAPTURE(path);
  REQUIRE(api.Control("POST", "/verify", R"({"expect": [)" + expectation + "]}").status == 409);
  BackgroundWait wait(api, WithTimeout(expectation));
  REQUIRE(ControlSummary(api.Control(method, path)) == "200");
  CHECK(wait.Await().status == 200);
}

TEST_CASE("wait: the reply at the timeout reports what is missing", "[control][wait]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-1"));
  const auto timeout = GENERATE("0", "20");
  const std::string body = R"({"expect": [{"payments": {}}, {"payment": "order-1", "status":
      "failed"}], "timeout_ms": )" +
                           std::string(timeout) + "}";
  const TestReply reply = api.Control("POST", "/wait", body);
  CHECK(reply.status == 408);
  CHECK(reply.json["error"]["code"] == "timeout");
  CHECK(reply.json["error"]["parameter"] == "expect/1");
  CHECK(reply.json["error"]["message"] ==
        "not met within " + std::string(timeout) + " ms\n" +
            R"(expectation 2: payment order-1 differs in status: expected "failed", got "paid")");
  REQUIRE(reply.json["results"].size() == 2);
  CHECK(reply.json["results"][1]["nearest"]["fact"]["merchant_uid"] == "order-1");
}

TEST_CASE("wait: a shutdown ends the wait", "[control][wait]") {
  TestApi api;
  BackgroundWait wait(api, WithTimeout(R"({"payments": 1})"));
  api.waiting_calls.Stop();
  CHECK(ControlSummary(wait.Await()) == "503 shutting_down - the emulator is being stopped");
}

TEST_CASE("wait: a poisoned sandbox gives an error", "[control][wait]") {
  TestApi api;
  CHECK_FALSE(api.registry.Default()->engine.Run({}, commands::CancelPayment{}).ok());
  const std::string path = GENERATE("/wait", "/verify");
  const TestReply reply = api.Control("POST", path, R"({"expect": [{"payments": 0}]})");
  CHECK_THAT(ControlSummary(reply), Catch::StartsWith("500 poisoned - "));
}

TEST_CASE("wait: when no thread can be started, the call gets an error, and the next one waits",
          "[control][wait]") {
  TestApi api;
  const std::string body = WithTimeout(R"({"payments": 0})");
  {
    const testing::NoNewThreads no_new_threads;
    CHECK_THAT(ControlSummary(api.Control("POST", "/wait", body)),
               Catch::StartsWith("503 memory_full - portone-emulator could not start a thread"));
  }
  CHECK(ControlSummary(api.Control("POST", "/wait", body)) == "200");
}

TEST_CASE("wait: without the memory for a condition the call gets an error", "[control][wait]") {
  class NeedsTooMuch final : public control::WaitCondition {
    std::optional<api::Reply> Check(const verify::Facts& /*facts*/, bool /*is_last*/) override {
      throw std::bad_alloc();
    }
  };
  TestApi api;
  const api::Reply reply = api::AwaitReply(
      *api.waiting_calls.Wait(api.registry.Default(), std::make_unique<NeedsTooMuch>()));
  CHECK(reply.status == 503);
  CHECK_THAT(reply.body, Catch::Contains("portone-emulator ran out of memory"));
}

TEST_CASE("wait: its timeout is bounded", "[control][wait]") {
  TestApi api;
  const std::string timeout = GENERATE("-1", "600001", "\"1\"", "1.5");
  CHECK(ControlSummary(api.Control(
            "POST", "/wait", R"({"expect": [{"payments": 0}], "timeout_ms": )" + timeout + "}")) ==
        "400 invalid_parameter timeout_ms timeout_ms: must be a whole number from 0 to 600000");
}

}  // namespace
}  // namespace portone
