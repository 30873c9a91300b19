// SPDX-License-Identifier: MIT
// The contract checker fails when it should. All other tests rely on it.
#include "support/contract.h"

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "support/contract_guard.h"
#include "support/test_api.h"

namespace portone::testing {
namespace {

/// The findings of the contract checker, joined with "; "; "" when there are none.
std::string CollectFindings(const Exchange& exchange) {
  std::string findings;
  for (const std::string& finding : Contract::Shared().Check(exchange))
    findings += (findings.empty() ? "" : "; ") + finding;
  return findings;
}

/// Valid exchanges, produced by the emulator.
struct ValidExchanges {
  TestApi api;
  Exchange token, payment, cancelled, customer, schedule, refusal, missing;

  ValidExchanges() {
    using std::chrono::hours;
    token = Post("/users/getToken", {{"imp_key", engine::SampleCredentials().imp_key},
                                     {"imp_secret", engine::SampleCredentials().imp_secret}});
    customer = Post("/subscribe/customers/kim", CardBody());
    payment = Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
    refusal = Post("/subscribe/payments/again", AgainBody("nobody", "order-2"));
    schedule = Post("/subscribe/payments/schedule",
                    ScheduleBody("kim", {EntryBody("order-3", Start() + hours{1})}));
    cancelled = Post("/payments/cancel", {{"merchant_uid", "order-1"}});
    missing = MakeExchange("GET", "/payments/imp_1", api.Get("/payments/imp_1"));
  }

