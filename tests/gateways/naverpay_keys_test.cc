// SPDX-License-Identifier: MIT
// Naver Pay's keys, row by row (docs/gateways/naverpay.md#naverpay): who may issue a key for which
// product, and what frees it.
#include "gateways/naverpay_shop.h"
#include "support/addresses.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kDuplicate = "Fail 이미 등록된 정기결제 정보입니다.";

Json SlimProductParams(const Json& more = Json::object()) {
  Json code{{"naverProductCode", "slim"}};
  code.update(more);
  return code;
}

TEST_CASE("N5: the record of issuing a key cannot be cancelled unless the switch allows it",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  const std::string before = api.Describe();
  const TestReply refused = api.Post("/payments/cancel", {{"merchant_uid", "registration"}});
  CHECK(Summary(refused) ==
        "200 1 빌링키 발급 건은 취소할 수 없습니다. (결제 승인이 이루어지지 않은 건입니다)");
  CHECK(api.Describe() == before);

  engine::Setup setup = StandardSetup();
  setup.merchant.switches.cancel_key_issue = CancelKeyIssue::kAccept;
  TestApi lenient(setup);
  IssueKey(lenient);
  const TestReply accepted = lenient.Post("/payments/cancel", {{"merchant_uid", "registration"}});
  CHECK(accepted.response()["status"] == "cancelled");
  CHECK(ChargeKim(lenient, "o-1").response()["status"] == "paid");
}

TEST_CASE("N10: a second key for the same product and buyer is refused, and the old key stays",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  const Json key = api.Get(kKim).response();
  for (const char* customer_uid : {"kim", "lee"}) {
    const std::string order = "again-by-" + std::string(customer_uid);
    const TestReply refused =
        OpenWindow(api, RegistrationParams(order, customer_uid, SlimProductParams()));
    CHECK(GetCallbackResult(refused) == kDuplicate);
    CHECK(refused.json["payment"]["status"] == "failed");
    CHECK(refused.json["payment"]["fail_reason"] == "이미 등록된 정기결제 정보입니다.");
  }
  CHECK(api.Get(kKim).response() == key);
  CHECK(api.Get("/subscribe/customers/lee").code() == 1);
  CHECK(ChargeKim(api, "o-1").response()["status"] == "paid");
  // Another product, another buyer, another contract.
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-2", "lee", {{"naverProductCode", "max"}}))) == "paid");
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-3", "park",
                                    SlimProductParams({{"buyer_tel", "010-9999-9999"}})))) ==
        "paid");
  api.Control("PUT", "/channels/other", R"({"pg": "naverpay", "pg_id": "other"})");
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-4", "choi",
                                    SlimProductParams({{"channelKey", "other"}})))) == "paid");
}

TEST_CASE("N10: of two open windows the first to finish gets the key", "[gateway][naverpay]") {
  TestApi api;
  const auto script = api.sender.RespondUsing([&api](const webhook::Post&) {
    CHECK(GetCallbackResult(
              OpenWindow(api, RegistrationParams("quick", "lee", SlimProductParams()))) == "paid");
    return RespondWith(200);
  });
  const Json slow = SlimProductParams({{"confirm_url", "http://shop.test/confirm"}});
  const TestReply refused = OpenWindow(api, RegistrationParams("slow", "kim", slow));
  CHECK(GetCallbackResult(refused) == kDuplicate);
  CHECK(refused.json["payment"]["status"] == "failed");
  CHECK(api.Get(kKim).code() == 1);
  CHECK(api.Get("/subscribe/customers/lee").code() == 0);
}

TEST_CASE("N11: a duplicate is refused with Naver's code and our own text", "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  const Json callback =
      OpenWindow(api, RegistrationParams("o-1", "lee", SlimProductParams())).json["callback"];
  CHECK(callback["success"] == false);
  CHECK(callback["error_code"] == "Fail");
  CHECK(callback["error_msg"] == "이미 등록된 정기결제 정보입니다.");
}

TEST_CASE("N12: without a product code the number of keys is not limited", "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  for (const char* order : {"o-1", "o-2"})
    CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams(order))) == "paid");
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-3", "lee", SlimProductParams()))) ==
        "paid");
}

TEST_CASE("N13: a buyer is identified by telephone number, or by customer_uid with the setting",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  CHECK(GetCallbackResult(OpenWindow(
            api,
            RegistrationParams("o-1", "lee", SlimProductParams({{"buyer_tel", "01012345678"}})))) ==
        kDuplicate);
  const Json other_tel = SlimProductParams({{"buyer_tel", "010-9999-9999"}});
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-2", "kim", other_tel))) ==
        kDuplicate);
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-3", "lee", other_tel))) == "paid");

  TestApi by_uid;
  SetSettings(by_uid, {{"buyer_identity", "customer_uid"}});
  IssueKey(by_uid, SlimProductParams());
  CHECK(GetCallbackResult(
            OpenWindow(by_uid, RegistrationParams("o-1", "lee", SlimProductParams()))) == "paid");
  CHECK(GetCallbackResult(OpenWindow(by_uid, RegistrationParams("o-2", "kim", other_tel))) ==
        kDuplicate);
}

