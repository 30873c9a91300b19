// SPDX-License-Identifier: MIT
// Injected faults of API calls: the reply the merchant gets, and the resulting state.
#include <array>
#include <string>

#include "domain/errors.h"
#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone::testing {
namespace {

/// A request that triggers an operation. REQUIRES: kim has a key and a payment "order-0".
struct Trigger {
  std::string operation;
  std::string target;
  Json body;
};

std::vector<Trigger> AllTriggers() {
  return {
      {"charge", "/subscribe/payments/onetime", OnetimeBody("order-1")},
      {"charge", "/subscribe/payments/again", AgainBody("kim", "order-1")},
      {"issue_billing_key", "/subscribe/customers/lee", CardBody()},
      {"issue_billing_key", "/subscribe/payments/schedule",
       [] {
         Json body = ScheduleBody("lee", {EntryBody("order-1", Start() + std::chrono::hours{1})});
         body.update(CardBody());
         return body;
       }()},
      {"cancel", "/payments/cancel", Json{{"merchant_uid", "order-0"}}},
      {"request", "/subscribe/payments/again", AgainBody("kim", "order-1")},
  };
}

void SetUpState(TestApi& api) {
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody())) == "200 0");
  REQUIRE(Summary(api.Post("/subscribe/payments/again", AgainBody("kim", "order-0"))) == "200 0");
  REQUIRE(api.Control("POST", "/settle").status == 200);
}

std::string MakeFaultJson(const Trigger& trigger, const std::string& at, const std::string& then) {
  return R"({"when": {"operation": ")" + trigger.operation + R"(", "path": ")" + trigger.target +
         R"("}, "at": ")" + at + R"(", "then": )" + then + "}";
}

std::string GetStatus(TestApi& api, std::string_view merchant_uid) {
  const TestReply found = api.Get("/payments/find/" + std::string(merchant_uid));
  return found.code() == 0 ? found.response()["status"].get<std::string>() : "none";
}

}  // namespace

TEST_CASE("faults: a fault before the operation changes nothing, and the next call succeeds",
          "[api][fault]") {
  for (const Trigger& trigger : AllTriggers()) {
    TestApi api(SetupWithWebhook("http://shop/hook"));
    SetUpState(api);
    AddFault(api, MakeFaultJson(trigger, "before",
                                R"({"error": {"status": 502, "code": -7, "message": "down"}})"));
    const ReplacedReplies replaced({"502/-7"});
    CAPTURE(trigger.operation, trigger.target);
    const std::string before = DescribeWithoutFaults(api);
    CHECK(Summary(api.Post(trigger.target, trigger.body)) == "502 -7 down");
    CHECK(DescribeWithoutFaults(api) == before);
    CHECK(FormatFaultCounters(api, 1) == "seen 1 applied 1 remaining 0");
    CHECK(Summary(api.Post(trigger.target, trigger.body)) == "200 0");
    CHECK(DescribeWithoutFaults(api) != before);
  }
}

TEST_CASE("faults: a fault after the operation hides its result", "[api][fault]") {
  for (const Trigger& trigger : AllTriggers()) {
    TestApi api(SetupWithWebhook("http://shop/hook"));
    TestApi reference(SetupWithWebhook("http://shop/hook"));
    SetUpState(api);
    SetUpState(reference);
    AddFault(api, MakeFaultJson(trigger, "after",
                                R"({"error": {"status": 500, "code": -1, "message": "lost"}})"));
    const ReplacedReplies replaced({"500/-1"});
    CAPTURE(trigger.operation, trigger.target);
    CHECK(Summary(api.Post(trigger.target, trigger.body)) == "500 -1 lost");
    CHECK(Summary(reference.Post(trigger.target, trigger.body)) == "200 0");
    api.Control("POST", "/settle");
    reference.Control("POST", "/settle");
    CHECK(DescribeWithoutFaults(api) == DescribeWithoutFaults(reference));
  }
}

