// SPDX-License-Identifier: MIT
// POST /paymentwall/delivery, row by row (docs/gateways/paymentwall.md).
#include "gateways/paymentwall_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;               // NOLINT(google-build-using-namespace)
using namespace portone::testing::paymentwall;  // NOLINT(google-build-using-namespace)

constexpr const char* kDelivery = "/paymentwall/delivery";

/// Pays o-1 and returns the request that registers its digital goods.
Json DigitalShipment(TestApi& api) {
  const std::string imp_uid =
      api.Post(kOnetime, PaymentwallOnetimeBody("o-1")).response()["imp_uid"];
  Advance(api, "5s");
  return {{"imp_uid", imp_uid},
          {"merchant_uid", "o-1"},
          {"type", "digital"},
          {"status", "order_placed"},
          {"estimated_delivery_datetime", 1'706'832'000},
          {"estimated_update_datetime", 1'706'745'600},
          {"refundable", "yes"},
          {"shipping_address_email", kEmail}};
}

Json PhysicalShipment() {
  return {{"carrier_tracking_id", "1Z999"},
          {"carrier_type", "UPS"},
          {"shipping_address_country", "KR"},
          {"shipping_address_city", "Seoul"},
          {"shipping_address_zip", "06018"},
          {"shipping_address_state", "N/A"},
          {"shipping_address_street", "Samseong-dong 1"},
          {"shipping_address_phone", "010-1234-5678"},
          {"shipping_address_firstname", "Michael"},
          {"shipping_address_lastname", "Jackson"}};
}

TEST_CASE("W26: a shipment is registered with all required fields, and the payment keeps its stage",
          "[gateway][paymentwall][delivery]") {
  TestApi api;
  const Json complete = DigitalShipment(api);
  Json body = Json::object();
  for (const auto& [name, value] : complete.items()) {
    CAPTURE(name);
    const std::string before = api.Describe();
    CHECK(Summary(api.Post(kDelivery, body)) == "400 -1 " + name + " 파라메터가 누락되었습니다.");
    CHECK(api.Describe() == before);
    body[name] = value;
  }
  CHECK(Summary(api.Post(kDelivery, body)) == "200 0");
  CHECK_THAT(api.Describe(), Catch::Contains(" shipment stage 1"));
  const std::string form =
      EncodeForm(With(With(complete, PhysicalShipment()), {{"type", "physical"},
                                                           {"status", "delivered"},
                                                           {"reason", "none"},
                                                           {"details", "left at the door"}}));
  CHECK(Summary(api.PostForm(kDelivery, form)) == "200 0");
  CHECK_THAT(api.Describe(), Catch::Contains(" shipment stage 4"));
}

TEST_CASE("W26: shipment fields must have one of the allowed values",
          "[gateway][paymentwall][delivery]") {
  TestApi api;
  const Json complete = DigitalShipment(api);
  const auto register_with = [&](const Json& more) {
    return Summary(api.Post(kDelivery, With(complete, more)));
  };
  CHECK(register_with({{"type", "letter"}}) ==
        "400 -1 type 파라메터가 올바르지 않습니다. (physical, digital 중 하나여야 합니다)");
  CHECK(register_with({{"status", "lost"}}) ==
        "400 -1 status 파라메터가 올바르지 않습니다. (order_placed, order_shipped, delivering, "
        "delivered 중 하나여야 합니다)");
  CHECK(register_with({{"refundable", "maybe"}}) ==
        "400 -1 refundable 파라메터가 올바르지 않습니다. (yes, no 중 하나여야 합니다)");
  CHECK(api.Post(kDelivery, With(complete, {{"estimated_delivery_datetime", "soon"}})).status ==
        400);
  CHECK(register_with({{"shipping_address_email", std::string(51, 'a')}}) ==
        "200 1 shipping_address_email 파라메터는 최대 50자까지 가능합니다.");
  CHECK(register_with({{"details", std::string(401, 'a')}}) ==
        "200 1 details 파라메터는 최대 400자까지 가능합니다.");
  CHECK_THAT(api.Describe(), !Catch::Contains(" shipment stage "));
}

TEST_CASE(
    "W27: a shipment is accepted with success 1, or refused with the gateway's code and notices",
    "[gateway][paymentwall][delivery]") {
  TestApi api;
  const Json complete = DigitalShipment(api);
  CHECK(api.Post(kDelivery, complete).text ==
        R"({"code":0,"message":null,"response":{"success":1}})");
  const std::string before = api.Describe();
  CHECK(Summary(api.Post(kDelivery, With(complete, {{"imp_uid", "imp_1"}}))) ==
        "404 -1 존재하지 않는 결제정보입니다.");
  CHECK(Summary(api.Post(kDelivery, With(complete, {{"merchant_uid", "o-2"}}))) ==
        "404 -1 존재하지 않는 결제정보입니다.");
  Json physical = With(complete, {{"type", "physical"}});
  physical.update(Without(Without(PhysicalShipment(), "carrier_type"), "shipping_address_state"));
  CHECK(api.Post(kDelivery, physical).text ==
        R"({"code":-1,"message":"[3008] Please fill in all required fields.","response":)"
        R"({"error_code":3008,"error":"Please fill in all required fields.",)"
        R"("notices":["carrier_type","shipping_address_state"]}})");
  CHECK(api.Describe() == before);

  const std::string waiting =
      api.Post(kOnetime, PaymentwallOnetimeBody("o-2")).response()["imp_uid"];
  CHECK(api.Post(kDelivery, With(complete, {{"imp_uid", waiting}, {"merchant_uid", "o-2"}})).text ==
        R"({"code":-1,"message":"[3000] Charge not found.","response":)"
        R"({"error_code":3000,"error":"Charge not found.","notices":[]}})");
  const std::string other_gateway = api.Post(kOnetime, OnetimeBody("o-3")).response()["imp_uid"];
  CHECK(Summary(api.Post(kDelivery,
                         With(complete, {{"imp_uid", other_gateway}, {"merchant_uid", "o-3"}}))) ==
        "400 -1 페이먼트월 결제건이 아닙니다.");
}

TEST_CASE("W28: every status is accepted, also those longer than the description allows",
          "[gateway][paymentwall][delivery]") {
  TestApi api;
  const Json complete = DigitalShipment(api);
  int stage = 0;
  for (const char* status : {"order_placed", "order_shipped", "delivering", "delivered"}) {
    CHECK(Summary(api.Post(kDelivery, With(complete, {{"status", status}}))) == "200 0");
    CHECK_THAT(api.Describe(), Catch::Contains(" shipment stage " + std::to_string(++stage)));
  }
}

}  // namespace
}  // namespace portone::gateways
