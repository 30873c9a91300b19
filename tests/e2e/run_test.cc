// SPDX-License-Identifier: MIT
// `portone-emulator run` and `validate` as processes: the library, exit codes, and a merchant's own
// server over real sockets.
#include <exception>
#include <string>
#include <vector>

#include "json/json.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

constexpr const char* kMonthlyScenario = R"({
  "about": "A month later the shop gets a webhook.",
  "clock": {"start": "2024-01-31T09:00:00+09:00"},
  "given": {"channels": [{"pg": "kcp"}]},
  "steps": [
    {"post": "/subscribe/customers/kim",
     "body": {"card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "820213",
              "pwd_2digit": "00"}},
    {"post": "/subscribe/payments/schedule",
     "body": {"customer_uid": "kim", "schedules": [
       {"merchant_uid": "order-1", "schedule_at": "${now+P1M}", "amount": 9900}]}},
    {"advance": "P1M"}
  ],
  "expect": [{"webhooks": {"merchant_uid": "order-1", "last_status": 200}, "count": 1}]
})";

TEST_CASE("run: every scenario of the library passes", "[e2e]") {
  const ProgramResult result = RunEmulator({"run", SourcePath("scenarios")});
  INFO(result.out);
  CHECK(result.exit_code == 0);
  CHECK(result.out.find(" passed, 0 failed") != std::string::npos);
}

TEST_CASE("run: a failure gives exit code 1, an invalid file 2 and the reason", "[e2e]") {
  const TempFolder folder;
  const std::string good = folder.Write("good.json", kMonthlyScenario);
  CHECK(RunEmulator({"run", good}).exit_code == 0);
  std::string text = kMonthlyScenario;
  text.replace(text.find("\"count\": 1"), 10, "\"count\": 2");
  const ProgramResult failed = RunEmulator({"run", folder.Write("bad.json", text)});
  CHECK(failed.exit_code == 1);
  CHECK(failed.out.find("! expected exactly 2 webhooks with ") != std::string::npos);
  const std::string broken = folder.Write("broken.json", "{\"steps\": [{}]}");
  const ProgramResult invalid = RunEmulator({"run", broken});
  CHECK(invalid.exit_code == 2);
  CHECK(invalid.err.starts_with(broken + ":1:12: /steps/0: must have exactly one of "));
  CHECK(RunEmulator({"validate", good}).exit_code == 0);
  CHECK(RunEmulator({"validate", good, broken}).exit_code == 2);
  CHECK(RunEmulator({"run"}).err ==
        "portone-emulator: name at least one scenario file or folder\n");
  CHECK(RunEmulator({"run", folder.GetPath("none")}).err ==
        "portone-emulator: " + folder.GetPath("none") + ": No such file or directory\n");
}

TEST_CASE("run: a dash is the file on standard input, for run and validate", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("good.json", kMonthlyScenario);
  const auto pipe = [&](const std::string& command) {
    return RunToEnd({"sh", "-c", std::string(PORTONE_PROGRAM) + " " + command + " - < " + file});
  };
  CHECK(pipe("run").out.find("1 scenario: 1 passed, 0 failed") != std::string::npos);
  CHECK(pipe("validate").out == "1 file is valid\n");
}

TEST_CASE("run: reports for CI are written while the timeline is printed", "[e2e]") {
  const TempFolder folder;
  const std::string good = folder.Write("good.json", kMonthlyScenario);
  const std::string junit = folder.GetPath("out.xml");
  const ProgramResult result = RunEmulator({"run", "--keep-going", good, "--junit", junit});
  CHECK(result.exit_code == 0);
  CHECK(folder.Read("out.xml").find("tests=\"1\" failures=\"0\"") != std::string::npos);
  const ProgramResult json = RunEmulator({"run", "--json", good});
  CHECK(Json::parse(json.out)["passed"] == true);
}

TEST_CASE("run: with a dash for its file the JUnit report is printed instead of the timeline",
          "[e2e]") {
  const TempFolder folder;
  const std::string good = folder.Write("good.json", kMonthlyScenario);
  const ProgramResult result = RunEmulator({"run", "--junit", "-", good});
  CHECK(result.exit_code == 0);
  CHECK(result.out.starts_with("<?xml "));
  CHECK(result.out.ends_with("</testsuites>\n"));
}

