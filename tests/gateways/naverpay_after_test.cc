// SPDX-License-Identifier: MIT
// After a payment by Naver Pay, row by row (docs/gateways/naverpay.md#naverpay): cancellation,
// points, confirmation and cash receipts.
#include "gateways/naverpay_shop.h"
#include "support/injected_faults.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kCancel = "/payments/cancel";
constexpr const char* kUnpaid = "500 -1 결제가 완료된 결제건이 아닙니다.";
constexpr const char* kCancelled = "500 -1 이미 전액취소된 결제건입니다.";
constexpr const char* kNotNaverPay = " 네이버페이 (결제형) 결제건이 아닙니다.";
constexpr const char* kRequiredByInspection =
    " is missing or unknown; Naver's inspection requires reason and "
    "extra.requester (customer or admin)";

std::string PayByWindow(TestApi& api, std::string_view merchant_uid,
                        const Json& more = Json::object()) {
  const TestReply window = OpenWindow(api, PurchaseParams(merchant_uid, more));
  return window.json.at("payment").at("imp_uid").get<std::string>();
}

/// A payment that supports none of the follow-up operations, and the error.
struct UnsuitablePayment {
  std::string imp_uid;
  std::string outcome;
};

/// An issued key, a failed window, a cancelled charge, and a charge of another gateway.
std::vector<UnsuitablePayment> MakeUnsuitablePayments(TestApi& api,
                                                      const std::string& other_gateway_error) {
  const auto imp_uid = [](const TestReply& window) {
    return window.json.at("payment").at("imp_uid").get<std::string>();
  };
  const std::string cancelled = PayByWindow(api, "cancelled");
  api.Post(kCancel, {{"imp_uid", cancelled}});
  const Json other = api.Post("/subscribe/payments/onetime", OnetimeBody("other")).response();
  return {{imp_uid(OpenWindow(api, RegistrationParams("key"))), kUnpaid},
          {imp_uid(OpenWindow(api, PurchaseParams("closed"), {{"outcome", "close"}})), kUnpaid},
          {cancelled, kCancelled},
          {other["imp_uid"], other_gateway_error}};
}

TEST_CASE(
    "N28: a cancellation without reason and requester causes a warning, or is refused by the "
    "channel",
    "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  ChargeKim(api, "o-1");
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "o-1"}, {"amount", 100}})) == "200 0");
  CHECK(Summary(api.Post(
            kCancel, {{"merchant_uid", "o-1"}, {"amount", 100}, {"reason", "반품"}})) == "200 0");
  CHECK(ReadWarnings(api) == Strings{"reason" + std::string(kRequiredByInspection),
                                     "extra.requester" + std::string(kRequiredByInspection)});
  CHECK(Summary(api.PostForm(
            kCancel, "merchant_uid=o-1&amount=100&reason=반품&extra[requester]=customer")) ==
        "200 0");
  CHECK(ReadWarnings(api).size() == 2);

  SetSettings(api, {{"requester", "strict"}});
  CheckErrorOrder(
      api, kCancel,
      {
          {R"({"merchant_uid": "o-1"})",
           "200 -1 결제취소에 실패하였습니다. reason 파라메터가 누락되었습니다."},
          {R"({"reason": "반품"})",
           "200 -1 결제취소에 실패하였습니다. extra.requester 파라메터가 누락되었습니다."},
          {R"({"extra": {"requester": "seller"}})",
           "200 -1 결제취소에 실패하였습니다. extra.requester 파라메터가 올바르지 "
           "않습니다. (customer 또는 admin)"},
          {R"({"extra": {"requester": "customer"}})", "200 0"},
      });
}

TEST_CASE("N28: a cancellation in the console counts as the admin's", "[gateway][naverpay]") {
  TestApi api;
  SetSettings(api, {{"requester", "strict"}});
  PayByWindow(api, "o-1");
  const TestReply reply =
      api.Control("POST", "/actions/cancel", R"({"merchant_uid": "o-1", "reason": "반품"})");
  CHECK(reply.status == 200);
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "cancelled");
}

TEST_CASE("N36: points are accrued once, for what was paid by Naver Pay", "[gateway][naverpay]") {
  TestApi api;
  const auto accrue = [&api](const std::string& imp_uid) {
    return api.Post("/payments/" + imp_uid + "/naver/point", Json::object());
  };
  const std::string paid = PayByWindow(api, "o-1");
  const std::string before = api.Describe();
  const TestReply accrued = accrue(paid);
  CHECK(Summary(accrued) == "200 0");
  CHECK(accrued.response().is_null());
  CHECK(api.Describe() != before);
  CHECK(api.Get("/payments/" + paid).response()["status"] == "paid");

  CHECK(Summary(accrue("imp_0")) == "404 -1 존재하지 않는 결제정보입니다.");
  const std::vector<UnsuitablePayment> all =
      MakeUnsuitablePayments(api, "500 -1" + std::string(kNotNaverPay));
  const std::string after = api.Describe();
  CHECK(Summary(accrue(paid)) == "500 -1 이미 포인트가 적립된 결제건입니다.");
  for (const auto& [imp_uid, outcome] : all)
    CHECK(Summary(accrue(imp_uid)) == outcome);
  CHECK(api.Describe() == after);
  SetSettings(api, {{"credentials", "wrong"}});
  CHECK_THAT(Summary(accrue(paid)), Catch::StartsWith("500 -1 [InvalidMerchantAuth] "));
}

