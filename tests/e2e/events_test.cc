// SPDX-License-Identifier: MIT
// GET /_emulator/events over real sockets: interrupted and resumed streams, hostile texts, and the
// program's log.
#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/version.h"
#include "json/json.h"
#include "portone/emulator.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/raw_socket.h"

namespace portone::testing {
namespace {

/// A client that reads the event stream.
class EventStreamReader {
 public:
  explicit EventStreamReader(int port, const std::string& headers = "",
                             const std::string& query = "")
      : socket_(RawSocket::Connect(port)) {
    socket_.Send("GET /_emulator/events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
                 "\r\n");
    const std::string head = socket_.ReadUntil("\r\n\r\n");
    REQUIRE(head.starts_with("HTTP/1.1 200 "));
    last_event_id = ReadFrame().at("id");  // of the stream's beginning
  }

  /// The fields of the next frame.
  std::map<std::string, std::string> ReadFrame() {
    std::map<std::string, std::string> fields;
    std::string frame = socket_.ReadUntil("\n\n");
    while (frame.starts_with(":"))
      frame = socket_.ReadUntil("\n\n");
    std::istringstream lines(frame);
    for (std::string line; std::getline(lines, line) && !line.empty();) {
      const std::size_t colon = line.find(": ");
      REQUIRE(colon != std::string::npos);
      CHECK(fields.emplace(line.substr(0, colon), line.substr(colon + 2)).second);
    }
    return fields;
  }

  /// The merchant_uids of the next `count` charges.
  std::vector<std::string> ReadOrders(std::size_t count) {
    std::vector<std::string> orders;
    while (orders.size() < count) {
      const auto fields = ReadFrame();
      last_event_id = fields.at("id");
      const Json event = Json::parse(fields.at("data"));
      if (event.contains("merchant_uid") && event["event"] == "request")
        orders.push_back(event["merchant_uid"].get<std::string>());
    }
    return orders;
  }

  std::string last_event_id;

