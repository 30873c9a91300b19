// SPDX-License-Identifier: MIT
// The merchant ids that public code carries, each with the gateways under which it was seen. A
// merchant id never chooses the gateway.
#include <string>

#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr std::array kSeen{
    "kakaopay.TC0ONETIME",
    "kakaopay.TCSUBSCRIP",
    "html5_inicis.INIpayTest",
    "html5_inicis.INIBillTst",
    "nice.nictest00m",
    "nice.nictest04m",
    "nice.iamport00m",
    "nice.iamport01m",
    "nice_v2.iamport00m",
    "nice_v2.iamport01m",
    "smartro.iamport01m",
    "smartro_v2.t_2302141m",
    "tosspayments.tosstest",
    "tosspayments.iamporttest_3",
    "danal_tpay.9810030929",
    "uplus.tlgdacomxpay",
    "kcp.T0000",
    "kcp.A7NC2",
    "kcp.A52CY",
    "kcp.AO09C",
    "kicc.T5102001",
    "jtnet.tpaytest7m",
    "danal.A010002002",
    "payco.PARTNERTEST",
    "smilepay.cnstest25m",
    "kakao.cnstest25m",
    "eximbay.1849705C64",
    "tosspay.tosstest",
    "tosspay_v2.tosstest",
    "welcome.welcometst",
};

/// Those with which public code issues keys.
constexpr std::array kSeenWithKeys{
    "kcp_billing.BA001",          "kakaopay.TCSUBSCRIP", "html5_inicis.INIBillTst",
    "tosspayments.iamporttest_4", "payco.AUTOPAY",       "jtnet.tpaytest2m",
    "toss_brandpay.imp00000000",
};

/// The gateway and the merchant id of the payment, "nice.nictest04m".
std::string PayAndGetChannel(TestApi& api, const std::string& pg, const Json& further) {
  Json params{{"pg", pg},
              {"merchant_uid", "order1"},
              {"name", "a box"},
              {"amount", 1'000},
              {"buyer_name", "kim"},
              {"buyer_tel", "010-1234-5678"},
              {"buyer_email", "kim@example.com"},
              {"digital", true},
              {"product_type", "digital"},
              {"m_redirect_url", "https://shop.test/done"}};
  params.update(further);
  const TestReply reply = api.Control("POST", "/checkouts", Json{{"params", params}}.dump());
  INFO(reply.text);
  const Json& payment = reply.json.at("payment");
  REQUIRE(payment.is_object());
  CHECK(payment["status"] == "paid");
  return payment["pg_provider"].get<std::string>() + "." + payment["pg_id"].get<std::string>();
}

TEST_CASE("merchant ids: a merchant id from public code selects its gateway",
          "[gateway][recordings]") {
  for (const char* pg : kSeen) {
    CAPTURE(pg);
    TestApi api;
    Json further = Json::object();
    if (std::string(pg).starts_with("eximbay")) further["currency"] = "USD";
    CHECK(PayAndGetChannel(api, pg, further) == pg);
    CHECK(api.Control("GET", "/timeline?kind=channel_unmatched").json["events"].empty());
  }
}

TEST_CASE("merchant ids: those with which public code issues billing keys store the keys",
          "[gateway][recordings]") {
  for (const char* pg : kSeenWithKeys) {
    CAPTURE(pg);
    TestApi api;
    const Json issue{{"customer_uid", "kim"}, {"customer_id", "kim1"}};
    CHECK(PayAndGetChannel(api, pg, issue) == pg);
    const Json key = api.Get("/subscribe/customers/kim").response();
    CHECK(key["pg_provider"].get<std::string>() + "." + key["pg_id"].get<std::string>() == pg);
  }
}

}  // namespace
}  // namespace portone::gateways