TEST_CASE("N37: a purchase is confirmed once, by the admin or the customer",
          "[gateway][naverpay]") {
  TestApi api;
  const auto confirm = [&api](const std::string& imp_uid, const Json& body = Json::object()) {
    return api.Post("/payments/" + imp_uid + "/naver/confirm", body);
  };
  const std::string paid = PayByWindow(api, "o-1");
  const std::string before = api.Describe();
  CHECK(Summary(confirm(paid, {{"requester", "seller"}})) ==
        "400 -1 requester 파라메터가 올바르지 않습니다. (admin 또는 customer여야 합니다)");
  CHECK(api.Describe() == before);
  const TestReply confirmed = confirm(paid, {{"requester", "customer"}});
  CHECK(Summary(confirmed) == "200 0");
  CHECK(confirmed.response().is_null());
  CHECK(api.Describe() != before);
  CHECK(Summary(confirm(PayByWindow(api, "o-2"))) == "200 0");
  CHECK(Summary(confirm(PayByWindow(api, "o-3"), {{"requester", "admin"}})) == "200 0");

  CHECK(Summary(confirm("imp_0")) == "404 -1 존재하지 않는 결제정보입니다.");
  const std::vector<UnsuitablePayment> all =
      MakeUnsuitablePayments(api, "500 -1" + std::string(kNotNaverPay));
  const std::string after = api.Describe();
  CHECK(Summary(confirm(paid)) == "500 -1 이미 구매확정된 결제건입니다.");
  for (const auto& [imp_uid, outcome] : all)
    CHECK(Summary(confirm(imp_uid)) == outcome);
  CHECK(api.Describe() == after);
  // A confirmed payment can still be cancelled.
  CHECK(Summary(api.Post(kCancel, {{"imp_uid", paid}})) == "200 0");
}

TEST_CASE("naverpay: points and a confirmation fail when Naver does, and work the next time",
          "[gateway][naverpay][fault]") {
  TestApi api;
  const std::string imp_uid = PayByWindow(api, "o-1");
  const std::string operation = GENERATE("point", "confirm");
  const std::string target = "/payments/" + imp_uid + "/naver/" + operation;
  AddFault(api, R"({"when": {"operation": "other_gateway_call", "pg": "naverpay"},
      "then": {"decline": {"code": "Fail", "message": "점검 중"}}})");
  CHECK(Summary(api.Post(target, Json::object())) == "500 -1 [Fail] 점검 중");
  CHECK(Summary(api.Post(target, Json::object())) == "200 0");
}

TEST_CASE("N38: the cash amount shows what remains, by payment method and taxes",
          "[gateway][naverpay]") {
  TestApi api;
  const auto amounts = [&api](const std::string& imp_uid) {
    return api.Get("/payments/" + imp_uid + "/naver/cash-amount");
  };
  const std::string paid = PayByWindow(api, "o-1", {{"amount", 12'000}, {"tax_free", 1'000}});
  CHECK(amounts(paid).response() == Json{{"amount_total", 12'000},
                                         {"amount_by_npoint", 0},
                                         {"amount_by_primary", 12'000},
                                         {"amount_supply", 11'000},
                                         {"amount_vat", 1'000}});
  api.Post(kCancel, {{"imp_uid", paid}, {"amount", 5'500}, {"tax_free", 0}});
  CHECK(amounts(paid).response() == Json{{"amount_total", 6'500},
                                         {"amount_by_npoint", 0},
                                         {"amount_by_primary", 6'500},
                                         {"amount_supply", 6'000},
                                         {"amount_vat", 500}});
  const std::string points =
      PayByWindow(api, "o-2", {{"amount", 1'100}, {"pay_method", "naverpay_point"}});
  CHECK(amounts(points).response() == Json{{"amount_total", 1'100},
                                           {"amount_by_npoint", 1'100},
                                           {"amount_by_primary", 0},
                                           {"amount_supply", 1'000},
                                           {"amount_vat", 100}});
  CHECK(Summary(amounts("imp_0")) == "400 -1" + std::string(kNotNaverPay));
  for (const auto& [imp_uid, outcome] :
       MakeUnsuitablePayments(api, "400 -1" + std::string(kNotNaverPay)))
    CHECK(Summary(amounts(imp_uid)) == outcome);
  SetSettings(api, {{"credentials", "wrong"}});
  CHECK_THAT(Summary(amounts(paid)), Catch::StartsWith("500 -1 [InvalidMerchantAuth] "));
}

}  // namespace
}  // namespace portone::gateways