TEST_CASE("run: a merchant's own server gets the webhooks", "[e2e]") {
  const TempFolder folder;
  MerchantServer server;
  const ProgramResult result = RunEmulator({"run", folder.Write("month.json", kMonthlyScenario),
                                            "--port", "0", "--webhook-url", server.url()});
  INFO(result.out + result.err);
  CHECK(result.exit_code == 0);
  REQUIRE(server.webhooks().size() == 1);
  CHECK(Json::parse(server.webhooks().front().body)["merchant_uid"] == "order-1");
  const std::string receiver =
      folder.Write("receiver.json", R"({"steps": [{"receiver": "down"}]})");
  const ProgramResult refused =
      RunEmulator({"run", receiver, "--port", "0", "--webhook-url", server.url()});
  CHECK(refused.exit_code == 1);
  CHECK(refused.out.find(
            "! \"receiver\" has no effect with --webhook-url: webhooks go to your own server") !=
        std::string::npos);
}

/// The port in the file, at which a customer then pays for order-1; if that fails, why.
std::string BuyAtPortOf(const TempFolder& folder) try {
  std::string port = folder.Read("port");
  if (port.empty()) return port;
  MerchantClient merchant(std::stoi(port));
  merchant.Authorize();
  merchant.Post("/subscribe/payments/onetime",
                R"({"merchant_uid": "order-1", "amount": 1000, "pg": "kcp", "expiry": "2030-12",
                    "card_number": "1234-1234-1234-1234"})");
  return port;
} catch (const std::exception& error) {
  return error.what();
}

TEST_CASE("run: a shop finds every scenario's emulator at the free port in the port file",
          "[e2e]") {
  const TempFolder folder;
  const char* const scenario = R"({"steps": [{"shop": {"post": "/orders"}}],
      "expect": [{"payments": {"merchant_uid": "order-1", "status": "paid"}, "count": 1}]})";
  folder.Write("scenarios/a.json", scenario);
  folder.Write("scenarios/b.json", scenario);
  std::vector<std::string> ports;
  {
    const RawReceiver shop([&](RawSocket& client) {
      while (!client.ReadRequest().empty()) {
        ports.push_back(BuyAtPortOf(folder));
        client.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
      }
    });
    const ProgramResult result =
        RunEmulator({"run", folder.GetPath("scenarios"), "--port", "0", "--port-file",
                     folder.GetPath("port"), "--shop-url", shop.url("")});
    INFO(result.out << result.err);
    CHECK(result.exit_code == 0);
  }
  REQUIRE(ports.size() == 2);
  CHECK(ports[0].ends_with('\n'));
  CHECK(ports[0] == ports[1]);
  CHECK_FALSE(folder.Has("port"));
}

TEST_CASE("run: a port in use is reported", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator other;
  const ProgramResult result =
      RunEmulator({"run", folder.Write("month.json", kMonthlyScenario), "--port",
                   std::to_string(other.port()), "--webhook-url", "http://127.0.0.1:1/"});
  CHECK(result.exit_code == 2);
  CHECK(result.err.starts_with("portone-emulator: cannot listen on 127.0.0.1:" +
                               std::to_string(other.port())));
}

TEST_CASE("run: a JUnit report that does not fit on the disk gives exit code 2", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("month.json", kMonthlyScenario);
  const ProgramResult result = RunEmulator({"run", "--junit", "/dev/full", file});
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("/dev/full") != std::string::npos);
}

TEST_CASE("run: a report that does not fit on the disk gives exit code 2", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("month.json", kMonthlyScenario);
  const std::string command = GENERATE("run", "run --json", "validate");
  const ProgramResult result = RunToEnd(
      {"sh", "-c", "exec \"$0\" " + command + " \"$1\" >/dev/full", PORTONE_PROGRAM, file});
  CHECK(result.exit_code == 2);
  CHECK(result.err == "the report cannot be written to standard output\n");
}

}  // namespace
}  // namespace portone::testing
