// SPDX-License-Identifier: MIT
// Faults as a merchant's back end meets them: over real sockets, from the program itself.
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

constexpr const char* kAgain =
    R"({"customer_uid": "kim", "merchant_uid": "order-1", "amount": 10000, "name": "coffee"})";

/// Asks for kim's charge on a socket whose end can be looked at.
RawSocket AskForCharge(int port, const std::string& token) {
  RawSocket client = RawSocket::Connect(port);
  const std::string body = kAgain;
  client.Send("POST /subscribe/payments/again HTTP/1.1\r\nHost: x\r\nAuthorization: " + token +
              "\r\nContent-Type: application/json\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  return client;
}

/// How a connection ends on which nothing is sent: 0 in order, else the error.
int HowItEnded(const RawSocket& client) {
  char byte = 0;
  const ssize_t got = ::recv(client.fd(), &byte, 1, 0);
  CHECK(got <= 0);
  return got == 0 ? 0 : errno;
}

void Break(const MerchantClient& merchant, const std::string& at, const std::string& then) {
  const Answer broken =
      merchant.Post("/_emulator/faults", R"({"when": {"operation": "charge"}, "at": ")" + at +
                                             R"(", "then": )" + then + "}");
  INFO(broken.body);
  REQUIRE(broken.status == 200);
}

}  // namespace

TEST_CASE("faults: a merchant whose charge was cut off finds out whether it was made",
          "[e2e][fault]") {
  const auto [at, then, end] = GENERATE(table<std::string, std::string, int>({
      {"before", R"({"reset": true})", ECONNRESET},
      {"after", R"({"reset": true})", ECONNRESET},
      {"before", R"({"close": true})", 0},
      {"after", R"({"close": true, "delay": "20ms"})", 0},
  }));
  CAPTURE(at, then);
  const Emulating emulating;
  MerchantClient merchant(emulating.port());
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  Break(merchant, at, then);

  CHECK(HowItEnded(AskForCharge(emulating.port(), merchant.token())) == end);
  const bool charged = merchant.Get("/payments/find/order-1").At("/response/status") == "paid";
  CHECK(charged == (at == "after"));
  const Answer retry = merchant.Post("/subscribe/payments/again", kAgain);
  CHECK(retry.At("/code") == (charged ? "1" : "0"));
  CHECK(merchant.Get("/payments/find/order-1").At("/response/status") == "paid");
}

TEST_CASE("faults: the program stops although clients wait for answers that never come",
          "[e2e][fault]") {
  Emulating emulating;
  MerchantClient merchant(emulating.port());
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  Break(merchant, "after", R"({"timeout": true})");
  const RawSocket client = AskForCharge(emulating.port(), merchant.token());
  while (merchant.Get("/payments/find/order-1").At("/response/status") != "paid") {
  }
  CHECK(emulating.Stop().exit_code == 0);
  CHECK(HowItEnded(client) == 0);
}

}  // namespace portone::testing