TEST_CASE("faults: a connection cut before the operation changes nothing", "[api][fault]") {
  const auto [name, hang_up] = GENERATE(table<std::string, HangUp>(
      {{"close", HangUp::kClose}, {"reset", HangUp::kReset}, {"timeout", HangUp::kTimeout}}));
  for (const Trigger& trigger : AllTriggers()) {
    TestApi api(SetupWithWebhook("http://shop/hook"));
    SetUpState(api);
    CAPTURE(name, trigger.operation, trigger.target);
    AddFault(api, MakeFaultJson(trigger, "before", R"({")" + name + R"(": true})"));
    const std::string before = DescribeWithoutFaults(api);
    const api::Reply reply = SendV1Call(api, "POST", trigger.target, trigger.body);
    CHECK(reply.hang_up == hang_up);
    CHECK(reply.delay.count() == 0);
    CHECK(DescribeWithoutFaults(api) == before);
  }
}

TEST_CASE("faults: a connection cut after the operation hides its result", "[api][fault]") {
  const auto [name, hang_up] = GENERATE(table<std::string, HangUp>(
      {{"close", HangUp::kClose}, {"reset", HangUp::kReset}, {"timeout", HangUp::kTimeout}}));
  for (const Trigger& trigger : AllTriggers()) {
    TestApi api;
    TestApi reference;
    SetUpState(api);
    SetUpState(reference);
    CAPTURE(name, trigger.operation, trigger.target);
    AddFault(api, MakeFaultJson(trigger, "after", R"({")" + name + R"(": true})"));
    CHECK(SendV1Call(api, "POST", trigger.target, trigger.body).hang_up == hang_up);
    CHECK(SendV1Call(reference, "POST", trigger.target, trigger.body).hang_up == HangUp::kNone);
    CHECK(DescribeWithoutFaults(api) == DescribeWithoutFaults(reference));
  }
}

TEST_CASE("faults: a delay only delays the regular reply", "[api][fault]") {
  for (const Trigger& trigger : AllTriggers()) {
    TestApi api;
    SetUpState(api);
    CAPTURE(trigger.operation, trigger.target);
    AddFault(api, MakeFaultJson(trigger, "before", R"({"delay": "1500ms"})"));
    const api::Reply reply = SendV1Call(api, "POST", trigger.target, trigger.body);
    CHECK(reply.delay == std::chrono::milliseconds{1'500});
    CHECK(reply.hang_up == HangUp::kNone);
    CHECK(reply.status == 200);
  }
}

TEST_CASE("faults: delays of a request and of its operation add up", "[api][fault]") {
  TestApi api;
  SetUpState(api);
  AddFault(api, R"({"when": {"operation": "charge"}, "then": {"delay": "2s", "close": true}})");
  AddFault(api, R"({"when": {"operation": "request", "path": "*again"}, "then": {"delay": "3s"}})");
  const api::Reply reply =
      SendV1Call(api, "POST", "/subscribe/payments/again", AgainBody("kim", "order-1"));
  CHECK(reply.delay == std::chrono::seconds{5});
  CHECK(reply.hang_up == HangUp::kClose);
}

TEST_CASE("faults: a declined charge is a failed payment without a webhook", "[api][fault]") {
  TestApi api(SetupWithWebhook("http://shop/hook"));
  SetUpState(api);
  api.Control("POST", "/settle");
  const std::size_t sent_before = api.sender.posts().size();
  AddFault(api, R"({"when": {"operation": "charge", "customer_uid": "kim"},
                 "then": {"decline": {"code": "CC10", "message": "통장 잔액부족"}}})");
  const TestReply declined = api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  REQUIRE(Summary(declined) == "200 0");
  CHECK(declined.response()["status"] == "failed");
  CHECK(declined.response()["fail_reason"] == "[CC10] 통장 잔액부족");
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().size() == sent_before);
}

TEST_CASE("faults: a declined first charge keeps no key", "[api][fault]") {
  TestApi api;
  AddFault(api, R"({"when": {"operation": "charge"}, "then": {"decline": "lost_card"}})");
  Json body = OnetimeBody("order-1");
  body["customer_uid"] = "kim";
  CHECK(api.Post("/subscribe/payments/onetime", body).response()["status"] == "failed");
  CHECK(api.Get("/subscribe/customers/kim").code() != 0);
}

