// SPDX-License-Identifier: MIT
// The authority's certificate, and what is served under the names of the service.
#include <string>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::OnetimeBody;
using testing::TestApi;
using testing::TestReply;

TEST_CASE("certificates: an emulator without sockets has no authority", "[control]") {
  TestApi api;
  const std::string path = GENERATE("/ca.pem", "/ca.der", "/ca.p12");
  CHECK(ControlSummary(api.Control("GET", path)) ==
        "404 not_found - this emulator has no certificate authority");
}

TEST_CASE("service names: the control API is not served under them", "[control]") {
  TestApi api;
  const std::string host =
      GENERATE("api.iamport.kr", "API.iamport.kr:443", "static-api.iamport.kr", "cdn.iamport.kr",
               "service.iamport.kr:12011", "api.iamport.kr.");
  CAPTURE(host);
  const TestReply reply = api.Send({"GET", "/_emulator/health", {{"Host", host}}, ""});
  CHECK(ControlSummary(reply) ==
        "403 forbidden Host Host: the service's host names have the V1 API only; call "
        "the control API at the emulator's own address, such as http://localhost:12011");
}

TEST_CASE("service names: the name of the connection counts like the Host", "[control]") {
  TestApi api;
  api::Request request{"GET", "/_emulator/health", {{"Host", "localhost"}}, ""};
  CHECK(api.Send(request).status == 200);
  request.server_name = "localhost";
  CHECK(api.Send(request).status == 200);
  request.server_name = "api.iamport.kr";
  CHECK(api.Send(request).status == 403);
}

TEST_CASE("service names: a receipt link has the address to which the call was sent", "[control]") {
  TestApi api;
  api::Request charge{"POST",
                      "/subscribe/payments/onetime",
                      {{"Host", "api.iamport.kr"},
                       {"Authorization", api.GetToken()},
                       {"Content-Type", "application/json"}},
                      OnetimeBody("o-1").dump()};
  charge.is_https = true;
  const TestReply paid = api.Send(charge);
  INFO(paid.text);
  REQUIRE(paid.code() == 0);
  const std::string link = paid.response()["receipt_url"].get<std::string>();
  const std::string origin = "https://api.iamport.kr";
  REQUIRE(link.starts_with(origin + "/_emulator/receipts/"));
  const api::Request open{"GET", link.substr(origin.size()), {{"Host", "api.iamport.kr"}}, ""};
  CHECK(api.handler.Handle(open).status == 200);
  charge.headers[0].value = "localhost:12011";
  charge.is_https = false;
  charge.method = "GET";
  charge.target = "/payments/" + paid.response()["imp_uid"].get<std::string>();
  charge.body = "";
  CHECK(api.Send(charge).response()["receipt_url"].get<std::string>().starts_with(
      "http://localhost:12011/_emulator/receipts/"));
  charge.headers[0].value = "pay.shop.test";
  charge.headers.push_back({"X-Forwarded-Proto", "https"});  // a proxy in front has terminated TLS
  CHECK(api.Send(charge).response()["receipt_url"].get<std::string>().starts_with(
      "https://pay.shop.test/_emulator/receipts/"));
}

}  // namespace
}  // namespace portone