 private:
  RawSocket socket_;
};

void Charge(MerchantClient& merchant, const std::string& order) {
  merchant.Post("/subscribe/payments/onetime", Json{{"merchant_uid", order},
                                                    {"amount", 1000},
                                                    {"card_number", "1234-1234-1234-1234"},
                                                    {"expiry", "2030-12"},
                                                    {"birth", "820213"},
                                                    {"pwd_2digit", "00"}}
                                                   .dump());
}

std::vector<std::string> MakeOrderNumbers(int first, int last) {
  std::vector<std::string> orders;
  for (int i = first; i <= last; ++i)
    orders.push_back("o-" + std::to_string(i));
  return orders;
}

TEST_CASE("events: a stream that is interrupted and resumed neither loses nor repeats an event",
          "[e2e][events]") {
  const Emulator emulator = Emulator::Start();
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  std::string last_id;
  {
    EventStreamReader reader(emulator.port());
    for (const std::string& order : MakeOrderNumbers(1, 10))
      Charge(merchant, order);
    CHECK(reader.ReadOrders(4) == MakeOrderNumbers(1, 4));  // then the connection is closed
    last_id = reader.last_event_id;
  }
  for (const std::string& order : MakeOrderNumbers(11, 15))
    Charge(merchant, order);
  EventStreamReader resumed(emulator.port(), "Last-Event-ID: " + last_id + "\r\n");
  CHECK(resumed.ReadOrders(11) == MakeOrderNumbers(5, 15));
}

TEST_CASE("events: one sandbox's stream has no events of another sandbox", "[e2e][events]") {
  const Emulator emulator = Emulator::Start();
  MerchantClient one(emulator.port(), "shop-1", "s");
  MerchantClient two(emulator.port(), "shop-2", "s");
  one.Authorize();
  two.Authorize();
  EventStreamReader reader(emulator.port(), "X-Emulator-Sandbox: shop-2\r\n");
  Charge(one, "o-1");
  Charge(two, "o-2");
  CHECK(reader.ReadOrders(1) == MakeOrderNumbers(2, 2));
}

TEST_CASE("events: an id of an earlier process starts the stream at the oldest event",
          "[e2e][events]") {
  const Emulator emulator = Emulator::Start();
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  Charge(merchant, "o-1");
  EventStreamReader reader(emulator.port(), "Last-Event-ID: 12345.99999\r\n");
  CHECK(reader.ReadOrders(1) == MakeOrderNumbers(1, 1));
}

TEST_CASE("events: hostile input cannot forge a frame", "[e2e][events]") {
  const Emulator emulator = Emulator::Start();
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  EventStreamReader reader(emulator.port());
  Charge(merchant, "a\n\nid: 1.1\nevent: forged\ndata: {}\r\n\r\n");
  Charge(merchant, "o-2");
  while (true) {
    const auto fields = reader.ReadFrame();
    CHECK(fields.at("event") != "forged");
    CHECK(Json::accept(fields.at("data")));
    if (fields.at("data").find("\"o-2\"") != std::string::npos) break;
  }
}

TEST_CASE("events: the program's log reports charges, webhooks and the clock", "[e2e][log]") {
  const ClosedPort closed;
  const std::string hook = "http://127.0.0.1:" + std::to_string(closed.port()) + "/hook";
  RunningEmulator emulator({"--webhook-url", hook});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  Charge(merchant, "order-1");
  Send(emulator.port(), "POST /_emulator/clock/advance", {"Content-Type: application/json"},
       R"({"by": "1d"})");
  const std::string log = emulator.Stop().err;
  INFO(log);
  CHECK(log.find(" portone-emulator " + std::string(kVersion) + " listens on http://127.0.0.1:") !=
        std::string::npos);
  CHECK(log.find(" sandbox imp_apikey: clock live at 20") != std::string::npos);
  CHECK(log.find(", webhooks to " + hook + "\n") != std::string::npos);
  CHECK(log.find("200/0 ") != std::string::npos);
  CHECK(log.find("order-1 paid 1000 KRW") != std::string::npos);
  CHECK(log.find("not delivered: connection refused") != std::string::npos);
  CHECK(log.find(" clock 20") != std::string::npos);
}

TEST_CASE("events: without a webhook URL, the startup log says that no webhooks are sent",
          "[e2e][log]") {
  RunningEmulator emulator({"--log-format", "json"});
  const std::string log = emulator.Stop().err;
  INFO(log);
  CHECK(log.find("no webhook URL: set --webhook-url") != std::string::npos);
  CHECK(Json::accept(log.substr(0, log.find('\n'))));
}

TEST_CASE("events: no key of a client forges a line of the log or steers a terminal",
          "[e2e][log]") {
  const std::string format = GENERATE("text", "json");
  RunningEmulator emulator({"--log-format", format, "--log-level", "debug"});
  const std::string key = "a\n2026-11-29T20:22:50.447+09:00 error forged\x1b[31m";
  MerchantClient(emulator.port(), key, "secret").Authorize();
  MerchantClient(emulator.port(), key, "another secret").Authorize();  // logged with the key
  std::istringstream log(emulator.Stop().err);
  bool is_told = false;
  for (std::string line; std::getline(log, line);) {
    INFO(line);
    is_told = is_told || line.find("is pinned") != std::string::npos;
    CHECK(line.find('\x1b') == std::string::npos);
    CHECK((format == "json" ? Json::accept(line) : line.starts_with("20")));
    CHECK_FALSE(line.starts_with("2026-11-29T20:22:50.447"));
  }
  CHECK(is_told);
}

TEST_CASE("events: what the server refuses before it is a request is logged with its reason",
          "[e2e][log]") {
  RunningEmulator emulator({"--log-level", "warning"});
  const auto send = [&emulator](const std::string& text) {
    RawSocket socket = RawSocket::Connect(emulator.port());
    socket.Send(text);
    return socket.ReadUntil("\r\n\r\n");
  };
  CHECK(send("no request\r\n\r\n").starts_with("HTTP/1.1 400 "));
  CHECK(send("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n")
            .starts_with("HTTP/1.1 403 "));
  const std::string log = emulator.Stop().err;
  INFO(log);
  CHECK(log.find(": The HTTP request could not be understood.\n") != std::string::npos);
  CHECK(log.find(": This proxy does not connect to example.com: add it to NO_PROXY") !=
        std::string::npos);
}

TEST_CASE("events: colours are off unless requested", "[e2e][log]") {
  RunningEmulator plain;
  CHECK(plain.Stop().err.find('\x1b') == std::string::npos);
  RunningEmulator colored({"--color", "always"});
  CHECK(colored.Stop().err.find("\x1b[32minfo\x1b[0m") != std::string::npos);
  CHECK(RunEmulator({"serve", "--color", "pink"})
            .err.find("color must be auto, always or never, not pink") != std::string::npos);
}

}  // namespace
}  // namespace portone::testing