TEST_CASE("faults: a named decline uses the gateway's own message", "[api][fault]") {
  const auto [name, kcp, nice] = GENERATE(table<std::string, std::string, std::string>({
      {"insufficient_funds", "[CC10] 통장 잔액부족", "[3095] 카드사 실패 응답"},
      {"limit_exceeded", "[CC08] 1일 한도초과", "[3095] 카드사 실패 응답"},
      {"lost_card", "[CC04] 분실 혹은 거래불가 카드", "[3095] 카드사 실패 응답"},
      {"expired_card", "[CC54] 카드유효기간만료 또는 불일치", "[3021] 유효기간 오류"},
      {"issuer_down", "[CC98] 카드사 시스템 장애", "[3095] 카드사 실패 응답"},
  }));
  CAPTURE(name);
  TestApi api;
  AddFault(api, R"({"when": {"operation": "charge"}, "times": 2, "then": {"decline": ")" + name +
                    R"("}})");
  for (const auto& [pg, text] : {std::pair{"kcp", kcp}, std::pair{"nice", nice}}) {
    Json body = OnetimeBody("order-" + std::string(pg));
    body["pg"] = pg;
    const TestReply reply = api.Post("/subscribe/payments/onetime", body);
    CHECK(reply.response()["fail_reason"] == text);
  }
}

TEST_CASE("faults: a declined key and a declined cancellation are refused", "[api][fault]") {
  TestApi api;
  SetUpState(api);
  AddFault(api, R"({"when": {"operation": "issue_billing_key"}, "times": 2,
                 "then": {"decline": {"code": "X1", "message": "no"}}})");
  AddFault(api, R"({"when": {"operation": "cancel"},
                 "then": {"decline": {"code": "X2", "message": "not today"}}})");
  const std::string before = DescribeWithoutFaults(api);
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody())) ==
        "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. [X1]no");
  Json schedule = ScheduleBody("lee", {EntryBody("order-1", Start() + std::chrono::hours{1})});
  schedule.update(CardBody());
  CHECK(Summary(api.Post("/subscribe/payments/schedule", schedule)) ==
        "200 1 카드정보 확인에 실패하였습니다. [X1]no");
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "order-0"}})) ==
        "200 -1 결제취소에 실패하였습니다. not today");
  CHECK(DescribeWithoutFaults(api) == before);
}

TEST_CASE("faults: a request refused by validation does not trigger faults", "[api][fault]") {
  TestApi api;
  SetUpState(api);
  AddFault(api, R"({"when": {"operation": "charge"}, "times": "always", "then": {"close": true}})");
  AddFault(api, R"({"when": {"operation": "cancel"}, "times": "always", "then": {"close": true}})");
  CHECK(api.Post("/subscribe/payments/again", AgainBody("kim", "order-0")).code() == 1);
  CHECK(api.Post("/subscribe/payments/again", AgainBody("lee", "order-1")).code() == 1);
  CHECK(api.Post("/payments/cancel", {{"merchant_uid", "order-9"}}).code() == 1);
  CHECK(FormatFaultCounters(api, 1) == R"(seen 0 applied 0 remaining "always")");
  CHECK(FormatFaultCounters(api, 2) == R"(seen 0 applied 0 remaining "always")");
}

TEST_CASE("faults: a cancellation in the console triggers none", "[api][fault]") {
  TestApi api;
  SetUpState(api);
  AddFault(api, R"({"when": {"operation": "cancel"}, "then": {"decline": "issuer_down"}})");
  CHECK(api.Control("POST", "/actions/cancel", R"({"merchant_uid": "order-0"})").status == 200);
  CHECK(FormatFaultCounters(api, 1) == "seen 0 applied 0 remaining 1");
}

TEST_CASE("faults: a retry after a charge with a reset connection finds it paid", "[api][fault]") {
  TestApi api(SetupWithWebhook("http://shop/hook"));
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody())) == "200 0");
  AddFault(api, R"({"when": {"operation": "charge", "merchant_uid": "order-1"}, "at": "after",
                 "then": {"reset": true}})");
  const Json body = AgainBody("kim", "order-1");
  CHECK(SendV1Call(api, "POST", "/subscribe/payments/again", body).hang_up == HangUp::kReset);

  const TestReply retry = api.Post("/subscribe/payments/again", body);
  CHECK(retry.status == 200);
  CHECK(retry.code() == 1);
  CHECK(retry.message() == errors::MerchantUidUsed().message);
  CHECK(GetStatus(api, "order-1") == "paid");
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().size() == 1);  // sent, although the client got no reply
}

