// SPDX-License-Identifier: MIT
#include "api/codec/webhook_body.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/webhook_event.h"
#include "support/catch.h"
#include "support/scenario_files.h"

namespace portone::api {
namespace {

WebhookEvent PaidEvent() {
  return {.imp_uid = ImpUid("imps_1"), .merchant_uid = MerchantUid("주문 1&2")};
}

TEST_CASE("webhook body: JSON has exactly the three keys", "[api][webhook]") {
  const WebhookBody body = EncodeWebhookEvent(PaidEvent(), WebhookFormat::kJson);
  CHECK(body.content_type == "application/json");
  CHECK(body.text == R"({"imp_uid":"imps_1","merchant_uid":"주문 1&2","status":"paid"})");
}

TEST_CASE("webhook body: a form has the same keys percent-encoded", "[api][webhook]") {
  const WebhookBody body = EncodeWebhookEvent(PaidEvent(), WebhookFormat::kForm);
  CHECK(body.content_type == "application/x-www-form-urlencoded");
  CHECK(body.text == "imp_uid=imps_1&merchant_uid=%EC%A3%BC%EB%AC%B8%201%262&status=paid");
}

TEST_CASE("webhook body: a cancellation adds its own id", "[api][webhook]") {
  WebhookEvent event = PaidEvent();
  event.status = PaymentStatus::kCancelled;
  event.cancellation_id = "imps_1-1";
  CHECK(EncodeWebhookEvent(event, WebhookFormat::kJson).text ==
        R"({"imp_uid":"imps_1","merchant_uid":"주문 1&2","status":"cancelled",)"
        R"("cancellation_id":"imps_1-1"})");
  CHECK(EncodeWebhookEvent(event, WebhookFormat::kForm).text ==
        "imp_uid=imps_1&merchant_uid=%EC%A3%BC%EB%AC%B8%201%262&status=cancelled"
        "&cancellation_id=imps_1-1");
}

TEST_CASE("webhook body: an event of a product order has its facts in extra", "[api][webhook]") {
  WebhookEvent event = PaidEvent();
  event.event = std::string(kProductOrderChanged);
  event.product_order_id = ProductOrderId("2024013100000001");
  event.new_order_status = ProductOrderStatus::kDelivered;
  CHECK(EncodeWebhookEvent(event, WebhookFormat::kJson).text ==
        R"({"event":"Naver.OrderStatus.Changed","imp_uid":"imps_1",)"
        R"("merchant_uid":"주문 1&2","status":"paid",)"
        R"("extra":{"product_order_id":"2024013100000001","new_order_status":"DELIVERED"}})");
}

TEST_CASE("webhook body: its page names each field", "[api][webhook]") {
  const std::string page = testing::ReadSourceFile("docs/behaviour/webhooks.md");
  const std::size_t begin = page.find("\n### webhook-body\n");
  REQUIRE(begin != std::string::npos);
  const std::string section = page.substr(begin, page.find("\n### ", begin + 1) - begin);
  VisitFieldTexts(PaidEvent(), [&](std::string_view name, std::optional<std::string_view>) {
    CHECK_THAT(section, Catch::Contains("`" + std::string(name) + "`"));
  });
}

}  // namespace
}  // namespace portone::api
