// SPDX-License-Identifier: MIT
// The whole emulator behind its request handler, without sockets and without real time: requests as
// text, replies as JSON. No HTTP is involved.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "control/request_handler.h"
#include "json/json.h"
#include "support/catch.h"
#include "support/recording_sender.h"
#include "support/test_sandbox.h"

namespace portone::testing {

inline constexpr Duration kDay = std::chrono::hours{24};

struct TestReply {
  int status = 0;
  std::string text;
  Json json;  ///< keys keep the order of the reply
  std::vector<HttpHeader> headers;

  int code() const { return json.at("code").get<int>(); }
  std::string message() const { return json.at("message").get<std::string>(); }
  const Json& response() const { return json.at("response"); }
  std::string Header(std::string_view name) const;
};

/// HTTP status, code and message of an envelope, "200 1 등록되지 않은 구매자입니다."; "200 0" for
/// success.
std::string Summary(const TestReply& reply);
/// HTTP status, code, parameter and message of a control error: "404 unknown_path - the control
/// ...".
std::string ControlSummary(const TestReply& reply);

/// Each key with the type of its value, in order: "amount integer", "name null".
std::vector<std::string> GetShape(const Json& object);

/// A JSON object as PHP sends it: "schedules[0][amount]=10000", percent-encoded.
std::string EncodeForm(const Json& object);

// Bodies that are accepted without changes.

inline constexpr std::string_view kGoodCardDashed = "1234-1234-1234-1234";

Json CardBody(std::string_view card_number = kGoodCardDashed);
Json OnetimeBody(std::string_view merchant_uid, std::string_view card_number = kGoodCardDashed);
Json AgainBody(std::string_view customer_uid, std::string_view merchant_uid);
Json EntryBody(std::string_view merchant_uid, Instant schedule_at);
Json ScheduleBody(std::string_view customer_uid, const std::vector<Json>& entries);

class TestApi {
 public:
  /// A default sandbox with this setup; resets the wall clock to Start().
  explicit TestApi(engine::Setup setup = StandardSetup(),
                   engine::SandboxRegistryOptions options = {});
  TestApi(const TestApi&) = delete;
  TestApi& operator=(const TestApi&) = delete;
  ~TestApi() {
    dispatcher.Stop();  // a receiver's script may still be running
    waiting_calls.Stop();
  }

  /// Sends any request unchanged. Checks V1 replies against the contract, for all tests.
  TestReply Send(const api::Request& request);

  // V1 calls with a valid token of the default sandbox, or of Use().
  TestReply Get(std::string_view target);
  TestReply Delete(std::string_view target);
  TestReply Put(std::string_view target, const Json& body);
  TestReply Post(std::string_view target, const Json& body);
  TestReply PostForm(std::string_view target, std::string_view form);
  TestReply PostText(std::string_view target, std::string_view body,
                     std::string_view content_type = "application/json");

  /// Requests a new token with the current key.
  std::string GetToken();
  /// Makes later calls with this key.
  void Use(std::string imp_key, std::string imp_secret);

  /// A control call; `path` is below /_emulator.
  TestReply Control(std::string_view method, std::string_view path, std::string_view body = "");

  /// The default sandbox's world as text.
  std::string Describe() const { return registry.Default()->engine.DescribeWorld(); }

  std::vector<HttpHeader> headers;  ///< sent with every V1 call in addition to the token
  RecordingSender sender;
  engine::SandboxRegistry registry;
  webhook::Dispatcher dispatcher;
  control::WaitingCalls waiting_calls;
  control::ControlContext context;
  control::RequestHandler handler;

 private:
  TestReply Call(std::string_view method, std::string_view target, std::string_view body,
                 std::string_view content_type);

  engine::Credentials credentials_;
};

/// One step in correcting an invalid request, error by error.
struct RequestFix {
  std::string patch;    ///< JSON merged into the body
  std::string outcome;  ///< the Summary of the reply after it
};

/// Checks the order of an operation's errors: sends the body after each fix, and compares the
/// outcome. A refusal must not change the world.
void CheckErrorOrder(TestApi& api, std::string_view target, const std::vector<RequestFix>& fixes);
/// The same with PUT.
void CheckPutErrorOrder(TestApi& api, std::string_view target,
                        const std::vector<RequestFix>& fixes);

}  // namespace portone::testing