TEST_CASE("N13: buyers without a telephone number are identified by customer_uid",
          "[gateway][naverpay]") {
  TestApi api;
  SetSettings(api, {{"buyer_tel", "optional"}});
  for (const auto& [order, customer_uid, outcome] :
       {std::tuple{"o-1", "kim", "paid"}, {"o-2", "lee", "paid"}, {"o-3", "kim", kDuplicate}}) {
    Json params = RegistrationParams(order, customer_uid, SlimProductParams());
    params.erase("buyer_tel");
    CHECK(GetCallbackResult(OpenWindow(api, params)) == outcome);
  }
}

TEST_CASE("N15: CHANGE replaces the key of the same customer_uid only", "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  const Json change = SlimProductParams({{"naverActionType", "CHANGE"}});
  const Json card{{"card", {{"number", "4330-1234-5678-9012"}, {"expiry", "2030-12"}}}};
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-1", "lee", change), card)) ==
        kDuplicate);
  CHECK(GetCallbackResult(OpenWindow(
            api,
            RegistrationParams("o-2", "kim", SlimProductParams({{"naverActionType", "NEW"}})))) ==
        kDuplicate);
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-3", "kim", change), card)) ==
        "paid");
  CHECK(api.Get(kKim).response()["card_number"] == "433012******9012");
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-4", "kim", SlimProductParams()))) ==
        kDuplicate);
  CHECK(ReadWarnings(api).empty());
  const Json neither{{"naverActionType", "OTHER"}};
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-5", "park", neither))) == "paid");
  CHECK(ReadWarnings(api) == Strings{"naverActionType must be NEW or CHANGE; treated as NEW"});
}

TEST_CASE("N15: a plain second issue does not free the product of the key it replaces",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-1", "kim", {{"naverProductCode", "max"}}))) == "paid");
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-2", "lee", SlimProductParams()))) ==
        kDuplicate);
}

TEST_CASE(
    "N29: deleting a key without reason and requester causes a warning, or is refused by the "
    "channel",
    "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  CHECK(Summary(api.Delete(kKim)) == "200 0");
  CHECK(ReadWarnings(api) ==
        Strings{"reason is missing or unknown; Naver's inspection requires reason and "
                "extra.requester (customer or admin)"});
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-1", "kim", SlimProductParams()))) ==
        "paid");

  TestApi strict;
  SetSettings(strict, {{"requester", "strict"}});
  IssueKey(strict, SlimProductParams());
  const std::string before = strict.Describe();
  const std::string query = "?reason=%ED%95%B4%EC%A7%80";
  CHECK(Summary(strict.Delete(kKim)) == "200 -1 [Fail] reason 파라메터가 누락되었습니다.");
  CHECK(Summary(strict.Delete(kKim + query)) ==
        "200 -1 [Fail] extra.requester 파라메터가 누락되었습니다.");
  CHECK(Summary(strict.Delete(kKim + query + "&extra[requester]=seller")) ==
        "200 -1 [Fail] extra.requester 파라메터가 올바르지 않습니다. (customer 또는 admin)");
  CHECK(strict.Describe() == before);
  CHECK(Summary(strict.Delete(kKim + query + "&extra%5Brequester%5D=customer")) == "200 0");
  CHECK(ReadWarnings(strict).empty());
  CHECK(Summary(ChargeKim(strict, "o-1")) == "200 1 등록되지 않은 구매자입니다.");
}

TEST_CASE("N30: a key that the buyer removed cannot be charged, and its product is free again",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  REQUIRE(api.Control("POST", "/actions/delete-card", R"({"customer_uid": "kim"})").status == 200);
  const TestReply charged = ChargeKim(api, "o-1");
  CHECK(Summary(charged) == "200 0");
  CHECK(charged.response()["status"] == "failed");
  CHECK(charged.response()["fail_reason"] == "[Fail] 해지된 정기결제입니다.");
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-2", "kim", SlimProductParams()))) ==
        "paid");
  CHECK(ChargeKim(api, "o-3").response()["status"] == "paid");
}

TEST_CASE("N10, N29: after a refused duplicate and deleting the key, the product can be used again",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api, SlimProductParams());
  CHECK(ChargeKim(api, "january").response()["status"] == "paid");
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-1", "kim-2", SlimProductParams()))) == kDuplicate);
  CHECK(Summary(api.Delete(std::string(kKim) + "?reason=moved&extra[requester]=customer")) ==
        "200 0");
  CHECK(Summary(ChargeKim(api, "february")) == "200 1 등록되지 않은 구매자입니다.");
  CHECK(GetCallbackResult(
            OpenWindow(api, RegistrationParams("o-2", "kim-2", SlimProductParams()))) == "paid");
  Json charge = AgainBody("kim-2", "february");
  CHECK(api.Post(kAgain, charge).response()["status"] == "paid");
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-3", "kim", SlimProductParams()))) ==
        kDuplicate);
}

}  // namespace
}  // namespace portone::gateways
