// SPDX-License-Identifier: MIT
// Injected faults over real sockets, against the program.
#include <cerrno>
#include <string>
#include <sys/socket.h>
#include <utility>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/raw_socket.h"

namespace portone::testing {
namespace {

constexpr const char* kChargeBody =
    R"({"customer_uid": "kim", "merchant_uid": "order-1", "amount": 10000, "name": "coffee"})";

/// Requests kim's charge on a raw socket.
RawSocket RequestCharge(int port, const std::string& token) {
  RawSocket client = RawSocket::Connect(port);
  const std::string body = kChargeBody;
  client.Send("POST /subscribe/payments/again HTTP/1.1\r\nHost: x\r\nAuthorization: " + token +
              "\r\nContent-Type: application/json\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  return client;
}

/// How a connection without a reply ends: 0 for a normal close, else errno.
int GetEndError(const RawSocket& client) {
  char byte = 0;
  const ssize_t got = ::recv(client.fd(), &byte, 1, 0);
  CHECK(got <= 0);
  return got == 0 ? 0 : errno;
}

void AddFault(const MerchantClient& merchant, const std::string& at, const std::string& then) {
  const ReceivedReply reply =
      merchant.Post("/_emulator/faults", R"({"when": {"operation": "charge"}, "at": ")" + at +
                                             R"(", "then": )" + then + "}");
  INFO(reply.body);
  REQUIRE(reply.status == 200);
}

}  // namespace

TEST_CASE("faults: a charge whose reply was cut off can be looked up", "[e2e][fault]") {
  const auto [at, then, end] = GENERATE(table<std::string, std::string, int>({
      {"before", R"({"reset": true})", ECONNRESET},
      {"after", R"({"reset": true})", ECONNRESET},
      {"before", R"({"close": true})", 0},
      {"after", R"({"close": true, "delay": "20ms"})", 0},
  }));
  CAPTURE(at, then);
  const RunningEmulator emulator;
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  AddFault(merchant, at, then);

  CHECK(GetEndError(RequestCharge(emulator.port(), merchant.token())) == end);
  const bool charged = merchant.Get("/payments/find/order-1").At("/response/status") == "paid";
  CHECK(charged == (at == "after"));
  const ReceivedReply retry = merchant.Post("/subscribe/payments/again", kChargeBody);
  CHECK(retry.At("/code") == (charged ? "1" : "0"));
  CHECK(merchant.Get("/payments/find/order-1").At("/response/status") == "paid");
}

TEST_CASE("faults: the program stops while clients wait for replies that never come",
          "[e2e][fault]") {
  RunningEmulator emulator;
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  AddFault(merchant, "after", R"({"timeout": true})");
  const RawSocket client = RequestCharge(emulator.port(), merchant.token());
  while (merchant.Get("/payments/find/order-1").At("/response/status") != "paid") {
  }
  CHECK(emulator.Stop().exit_code == 0);
  CHECK(GetEndError(client) == 0);
}

}  // namespace portone::testing