 private:
  static Exchange MakeExchange(std::string method, std::string target, const TestReply& reply) {
    return {std::move(method), std::move(target), reply.status, reply.text};
  }
  Exchange Post(const std::string& target, const Json& body) {
    return MakeExchange("POST", target, api.Post(target, body));
  }
};

/// A modification that breaks a reply, and the expected finding.
struct Violation {
  const Exchange* exchange;
  std::function<void(Exchange&, Json&)> modify;
  std::string finding;
};

/// A modification of the body only.
std::function<void(Exchange&, Json&)> InBody(std::function<void(Json&)> change) {
  return [change = std::move(change)](Exchange&, Json& body) { change(body); };
}

void CheckViolations(const std::vector<Violation>& violations) {
  for (const Violation& violation : violations) {
    Exchange broken = *violation.exchange;
    CHECK(CollectFindings(broken).empty());
    Json body = Json::parse(broken.body);
    violation.modify(broken, body);
    broken.body = body.dump();
    CHECK(CollectFindings(broken) == violation.finding);
  }
}

/// `object` with `key` moved to its end.
void MoveToEnd(Json& object, const std::string& key) {
  const Json value = object[key];
  object.erase(key);
  object[key] = value;
}

TEST_CASE("contract: an invalid envelope is reported", "[contract]") {
  const ValidExchanges good;
  const std::string again = "POST /subscribe/payments/again: ";
  CheckViolations({
      {&good.payment, InBody([](Json& body) { body.erase("message"); }),
       again + "/message is missing"},
      {&good.payment, InBody([](Json& body) { body.erase("response"); }),
       again + "/response is missing"},
      {&good.payment, InBody([](Json& body) { body["error"] = 1; }),
       again + "/error is a key that the envelope does not have"},
      {&good.payment, InBody([](Json& body) { MoveToEnd(body, "code"); }),
       again + "/message is out of order: code, message, response"},
      {&good.payment, InBody([](Json& body) { body["code"] = "0"; }),
       again + "/code is not an integer"},
      {&good.payment, InBody([](Json& body) { body["message"] = false; }),
       again + "/message is neither text nor null"},
      {&good.payment, InBody([](Json& body) { body["message"] = "success"; }),
       again + "/message is text, though a success has none"},
      {&good.refusal, InBody([](Json& body) { body["message"] = nullptr; }),
       again + "/message is missing from a refusal"},
      {&good.refusal, InBody([](Json& body) { body["message"] = ""; }),
       again + "/message is missing from a refusal"},
      {&good.refusal, InBody([](Json& body) { body["response"] = Json::object(); }),
       again + "/response is not null, though a refusal has none"},
      {&good.payment, InBody([](Json& body) { body = Json::array(); }),
       again + "the body is not a JSON object"},
  });
  Exchange truncated = good.payment;
  truncated.body.resize(truncated.body.size() / 2);
  CHECK(CollectFindings(truncated) == again + "the body is not a JSON object");
}

TEST_CASE("contract: an unknown code or status is reported", "[contract]") {
  const ValidExchanges good;
  const auto with_status = [](int status, int code) {
    return [status, code](Exchange& exchange, Json& body) {
      exchange.status = status;
      body["code"] = code;
    };
  };
  const std::string get_payment = "GET /payments/{imp_uid}: answered ";
  const std::string allowed = ", which is not one of 200/0, 400/-1, 401/-1, 403/-1, 404/-1, 413/-1";
  CheckViolations({
      {&good.missing, with_status(418, -1), get_payment + "418/-1" + allowed},
      {&good.missing, with_status(404, 1), get_payment + "404/1" + allowed},
      {&good.missing, with_status(200, 1), get_payment + "200/1" + allowed},
      {&good.missing, with_status(200, -1), get_payment + "200/-1" + allowed},
      {&good.missing, with_status(501, -1), get_payment + "501/-1" + allowed},
      {&good.missing, with_status(500, -1), get_payment + "500/-1" + allowed},
      {&good.refusal, with_status(200, 2),
       "POST /subscribe/payments/again: answered 200/2, which is not one of 200/-1, 200/0, 200/1, "
       "400/-1, 401/-1, 403/-1, 404/-1, 413/-1, 503/-1"},
      {&good.customer, with_status(201, 0),
       "POST /subscribe/customers/{customer_uid}: answered 201/0, which is not one of 200/-1, "
       "200/0, 200/1, 400/-1, 401/-1, 403/-1, 404/-1, 413/-1, 503/-1"},
  });
}

TEST_CASE("contract: an invalid response is reported with its path", "[contract]") {
  const ValidExchanges good;
  const auto in_response = [](std::function<void(Json&)> change) {
    return InBody([change = std::move(change)](Json& body) { change(body["response"]); });
  };
  const std::string again = "POST /subscribe/payments/again: /response";
  const std::string cancel = "POST /payments/cancel: /response";
  const std::string schedule = "POST /subscribe/payments/schedule: /response";
  CheckViolations({
      {&good.payment, in_response([](Json& it) { it.erase("apply_num"); }),
       again + "/apply_num is missing"},
      {&good.payment, in_response([](Json& it) { it["vbank_num_2"] = nullptr; }),
       again + "/vbank_num_2 is a key that the contract does not know"},
      {&good.payment, in_response([](Json& it) { it["amount"] = "10000"; }),
       again + "/amount is string, not number"},
      {&good.payment, in_response([](Json& it) { it["paid_at"] = 1.5; }),
       again + "/paid_at is number, not integer"},
      {&good.payment, in_response([](Json& it) { it["paid_at"] = 1'700'000'000'000; }),
       again + "/paid_at is 1700000000000, no time in seconds"},
      {&good.payment, in_response([](Json& it) { it["status"] = nullptr; }),
       again + "/status is null, which it may not be"},
      {&good.payment, in_response([](Json& it) { it["status"] = "gone"; }),
       again + R"(/status is "gone", none of ["ready","paid","cancelled","failed"])"},
      {&good.payment, in_response([](Json& it) { it["merchant_uid"] = std::string(257, 'x'); }),
       again + "/merchant_uid has more than 256 characters"},
      {&good.payment, in_response([](Json& it) { MoveToEnd(it, "amount"); }),
       again + "/amount comes after vbank_num; the order is alphabetical"},
      {&good.payment, in_response([](Json& it) { it = nullptr; }),
       again + " is null, which it may not be"},
      {&good.cancelled, in_response([](Json& it) { it["cancel_history"][0].erase("reason"); }),
       cancel + "/cancel_history/0/reason is missing"},
      {&good.cancelled, in_response([](Json& it) { it["cancel_receipt_urls"][0] = 1; }),
       cancel + "/cancel_receipt_urls/0 is integer, not string"},
      {&good.schedule, in_response([](Json& it) { it = it[0]; }),
       schedule + " is object, not array"},
      {&good.schedule, in_response([](Json& it) { it[0].erase("currency"); }),
       schedule + "/0/currency is missing"},
      {&good.customer, in_response([](Json& it) { it["inserted"] = nullptr; }),
       "POST /subscribe/customers/{customer_uid}: /response/inserted is null, which it may not be"},
      {&good.token, in_response([](Json& it) { it["now"] = 1.25; }),
       "POST /users/getToken: /response/now is number, not integer"},
  });
  Exchange misordered = good.schedule;
  Json body = Json::parse(misordered.body);
  MoveToEnd(body["response"][0], "customer_uid");
  misordered.body = body.dump();
  CHECK_THAT(
      CollectFindings(misordered),
      Catch::StartsWith(schedule + "/0/customer_uid comes after promotion_id; the order is ["));
}

TEST_CASE("contract: unknown paths have their own replies", "[contract]") {
  const auto findings_of = [](std::string method, std::string target, int status) {
    return CollectFindings({std::move(method), std::move(target), status,
                            R"({"code": -1, "message": "no", "response": null})"});
  };
  CHECK(findings_of("GET", "/nowhere", 404).empty());
  CHECK(findings_of("GET", "/nowhere", 405) ==
        "GET /nowhere: answered 405/-1, which is not one of 404/-1, 413/-1");
  CHECK(findings_of("PUT", "/users/getToken", 405).empty());
  CHECK(findings_of("PUT", "/users/getToken", 404) ==
        "PUT /users/getToken: answered 404/-1, which is not one of 405/-1, 413/-1");
  CHECK(findings_of("GET", "/payments/%zz", 400).empty());
  CHECK(findings_of("GET", "/payments/%zz", 404) ==
        "GET /payments/%zz: answered 404/-1, which is not one of 400/-1, 413/-1");
  CHECK(findings_of("GET", "/payments/imp_1/?include_sandbox=true", 404).empty());
  CHECK(findings_of("GET", "/payments/find/order-1", 404).empty());
}

TEST_CASE("contract: lists may be pages or arrays, and some of them incomplete", "[contract]") {
  const ValidExchanges good;
  const std::string schedule = Json::parse(good.schedule.body)["response"].dump();
  const auto findings_of = [](const std::string& target, int status, const std::string& response) {
    return CollectFindings(
        {"GET", target, status, R"({"code": 0, "message": null, "response": )" + response + "}"});
  };
  const std::string page = R"({"total": 1, "previous": 0, "next": 0, "list": )";
  CHECK(findings_of("/subscribe/payments/schedule?page=1", 200, page + schedule + "}").empty());
  CHECK(findings_of("/subscribe/payments/schedule", 200, schedule).empty());
  CHECK(findings_of("/subscribe/payments/schedule", 200, R"({"total": 1, "list": []})") ==
        "GET /subscribe/payments/schedule: /response/previous is missing; "
        "GET /subscribe/payments/schedule: /response/next is missing");
  CHECK(findings_of("/subscribe/payments/schedule", 200, page + "[1]}") ==
        "GET /subscribe/payments/schedule: /response/list/0 is integer, not object");
  CHECK(findings_of("/payments?imp_uid[]=a", 207, "[]").empty());
  CHECK(findings_of("/subscribe/customers?customer_uid[]=a", 207, "[]").empty());
  CHECK_THAT(findings_of("/payments/status/paid", 207, page + "[]}"),
             Catch::StartsWith("GET /payments/status/{payment_status}: answered 207/0, which is "));
}

TEST_CASE("contract: a key may be for one channel or for several", "[contract]") {
  const auto findings_of = [](const std::string& channels) {
    return CollectFindings({"GET", "/subscribe/customers/kim", 200,
                            R"({"code": 0, "message": null, "response": {"customer_uid": "kim",
                     "channelGroupId": "g", "customer_id": null, "customer_name": null,
                     "customer_tel": null, "customer_email": null, "customer_addr": null,
                     "customer_postcode": null, "succeededChannels": [],
                     "failedChannels": )" +
                                channels + "}}"});
  };
  CHECK(findings_of(
            R"([{"type": "PG_PROVIDER", "message": "no", "pg_provider": "kcp", "pg_id": "A"}])")
            .empty());
  CHECK(
      findings_of(R"([{"type": "OTHER", "message": "no", "pg_provider": "kcp", "pg_id": "A"}])") ==
      R"(GET /subscribe/customers/{customer_uid}: /response/failedChannels/0/type is "OTHER", )"
      R"(none of ["INVALID_REQUEST","PG_PROVIDER","DB_FAILED"])");
}

TEST_CASE("contract: profile 2020 has none of the newer keys", "[contract]") {
  const ValidExchanges good;
  Exchange prepared{"POST", "/payments/prepare", 200,
                    R"({"code": 0, "message": null,
                        "response": {"merchant_uid": "o", "amount": 1, "currency": null}})"};
  CHECK(CollectFindings(prepared).empty());
  prepared.profile = "2020";
  CHECK(CollectFindings(prepared) ==
        "POST /payments/prepare: /response/currency is a key that profile 2020 leaves out");
  Exchange issued = good.customer;
  Json body = Json::parse(issued.body);
  for (const char* newer : {"card_issuer_code", "card_issuer_name", "card_publisher_code",
                            "card_publisher_name", "customer_id", "sandbox"})
    body["response"].erase(newer);
  issued.body = body.dump();
  CHECK_FALSE(CollectFindings(issued).empty());
  issued.profile = "2020";
  CHECK(CollectFindings(issued).empty());
}

TEST_CASE("contract: the guard reports findings of the test and of other threads", "[contract]") {
  const Exchange broken{"GET", "/payments/imp_1", 418, R"({"code": -1})"};
  std::thread([&broken] { ExpectContract(broken); }).join();
  CHECK(TakeUnreportedFindings() == Findings{"GET /payments/{imp_uid}: /message is missing",
                                             "GET /payments/{imp_uid}: /response is missing"});
  CHECK(TakeUnreportedFindings().empty());
  const Exchange replaced{"GET", "/payments/imp_1", 502,
                          R"({"code": -7, "message": "down", "response": null})"};
  const ReplacedReplies scope({"502/-7"});
  ExpectContract(replaced);
  Exchange also_wrong = replaced;
  also_wrong.body = R"({"code": -7, "message": "down", "response": 1})";
  also_wrong.replacements = {"502/-7"};
  CHECK(CollectFindings(also_wrong) ==
        "GET /payments/{imp_uid}: /response is not null, though a refusal has none");
}

}  // namespace
}  // namespace portone::testing
