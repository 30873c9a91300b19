// SPDX-License-Identifier: MIT
#include "support/populated_sandbox.h"

#include "support/addresses.h"
#include "support/injected_faults.h"
#include "support/pattern.h"

namespace portone::testing {
namespace {

constexpr const char* kCancel = "/payments/cancel";

void ExpectSuccess(const TestReply& reply) {
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  if (reply.json.contains("code")) REQUIRE(reply.code() == 0);
}

void Advance(TestApi& api, const char* by) {
  ExpectSuccess(api.Control("POST", "/clock/advance", Json{{"by", by}}.dump()));
}

void OpenWindow(TestApi& api, const Json& params) {
  const TestReply window = api.Control("POST", "/checkouts", Json{{"params", params}}.dump());
  ExpectSuccess(window);
  INFO(window.text);
  REQUIRE(window.json["callback"]["success"] == true);
}

Json Merge(Json body, const Json& more) {
  body.update(more);
  return body;
}

void MakeKeys(TestApi& api) {
  ExpectSuccess(api.Post(
      "/subscribe/customers/kim",
      Merge(CardBody(), {{"customer_name", "김구매"}, {"customer_tel", "010-1234-5678"}})));
  ExpectSuccess(api.Post("/subscribe/customers/lee", Merge(CardBody(), {{"pg", "kcp"}})));
  ExpectSuccess(api.Post("/subscribe/customers/poor", CardBody(kDecliningCard)));
  ExpectSuccess(api.Post("/subscribe/customers/super",
                         Merge(CardBody(), {{"channel_group_id", "channel-group-1"}})));
  ExpectSuccess(api.Post("/subscribe/customers/gone", CardBody()));
  ExpectSuccess(api.Control("POST", "/actions/delete-card", R"({"customer_uid": "gone"})"));
  OpenWindow(api, {{"pg", "naverpay"},
                   {"customer_uid", "naver"},
                   {"merchant_uid", "registration"},
                   {"name", "Slim"},
                   {"amount", 14'000},
                   {"buyer_tel", "010-1234-5678"},
                   {"naverProductCode", "slim"},
                   {"naverPopupMode", true}});
}

void MakePayments(TestApi& api) {
  ExpectSuccess(
      api.Post(kOnetime, Merge(OnetimeBody("paid"), {{"amount", 60'000},
                                                     {"buyer_name", "Park"},
                                                     {"custom_data", "{\"a\":\"\\u0001\"}"},
                                                     {"tax_free", 1'000},
                                                     {"card_quota", 3}})));
  ExpectSuccess(api.Post(kAgain, Merge(AgainBody("kim", "in-part"), {{"currency", "KRW"}})));
  ExpectSuccess(
      api.Post(kCancel, {{"merchant_uid", "in-part"}, {"amount", 3'000}, {"reason", "half"}}));
  ExpectSuccess(api.Post(kCancel, {{"merchant_uid", "in-part"}, {"amount", 1'000}}));
  ExpectSuccess(api.Post(kAgain, AgainBody("lee", "whole")));
  api.Post(kAgain, AgainBody("super", "over-group"));  // may meet a fault
  ExpectSuccess(api.Post(kCancel, {{"merchant_uid", "whole"}}));
  api.Post(kOnetime, OnetimeBody("refused", kDecliningCard));
  ExpectSuccess(api.Post("/payments/prepare", {{"merchant_uid", "announced"}, {"amount", 500}}));
}

void MakeVbanks(TestApi& api) {
  const std::int64_t due = ToUnixSeconds(Start()) + 5 * 86'400;
  for (const char* order : {"vbank-waits", "vbank-paid"}) {
    ExpectSuccess(api.Post("/vbanks", {{"merchant_uid", order},
                                       {"amount", 10'000},
                                       {"vbank_code", "004"},
                                       {"vbank_due", due},
                                       {"vbank_holder", "shop"},
                                       {"buyer_name", "Choi"}}));
  }
  ExpectSuccess(api.Control("POST", "/actions/deposit", R"({"merchant_uid": "vbank-paid"})"));
  ExpectSuccess(api.Post(kCancel, {{"merchant_uid", "vbank-paid"},
                                   {"amount", 400},
                                   {"refund_holder", "choi"},
                                   {"refund_bank", "004"},
                                   {"refund_account", "1"}}));
}

Json Entry(const char* merchant_uid, int hours) {
  return EntryBody(merchant_uid, Start() + std::chrono::hours{hours});
}

void MakeSchedules(TestApi& api) {
  ExpectSuccess(
      api.Post(kSchedule, ScheduleBody("kim", {Entry("s-done", 1), Entry("s-waits", 900),
                                               Entry("s-revoked", 901), Entry("s-moved", 902)})));
  ExpectSuccess(
      api.Post(kSchedule, ScheduleBody("poor", {Entry("s-failed", 1), Entry("s-fails", 950)})));
  ExpectSuccess(api.Post(kSchedule, ScheduleBody("super", {Entry("s-super", 903)})));
  ExpectSuccess(api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "s-revoked"}}));
  ExpectSuccess(api.Put("/subscribe/payments/schedule/s-moved",
                        {{"schedule_at", ToUnixSeconds(Start()) + 907 * 3'600}}));
  api.headers = {{"Tier", "A01"}};
  ExpectSuccess(api.Post("/subscribe/customers/kim", CardBody()));
  ExpectSuccess(api.Post(kAgain, AgainBody("kim", "paid")));
  ExpectSuccess(api.Post(kSchedule, ScheduleBody("kim", {Entry("s-tier", 904)})));
  ExpectSuccess(api.Post("/payments/prepare", {{"merchant_uid", "announced"}, {"amount", 700}}));
  api.headers.clear();
}

/// A certification that is completed, one that was refused, one whose code was entered wrongly, and
/// one that is deleted.
void MakeCertifications(TestApi& api) {
  const auto open = [&api](const char* order, const char* outcome) {
    const Json body{{"kind", "certification"},
                    {"params", {{"pg", "danal"}, {"merchant_uid", order}}},
                    {"outcome", outcome},
                    {"origin", "https://shop/join"}};
    const TestReply window = api.Control("POST", "/checkouts", body.dump());
    ExpectSuccess(window);
    return window.json["certification"]["imp_uid"].get<std::string>();
  };
  open("certified", "approve");
  open("refused", "not_identified");
  const std::string deleted = open("deleted", "approve");
  ExpectSuccess(api.Delete("/certifications/" + deleted));
  const TestReply asked =
      api.Post("/certifications/otp/request", {{"name", "Kim"},
                                               {"phone", "010-1111-2222"},
                                               {"birth", "911111"},
                                               {"gender_digit", 1},
                                               {"carrier", "SKT"},
                                               {"merchant_uid", "asked"},
                                               {"channel_key", "channel-key-danal"}});
  ExpectSuccess(asked);
  const std::string imp_uid = asked.response()["imp_uid"];
  const Json row = api.Control("GET", "/certifications?merchant_uid=asked").json;
  const bool is_zero = row["certifications"][0]["otp"] == "000000";
  REQUIRE(
      api.Post("/certifications/otp/confirm/" + imp_uid, {{"otp", is_zero ? "000001" : "000000"}})
          .status == 400);
}

/// An order of two products, of which one is returned against the merchant's will and the other is
/// confirmed and reviewed; and an order whose one product the buyer has cancelled.
void MakeProductOrders(TestApi& api) {
  const auto act = [&api](const char* action, Json body, const std::string& id) {
    body["product_order_id"] = id;
    ExpectSuccess(api.Control("POST", std::string("/actions/") + action, body.dump()));
  };
  const auto open = [&api](const char* order) {
    OpenWindow(
        api,
        {{"pg", "naverco"},
         {"merchant_uid", order},
         {"name", "Shoes"},
         {"amount", 9'000},
         {"naverProducts",
          Json::array({{{"id", "shoe"},
                        {"name", "신발"},
                        {"basePrice", 7'000},
                        {"shipping", {{"baseFee", 1'000}}}},
                       {{"id", "sock"}, {"name", "양말"}, {"basePrice", 500}, {"quantity", 2}}})}});
    const Json rows = api.Control("GET", std::string("/product-orders?merchant_uid=") + order).json;
    return rows["product_orders"];
  };
  const Json orders = open("ordered");
  const std::string path = "/payments/" + orders[0]["imp_uid"].get<std::string>() + "/naver/";
  ExpectSuccess(api.Post(path + "place", Json::object()));
  ExpectSuccess(api.Post(path + "ship", {{"delivery_method", "DELIVERY"},
                                         {"dispatched_at", ToUnixSeconds(Start())},
                                         {"delivery_company", "CJGLS"},
                                         {"tracking_number", "1"}}));
  const std::string first = orders[0]["product_order_id"];
  const std::string second = orders[1]["product_order_id"];
  act("change-product-order", {{"operation", "request_return"}, {"reason", "BROKEN"}}, first);
  ExpectSuccess(api.Post(path + "withhold-return",
                         {{"product_order_id", first}, {"memo", "비용"}, {"extra_charge", 3'000}}));
  act("change-product-order", {{"operation", "confirm"}}, second);
  act("review-product", {{"title", "좋아요"}, {"content", "따뜻해요"}, {"score", 4}}, second);
  act("review-product", {{"title", "아주 좋아요"}}, second);
  act("change-product-order", {{"operation", "request_cancel"}},
      open("taken-back")[0]["product_order_id"].get<std::string>());
}

/// Slips for stores: one that waits, one that is paid with, one that is revoked.
void MakeStoreSlips(TestApi& api) {
  const auto issue = [&api](const char* order) {
    const TestReply reply = api.Post("/cvs", {{"channel_key", "channel-key-galaxia"},
                                              {"merchant_uid", order},
                                              {"amount", 3'000},
                                              {"expired_at", ToUnixSeconds(Start()) + 5 * 86'400}});
    ExpectSuccess(reply);
    return reply.response()["imp_uid"].get<std::string>();
  };
  ExpectSuccess(api.Post("/cvs", {{"channel_key", "channel-key-galaxia"},
                                  {"merchant_uid", "slip-waits"},
                                  {"amount", 3'000},
                                  {"barcode", "1122"},
                                  {"confirm_url", "http://shop/confirm"}}));
  issue("slip-paid");
  ExpectSuccess(api.Control("POST", "/actions/deposit",
                            R"({"merchant_uid": "slip-paid", "pay_type": "card"})"));
  ExpectSuccess(api.Delete("/cvs/" + issue("slip-revoked")));
}

/// Cash receipts: one that is reduced, one that is cancelled and issued again, one that waits for
/// its account, one with its payment, external ones.
void MakeReceipts(TestApi& api) {
  const auto pay = [&api](const char* order, const char* method, const Json& more) {
    Json body{{"params",
               {{"pg", "kcp"},
                {"pay_method", method},
                {"merchant_uid", order},
                {"name", "Kim"},
                {"buyer_name", "Kim"},
                {"amount", 5'500}}}};
    body.update(more);
    const TestReply window = api.Control("POST", "/checkouts", body.dump());
    ExpectSuccess(window);
    return "/receipts/" + window.json["payment"]["imp_uid"].get<std::string>();
  };
  const Json phone{{"identifier", "010-1234-5678"}};
  const Json choice{{"cash_receipt", {{"type", "company"}, {"identifier", "123-45-67890"}}}};
  ExpectSuccess(api.Post(pay("receipt-reduced", "trans", Json::object()), phone));
  ExpectSuccess(api.Post(kCancel, {{"merchant_uid", "receipt-reduced"}, {"amount", 1'100}}));
  const std::string again = pay("receipt-again", "trans", Json::object());
  ExpectSuccess(api.Post(again, phone));
  ExpectSuccess(api.Delete(again));
  ExpectSuccess(api.Post(again, phone));
  pay("receipt-waits", "vbank", choice);
  pay("receipt-with-payment", "trans", choice);
  for (const char* order : {"cash-1", "cash-2"}) {
    ExpectSuccess(
        api.Post(std::string("/receipts/external/") + order, {{"channel_key", "channel-key-kcp"},
                                                              {"name", "현금"},
                                                              {"amount", 2'200},
                                                              {"identifier", "900101-1234567"},
                                                              {"tax_free", 100},
                                                              {"buyer_name", "Kim"}}));
  }
  ExpectSuccess(api.Delete("/receipts/external/cash-2"));
}

/// Payments and cancellations whose gateway has not reported a result yet.
void MakePending(TestApi& api) {
  const Json channel{{"pg", "paymentwall"}, {"settings", {{"cancel_pingback_s", "86400"}}}};
  ExpectSuccess(api.Control("PUT", "/channels/channel-key-paymentwall", channel.dump()));
  const auto params = [](const char* order, const char* customer) {
    return Json{{"pg", "paymentwall"},
                {"pay_method", "card"},
                {"merchant_uid", order},
                {"name", "Slim plan"},
                {"amount", 50},
                {"currency", "USD"},
                {"buyer_name", "Michael Jackson"},
                {"buyer_email", "iamport@example.com"},
                {"customer_uid", customer}};
  };
  OpenWindow(api, params("wall-1", "wall"));
  Advance(api, "10s");
  ExpectSuccess(api.Post(kCancel, {{"merchant_uid", "wall-1"}, {"amount", 20.5}}));
  OpenWindow(api, params("wall-2", "wall-next"));
}

void RunAction(TestApi& api, const char* order, const char* action,
               const Json& more = Json::object()) {
  Json params{{"pg", "kcp_quick"},
              {"merchant_uid", order},
              {"name", "Quick"},
              {"bypass", {{"kcpQuick", {{"actionType", action}, {"memberID", "m1"}}}}}};
  params.update(more);
  OpenWindow(api, params);
}

/// A member with money that was spent, a fingerprint and a key, and preparations.
void MakeQuickPay(TestApi& api) {
  api.headers = {{"Accept", "application/json"}};
  const Json preparation{{"btid", "b-1"}, {"cust_ip", "203.0.113.7"}, {"code_verifier", "v"}};
  for (const char* order : {"sign-up", "spent", "still-announced"})
    ExpectSuccess(api.Post(std::string("/kcpquick/prepare/") + order, preparation));
  RunAction(api, "sign-up", "SignUp");
  RunAction(api, "fido", "RegisterFido");
  RunAction(api, "autopay", "RegisterAutoPay", {{"customer_uid", "auto-1"}});
  RunAction(api, "pin", "PinCheck");
  const Json pin = api.Get("/payments/find/pin").response();
  ExpectSuccess(api.Post("/kcpquick/payment/money", {{"member_id", "m1"},
                                                     {"channel_key", "channel-key-kcp_quick"},
                                                     {"merchant_uid", "spent"},
                                                     {"name", "Coffee"},
                                                     {"amount", 4'000},
                                                     {"imp_uid", pin["imp_uid"]}}));
  api.headers.clear();
}

/// What comes after payments at single gateways.
void MakeFollowUps(TestApi& api) {
  const auto pay = [&](const char* pg, const char* order) {
    OpenWindow(api, {{"pg", pg},
                     {"merchant_uid", order},
                     {"name", "Goods"},
                     {"amount", 10'000},
                     {"buyer_tel", "010-1234-5678"},
                     {"pay_method", "card"},
                     {"escrow", true}});
    return api.Get(std::string("/payments/find/") + order).response()["imp_uid"].get<std::string>();
  };
  const Json person{{"name", "Kim"}, {"tel", "010"}, {"addr", "Seoul"}, {"postcode", "04524"}};
  const std::string sold = pay("html5_inicis", "delivered");
  ExpectSuccess(api.Post(
      "/escrows/logis/" + sold,
      {{"sender", person},
       {"receiver", person},
       {"logis", {{"company", "CJGLS"}, {"invoice", "1"}, {"sent_at", ToUnixSeconds(Start())}}}}));
  ExpectSuccess(
      api.Control("POST", "/actions/escrow",
                  R"({"merchant_uid": "delivered", "decision": "deny", "reason": "no"})"));
  Json sale = Json::object();
  sale["business_registration_number"] = "1234567890";
  sale["company_name"] = "Shop";
  sale["amount"] = 4'000;
  ExpectSuccess(api.Post("/partners/receipts/" + sold, {{"data", Json::array({sale})}}));
  ExpectSuccess(
      api.Post("/payco/orders/status/" + pay("payco", "told"), {{"status", "DELIVERY_START"}}));
  const auto pay_in_points = [&api](int order) {
    return api.Post("/benepia/payment", {{"benepia_user", "kim"},
                                         {"benepia_password", "p"},
                                         {"channel_key", "channel-key-kcp"},
                                         {"merchant_uid", "in-points-" + std::to_string(order)},
                                         {"name", "Goods"},
                                         {"amount", 3'000}});
  };
  int order = 1;  // the first ones may meet a fault
  while (order < 10 && pay_in_points(order).json.value("code", -1) != 0)
    ++order;
  REQUIRE(order < 10);
}

}  // namespace

engine::Setup PopulatedSetup() {
  engine::Setup setup = SetupWithWebhook("http://shop/hook");
  setup.seed = 7;
  setup.merchant.webhook.retries = 5;
  setup.merchant.recovery_hour = 5;
  setup.merchant.tiers = {{TierCode::Parse("A01").value(), "one"}};
  setup.merchant.switches.include_sandbox = IncludeSandbox::kAlwaysFound;
  setup.merchant.channel_groups = {
      {ChannelGroupId("channel-group-1"),
       {ChannelKey("channel-key-kcp"), ChannelKey("channel-key-nice")}}};
  return setup;
}

void Populate(TestApi& api) {
  AddFault(
      api,
      R"({"when": {"operation": "cancel", "merchant_uid": "nobody"}, "then": {"close": true}})");
  AddFault(api, R"({"when": {"operation": "charge", "pg": "kcp"}, "skip": 1, "times": 3,
                 "then": {"decline": "limit_exceeded"}, "probability": 70})");
  AddFault(api, R"({"when": {"operation": "request", "path": "/codes*", "method": "GET"},
                 "times": "always", "at": "after", "then": {"delay": "250ms"}})");
  MakeKeys(api);
  MakePayments(api);
  MakeVbanks(api);
  MakeSchedules(api);
  MakeCertifications(api);
  MakeProductOrders(api);
  MakeFollowUps(api);
  MakeQuickPay(api);
  MakeStoreSlips(api);
  MakeReceipts(api);
  ExpectSuccess(api.Control("POST", "/settle"));
  Advance(api, "2h");
  MakePending(api);
  AddFault(api, R"({"when": {"operation": "webhook", "merchant_uid": "kept-back"},
                 "then": {"reorder": true}})");
  AddFault(api, R"({"when": {"operation": "webhook", "merchant_uid": "late"},
                 "then": {"delay": "3d"}})");
  ExpectSuccess(api.Control("DELETE", "/faults/5"));
  {
    const ScriptScope down =
        api.sender.RespondUsing([](const auto&) { return FailWith("refused"); });
    ExpectSuccess(api.Post(kOnetime, OnetimeBody("untold")));
    ExpectSuccess(api.Post(kOnetime, OnetimeBody("kept-back")));
    ExpectSuccess(api.Control("POST", "/settle"));
  }
}

std::string ListEverything(TestApi& api) {
  std::string all;
  for (const char* tier : {"", "A01"}) {
    api.headers.clear();
    if (*tier != '\0') api.headers = {{"Tier", tier}};
    for (const char* status : {"all", "ready", "paid", "cancelled", "failed"}) {
      for (const char* sorting : {"started", "-paid", "updated"}) {
        all += api.Get(std::string("/payments/status/") + status + "?limit=100&sorting=" + sorting)
                   .text +
               "\n";
      }
    }
    for (const char* customer : {"kim", "lee", "poor", "super", "gone", "naver", "wall"}) {
      const std::string path = std::string("/subscribe/customers/") + customer;
      all += api.Get(path).text + "\n" + api.Get(path + "/payments").text + "\n";
      all += api.Get(path + "/schedules?from=1706659200&to=1738281600").text + "\n";
    }
    all += api.Get("/payments/prepare/announced").text + "\n";
  }
  api.headers.clear();
  for (const char* path :
       {"/faults", "/agenda?limit=1000", "/webhooks", "/webhooks/settings", "/certifications",
        "/escrows", "/quick-members", "/quick-preparations", "/autopay-keys", "/benepia-accounts",
        "/partner-sales", "/product-orders", "/receipts", "/cvs", "/channels", "/clock"}) {
    all += api.Control("GET", path).text + "\n";
  }
  // The response time of a receiver is real time, which snapshots do not contain.
  return Pattern("\"took_ms\":\\d+").ReplaceAll(all, "");
}

std::string TakeSnapshot(TestApi& api) {
  const TestReply reply = api.Control("POST", "/snapshot");
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  return reply.text;
}

void Restore(TestApi& api, const std::string& document) {
  const TestReply reply = api.Control("PUT", "/snapshot", document);
  INFO(reply.text);
  REQUIRE(reply.status == 200);
}

}  // namespace portone::testing
