// SPDX-License-Identifier: MIT
// POST, PUT and GET /payments/prepare.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CheckErrorOrder;
using testing::Summary;
using testing::TestApi;

constexpr const char* kPrepare = "/payments/prepare";
constexpr const char* kNotPrepared = "404 -1 사전등록된 결제정보가 존재하지 않습니다.";

TEST_CASE("prepare: an amount is registered, read and changed", "[api][prepare]") {
  TestApi api;
  const Json registered =
      api.Post(kPrepare, {{"merchant_uid", "o-1"}, {"amount", 420'000}}).response();
  CHECK(registered.dump() == R"({"merchant_uid":"o-1","amount":420000,"currency":null})");
  CHECK(api.Get("/payments/prepare/o-1").response() == registered);
  const Json changed =
      api.Put(kPrepare, {{"merchant_uid", "o-1"}, {"amount", "10.5"}, {"currency", "USD"}})
          .response();
  CHECK(changed.dump() == R"({"merchant_uid":"o-1","amount":10.5,"currency":"USD"})");
  CHECK(api.Get("/payments/prepare/o-1/").response() == changed);
}

TEST_CASE("prepare: an order can be registered only once", "[api][prepare]") {
  TestApi api;
  CheckErrorOrder(
      api, kPrepare,
      {{"{}", "400 -1 merchant_uid 파라메터가 누락되었습니다."},
       {R"({"merchant_uid": {"a": 1}})",
        "400 -1 merchant_uid 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
       {R"({"merchant_uid": "o-1"})", "400 -1 amount 파라메터가 누락되었습니다."},
       {R"({"amount": "much"})", "400 -1 amount 파라메터가 올바르지 않습니다. (숫자여야 합니다)"},
       {R"({"amount": -1})", "400 -1 amount 파라메터가 올바르지 않습니다. (음수일 수 없습니다)"},
       {R"({"amount": 10.5})",
        "400 -1 amount 파라메터가 올바르지 않습니다. (해당 통화의 최소 단위보다 작은 "
        "금액입니다)"},
       {R"({"amount": 1000000000000000})",
        "400 -1 amount 파라메터가 올바르지 않습니다. (금액이 너무 큽니다)"},
       {R"({"amount": 1000, "currency": "DOGE"})",
        "400 -1 currency 파라메터가 올바르지 않습니다. (지원되지 않는 통화입니다)"},
       {R"({"currency": "krw"})", "200 0"},
       {"{}", "200 1 결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다)."}});
  CHECK(api.Get("/payments/prepare/o-1").response()["currency"] == "KRW");
}

TEST_CASE("prepare: an unregistered order is neither found nor changed", "[api][prepare]") {
  TestApi api;
  CHECK(Summary(api.Get("/payments/prepare/o-1")) == kNotPrepared);
  CHECK(Summary(api.Put(kPrepare, {{"merchant_uid", "o-1"}, {"amount", 1}})) == kNotPrepared);
  CHECK(Summary(api.Put(kPrepare, {{"merchant_uid", "o-1"}})) ==
        "400 -1 amount 파라메터가 누락되었습니다.");
}

TEST_CASE("prepare: charges by API ignore the registered amount", "[api][prepare]") {
  TestApi api;
  api.Post(kPrepare, {{"merchant_uid", "o-1"}, {"amount", 1}});
  CHECK(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).response()["amount"] ==
        10'000);
}

}  // namespace
}  // namespace portone
