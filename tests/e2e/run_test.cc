// SPDX-License-Identifier: MIT
// `portone-emulator run` and `validate` as processes: the library, exit codes, and a merchant's own
// server over real sockets.
#include <string>

#include "json/json.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

constexpr const char* kMonth = R"({
  "about": "A month later the shop is told.",
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
  const Ending ending = RunEmulator({"run", InTree("scenarios")});
  INFO(ending.out);
  CHECK(ending.exit_code == 0);
  CHECK(ending.out.find(" passed, 0 failed") != std::string::npos);
}

TEST_CASE("run: a failure gives exit code 1, an unreadable file 2 and the reason", "[e2e]") {
  const TempFolder folder;
  const std::string good = folder.Write("good.json", kMonth);
  CHECK(RunEmulator({"run", good}).exit_code == 0);
  std::string text = kMonth;
  text.replace(text.find("\"count\": 1"), 10, "\"count\": 2");
  const Ending failed = RunEmulator({"run", folder.Write("bad.json", text)});
  CHECK(failed.exit_code == 1);
  CHECK(failed.out.find("! expected exactly 2 webhooks with ") != std::string::npos);
  const std::string broken = folder.Write("broken.json", "{\"steps\": [{}]}");
  const Ending unreadable = RunEmulator({"run", broken});
  CHECK(unreadable.exit_code == 2);
  CHECK(unreadable.err.starts_with(broken + ":1:12: /steps/0: must have exactly one of "));
  CHECK(RunEmulator({"validate", good}).exit_code == 0);
  CHECK(RunEmulator({"validate", good, broken}).exit_code == 2);
  CHECK(RunEmulator({"run"}).err ==
        "portone-emulator: name at least one scenario file or folder\n");
  CHECK(RunEmulator({"run", folder.PathOf("none")}).err ==
        "portone-emulator: " + folder.PathOf("none") + ": No such file or directory\n");
}

TEST_CASE("run: reports for CI are written while the timeline is printed", "[e2e]") {
  const TempFolder folder;
  const std::string good = folder.Write("good.json", kMonth);
  const std::string junit = folder.PathOf("out.xml");
  const Ending ending = RunEmulator({"run", "--keep-going", good, "--junit", junit});
  CHECK(ending.exit_code == 0);
  CHECK(folder.Read("out.xml").find("tests=\"1\" failures=\"0\"") != std::string::npos);
  const Ending json = RunEmulator({"run", "--json", good});
  CHECK(Json::parse(json.out)["passed"] == true);
}

TEST_CASE("run: a merchant's own server gets webhooks and calls back", "[e2e]") {
  const TempFolder folder;
  MerchantServer server;
  const Ending ending = RunEmulator(
      {"run", folder.Write("month.json", kMonth), "--port", "0", "--webhook-url", server.url()});
  INFO(ending.out + ending.err);
  CHECK(ending.exit_code == 0);
  REQUIRE(server.Received().size() == 1);
  CHECK(Json::parse(server.Received().front().body)["merchant_uid"] == "order-1");
  const std::string receiver =
      folder.Write("receiver.json", R"({"steps": [{"receiver": "down"}]})");
  const Ending refused =
      RunEmulator({"run", receiver, "--port", "0", "--webhook-url", server.url()});
  CHECK(refused.exit_code == 1);
  CHECK(refused.out.find(
            "! \"receiver\" has no effect with --webhook-url: webhooks go to your own server") !=
        std::string::npos);
}

TEST_CASE("run: a port in use is reported", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator other;
  const Ending ending =
      RunEmulator({"run", folder.Write("month.json", kMonth), "--port",
                   std::to_string(other.port()), "--webhook-url", "http://127.0.0.1:1/"});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.starts_with("portone-emulator: cannot listen on 127.0.0.1:" +
                               std::to_string(other.port())));
}

TEST_CASE("run: a JUnit report that a full disk loses gives exit code 2", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("month.json", kMonth);
  const Ending ending = RunEmulator({"run", "--junit", "/dev/full", file});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("/dev/full") != std::string::npos);
}

TEST_CASE("run: a report that a full disk loses gives exit code 2", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("month.json", kMonth);
  const std::string command = GENERATE("run", "run --json", "validate");
  const Ending ending = RunToEnd(
      {"sh", "-c", "exec \"$0\" " + command + " \"$1\" >/dev/full", PORTONE_PROGRAM, file});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err == "the report cannot be written to standard output\n");
}

}  // namespace
}  // namespace portone::testing
