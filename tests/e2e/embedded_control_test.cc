// SPDX-License-Identifier: MIT
// The control API through the embedded API, without a socket.
#include <chrono>
#include <string>

#include "json/json.h"
#include "portone/emulator.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"

namespace portone::testing {
namespace {

Json Control(const Emulator& emulator, std::string_view method, const std::string& path,
             const Json& body = nullptr) {
  const ControlReply reply =
      emulator.Control(method, "/_emulator" + path, body.is_null() ? "" : body.dump());
  INFO(path << ": " << reply.body);
  REQUIRE(reply.status == 200);
  return Json::parse(reply.body);
}

TEST_CASE("embedded: faults, advances and verification work through control calls", "[e2e]") {
  Emulator emulator = Emulator::Start();
  Control(emulator, "PUT", "/clock", {{"now", "2024-01-31T09:00:00+09:00"}});
  Control(emulator, "PUT", "/webhooks/settings", {{"url", ""}});
  Control(emulator, "POST", "/faults",
          {{"when", {{"operation", "charge"}, {"merchant_uid", "order-2"}}},
           {"then", {{"decline", "insufficient_funds"}}}});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  for (const int month : {1, 2, 3}) {
    merchant.Schedule("kim", "order-" + std::to_string(month),
                      std::to_string(1'706'659'200 + month * 30 * 86'400));
  }
  CHECK(Control(emulator, "GET", "/agenda")["total"] == 3);
  const Json next = Control(emulator, "POST", "/clock/advance", {{"until", "next"}});
  CHECK(next["now"] == "2024-03-01T09:00:00.000+09:00");
  emulator.Advance(std::chrono::hours{24 * 365});
  const Json expect =
      Json::array({{{"payments", {{"customer_uid", "kim"}, {"status", "paid"}}}, {"count", 2}},
                   {{"payment", "order-2"}, {"status", "failed"}},
                   {{"requests", {{"path", "/subscribe/payments/schedule"}}}, {"count", 3}}});
  CHECK(Control(emulator, "POST", "/verify", {{"expect", expect}})["verified"] == true);
  CHECK(Control(emulator, "POST", "/wait", {{"expect", expect}})["verified"] == true);
  Control(emulator, "POST", "/actions/cancel", {{"merchant_uid", "order-1"}});
  CHECK(Control(emulator, "GET", "/requests")["requests"].size() == 5);
  Control(emulator, "POST", "/sandboxes", {{"imp_key", "mine"}});
  Control(emulator, "DELETE", "/sandboxes/mine");
  emulator.Reset();
  CHECK(Control(emulator, "GET", "/agenda")["total"] == 0);
}

TEST_CASE("embedded: a sandbox without calls for the idle timeout is removed", "[e2e]") {
  Options options;
  options.sandbox_idle_timeout = std::chrono::seconds{1};
  Emulator emulator = Emulator::Start(options);
  Control(emulator, "POST", "/sandboxes", {{"imp_key", "mine"}});
  const auto count_sandboxes = [&] {
    return Control(emulator, "GET", "/sandboxes")["sandboxes"].size();
  };
  CHECK(Eventually([&] { return count_sandboxes() == 1; }));  // the default one stays
}

}  // namespace
}  // namespace portone::testing