TEST_CASE("faults: a card matches by the digits that its gateway leaves unmasked", "[api][fault]") {
  const auto [card, pg, seen] = GENERATE(table<std::string, std::string, int>({
      {"1234-1234-1234-1234", "kcp", 1},
      {"1234123412341234", "nice", 1},
      {"123412******1234", "kcp", 1},
      {"12341234****1234", "nice", 1},
      {"1234120000001234", "kcp", 1},
      {"1234-1234-1234-1235", "kcp", 0},
      {"1234-1334-1234-1234", "nice", 0},
  }));
  CAPTURE(card, pg);
  TestApi api;
  AddFault(api, R"({"when": {"operation": "charge", "card": ")" + card +
                    R"("}, "then": {"decline": "lost_card"}})");
  Json body = OnetimeBody("order-1");
  body["pg"] = pg;
  const TestReply reply = api.Post("/subscribe/payments/onetime", body);
  CHECK(reply.response()["status"] == (seen == 1 ? "failed" : "paid"));
  CHECK(FindFault(api, 1)["seen"] == seen);
}

TEST_CASE("faults: a declined scheduled charge sends a webhook", "[api][fault]") {
  TestApi api(SetupWithWebhook("http://shop/hook"));
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody())) == "200 0");
  const Json body = ScheduleBody("kim", {EntryBody("order-1", Start() + std::chrono::hours{1}),
                                         EntryBody("order-2", Start() + std::chrono::hours{2}),
                                         EntryBody("order-3", Start() + std::chrono::hours{3})});
  REQUIRE(Summary(api.Post("/subscribe/payments/schedule", body)) == "200 0");
  // These need a request or a reply, so a scheduled charge does not count for them.
  AddFault(api, R"({"when": {"operation": "charge"}, "then": {"close": true}})");
  AddFault(api, R"({"when": {"operation": "charge"}, "at": "after",
                 "then": {"error": {"status": 500, "message": "lost"}}})");
  AddFault(api,
           R"({"when": {"operation": "charge", "path": "*"}, "then": {"decline": "lost_card"}})");
  AddFault(api, R"({"when": {"operation": "charge"},
                 "then": {"decline": {"code": "CC10", "message": "통장 잔액부족"}}})");
  AddFault(api, R"({"when": {"operation": "charge"},
                 "then": {"error": {"status": 500, "message": "gateway down"}}})");
  REQUIRE(api.Control("POST", "/clock/advance", R"({"by": "3h"})").status == 200);

  const TestReply first = api.Get("/payments/find/order-1");
  CHECK(first.response()["status"] == "failed");
  CHECK(first.response()["fail_reason"] == "[CC10] 통장 잔액부족");
  const TestReply second = api.Get("/payments/find/order-2");
  CHECK(second.response()["status"] == "failed");
  CHECK(second.response()["fail_reason"] == "gateway down");
  CHECK(GetStatus(api, "order-3") == "paid");
  CHECK(api.sender.posts().size() == 3);
  for (const int id : {1, 2, 3})
    CHECK(FindFault(api, id)["seen"] == 0);
}

TEST_CASE("faults: a blocked request is still in the request log", "[api][fault]") {
  TestApi api;
  SetUpState(api);
  AddFault(api, R"({"when": {"operation": "request", "method": "GET", "path": "/payments/*"},
                 "then": {"error": {"status": 503, "message": "maintenance"}}})");
  AddFault(api, R"({"when": {"operation": "request", "method": "GET", "path": "/payments/*"},
                 "then": {"close": true}})");
  const ReplacedReplies replaced({"503/-1"});
  CHECK(Summary(api.Get("/payments/find/order-0")) == "503 -1 maintenance");
  CHECK(SendV1Call(api, "GET", "/payments/find/order-0").hang_up == HangUp::kClose);
  CHECK(Summary(api.Get("/payments/find/order-0")) == "200 0");
  const Json log =
      api.Control("GET", "/requests?operation=/payments/find/%7Bmerchant_uid%7D").json["requests"];
  REQUIRE(log.size() == 3);
  CHECK(log[0]["status"] == 503);
  CHECK(log[0]["code"] == -1);
  CHECK(log[1]["status"].is_null());
  CHECK(log[1]["code"].is_null());
  CHECK(log[2]["status"] == 200);
}

TEST_CASE("faults: getToken faults apply only when the sandbox is known", "[api][fault]") {
  TestApi api;
  const std::string token = api.GetToken();
  const ReplacedReplies replaced({"500/-1"});
  for (const std::string_view at : {"before", "after"}) {
    AddFault(api, R"({"when": {"operation": "request", "path": "/users/getToken"}, "at": ")" +
                      std::string(at) +
                      R"(", "then": {"error": {"status": 500, "message": "no"}}})");
    const TestReply reply = api.Send({"POST",
                                      "/users/getToken",
                                      {{"Content-Type", "application/json"}},
                                      Json{{"imp_key", engine::SampleCredentials().imp_key},
                                           {"imp_secret", engine::SampleCredentials().imp_secret}}
                                          .dump()});
    CHECK(Summary(reply) == "500 -1 no");
  }
  CHECK(api.GetToken() == token);
}

TEST_CASE("faults: a request without a valid token triggers none", "[api][fault]") {
  TestApi api;
  api.GetToken();
  AddFault(api,
           R"({"when": {"operation": "request"}, "times": "always", "then": {"close": true}})");
  CHECK(Summary(api.Send({"GET", "/payments/imps_1", {{"Authorization", "nobody"}}, ""}))
            .starts_with("401 -1"));
  CHECK(Summary(api.Send({"GET", "/nowhere", {}, ""})).starts_with("404 -1"));
  CHECK(FindFault(api, 1)["seen"] == 0);
}

TEST_CASE("faults: a query counted by a fault is in the journal", "[api][fault]") {
  TestApi api;
  SetUpState(api);
  AddFault(api, R"({"when": {"operation": "request", "path": "/payments/*"}, "skip": 1,
                 "then": {"close": true}})");
  const auto count_entries = [&] { return api.Control("GET", "/journal").json["entries"].size(); };
  const std::size_t before = count_entries();
  const ReplacedReplies replaced({"503/-1"});  // the in-process reply for `close`
  api.Get("/payments/find/order-0");
  CHECK(count_entries() == before + 1);
  api.Post("/payments/cancel", {{"merchant_uid", "order-9"}});
  CHECK(count_entries() == before + 2);  // only one entry, although a command was run too
  api.Get("/subscribe/customers/kim");
  CHECK(count_entries() == before + 2);
}

TEST_CASE("faults: faults apply to one sandbox only", "[api][fault]") {
  TestApi api;
  api.Use("other", "secret");
  api.GetToken();
  api.Use("imp_apikey", engine::SampleCredentials().imp_secret);
  const std::string fault = R"({"when": {"operation": "charge"}, "times": "always",
                               "then": {"decline": "lost_card"}})";
  REQUIRE(api.Control("POST", "/faults?sandbox=imp_apikey", fault).status == 200);
  api.Use("other", "secret");
  CHECK(api.Post("/subscribe/payments/onetime", OnetimeBody("order-1")).response()["status"] ==
        "paid");
}

TEST_CASE("faults: probabilities are reproducible with the same seed", "[api][fault]") {
  const auto list_statuses = [](std::uint64_t seed) {
    engine::Setup setup = StandardSetup();
    setup.seed = seed;
    TestApi api(setup);
    AddFault(api, R"({"when": {"operation": "charge"}, "times": "always", "probability": 40,
                   "then": {"decline": "lost_card"}})");
    std::string statuses;
    for (int i = 0; i < 60; ++i) {
      const TestReply reply =
          api.Post("/subscribe/payments/onetime", OnetimeBody("order-" + std::to_string(i)));
      statuses += reply.response()["status"] == "paid" ? 'p' : 'f';
    }
    return statuses;
  };
  const std::string once = list_statuses(7);
  CHECK(list_statuses(7) == once);
  CHECK(list_statuses(8) != once);
  const auto failed = std::count(once.begin(), once.end(), 'f');
  CHECK(failed > 10);
  CHECK(failed < 40);
}

}  // namespace portone::testing
