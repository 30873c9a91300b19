// SPDX-License-Identifier: MIT
// Scenario files that are edited while the program serves them.
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kErrorPointer = "/scenario/error";
constexpr std::string_view kReloadsPointer = "/scenario/reloads";

/// A scenario whose clock is stopped at the start of a year.
std::string ScenarioStartingIn(int year) {
  return R"({"clock": {"start": ")" + std::to_string(year) + R"(-01-01T00:00:00+09:00"}})";
}

std::string GetYear(int port, const std::string& imp_key = "imp_apikey") {
  return Send(port, "GET /_emulator/clock?sandbox=" + imp_key).At("/now").substr(0, 4);
}

std::size_t CountOccurrences(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

/// Replaces a file by renaming a new one over it, as many editors do.
void ReplaceFile(const TempFolder& folder, const std::string& name, const std::string& text) {
  folder.Write(name + ".new", text);
  fs::rename(folder.GetPath(name + ".new"), folder.GetPath(name));
}

TEST_CASE("watch: an edit resets the sandbox, which keeps its key and its token", "[e2e]") {
  const TempFolder folder;
  const std::string shop = folder.Write("shop.json", ScenarioStartingIn(2021));
  const RunningEmulator running({"--scenario", shop, "--watch"});
  const int port = running.port();
  const ReceivedReply before = Send(port, "GET /_emulator/health");
  CHECK(before.At("/status") == "ok");
  CHECK(before.At("/scenario/files") == "[\"" + shop + "\"]");
  CHECK(before.At(kReloadsPointer) == "0");
  CHECK(before.At(kErrorPointer) == "null");
  CHECK_THAT(before.At("/scenario/loaded_at"), Catch::EndsWith("+09:00"));
  MerchantClient merchant(port);
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  const std::string token = merchant.token();

  ReplaceFile(folder, "shop.json", ScenarioStartingIn(2022));
  CHECK(AwaitHealth(port, kReloadsPointer, "1").At(kErrorPointer) == "null");
  CHECK(GetYear(port) == "2022");
  CHECK(merchant.Get("/subscribe/customers/kim").At("/code") == "1");  // gone
  merchant.Authorize();
  CHECK(merchant.token() == token);

  folder.Write("shop.json", ScenarioStartingIn(2023));  // in place
  AwaitHealth(port, kReloadsPointer, "2");
  CHECK(Eventually([&] { return GetYear(port) == "2023"; }));
}

TEST_CASE("watch: an invalid edit changes nothing, and a valid one clears the error", "[e2e]") {
  const TempFolder folder;
  const std::string shop = folder.Write("shop.json", ScenarioStartingIn(2021));
  RunningEmulator running({"--scenario", shop}, {"PORTONE_EMULATOR_WATCH=true"});
  const int port = running.port();
  MerchantClient merchant(port);
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  const std::string mistake = shop + ":2:2: /sead: unknown key; did you mean \"seed\"?";
  ReplaceFile(folder, "shop.json", "{\n \"sead\": 4}");
  const ReceivedReply broken = AwaitHealth(port, kErrorPointer, mistake);
  CHECK(broken.status == 200);
  CHECK(broken.At("/status") == "ok");
  CHECK(broken.At(kErrorPointer) == mistake);
  CHECK(broken.At(kReloadsPointer) == "0");
  CHECK(merchant.Get("/subscribe/customers/kim").At("/code") == "0");
  fs::remove(shop);
  const std::string missing = shop + ": No such file or directory";
  CHECK(AwaitHealth(port, kErrorPointer, missing).At(kErrorPointer) == missing);

  folder.Write("shop.json", ScenarioStartingIn(2022));
  CHECK(AwaitHealth(port, kReloadsPointer, "1").At(kErrorPointer) == "null");
  CHECK(GetYear(port) == "2022");
  const std::string log = running.Stop().err;
  CHECK(CountOccurrences(log,
                         "error changed scenario files were not loaded; the last loaded version "
                         "stays in effect: " +
                             mistake + "\n") == 1);
  CHECK(CountOccurrences(log, missing) == 1);
  CHECK(CountOccurrences(log, "info reloaded scenario files; reset: imp_apikey\n") == 1);
}

TEST_CASE("watch: files can be added and removed, and can include others", "[e2e]") {
  const TempFolder folder;
  fs::create_directories(folder.GetPath("shops"));
  fs::create_directories(folder.GetPath("parts"));
  folder.Write("parts/clock.json", ScenarioStartingIn(2021));
  folder.Write("shops/a.json", R"({"include": ["../parts/clock.json"], "steps": []})");
  folder.Write("shops/steps.json", R"({"steps": [{"advance": "1d"}]})");
  RunningEmulator running({"--scenario", folder.GetPath("shops"), "--watch"});
  const int port = running.port();
  CHECK(GetYear(port) == "2021");

  ReplaceFile(folder, "parts/clock.json", ScenarioStartingIn(2022));
  AwaitHealth(port, kReloadsPointer, "1");
  CHECK(GetYear(port) == "2022");

  MerchantClient merchant(port);
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  ReplaceFile(folder, "shops/b.json", R"({"clock": {"start": "2030-01-01T00:00:00+09:00"},
      "given": {"merchant": {"imp_key": "shop-b", "imp_secret": "hush"}}})");
  CHECK(AwaitHealth(port, kReloadsPointer, "2").At("/sandboxes") == "2");
  CHECK(GetYear(port, "shop-b") == "2030");
  CHECK(MerchantClient(port, "shop-b", "hush").Authorize().status == 200);
  CHECK(merchant.Get("/subscribe/customers/kim").At("/code") == "0");  // from another file

  fs::remove(folder.GetPath("shops/a.json"));
  AwaitHealth(port, kReloadsPointer, "3");
  CHECK(GetYear(port) != "2022");
  CHECK(GetYear(port, "shop-b") == "2030");
  CHECK(CountOccurrences(running.Stop().err, "shops/steps.json: ignores steps\n") == 1);
}

TEST_CASE("watch: a reload waits for the end of an advance", "[e2e]") {
  const auto shop = [](int year) {
    return R"({"clock": {"start": ")" + std::to_string(year) +
           R"(-01-01T00:00:00+09:00"}, "given": {"webhook": {"response_timeout_ms": 60000}}})";
  };
  const TempFolder folder;
  const std::string path = folder.Write("shop.json", shop(2024));
  auto hung = std::make_unique<HungServer>();
  const RunningEmulator running({"--webhook-url", hung->url(), "--scenario", path, "--watch"});
  const int port = running.port();
  MerchantClient merchant(port);
  merchant.Authorize();
  REQUIRE(merchant.IssueKey("kim").At("/code") == "0");
  REQUIRE(merchant.Schedule("kim", "order-1", "1704038400").At("/code") == "0");  // an hour later
  int status = 0;
  std::thread advancing_thread([&] { status = merchant.Advance("1d").status; });
  hung->AwaitWebhook();
  ReplaceFile(folder, "shop.json", shop(2025));
  const std::string waiting_error = "waiting for an advance to end; sandboxes: imp_apikey";
  CHECK(AwaitHealth(port, kErrorPointer, waiting_error).At(kErrorPointer) == waiting_error);
  CHECK(GetYear(port) == "2024");
  hung.reset();
  advancing_thread.join();
  CHECK(status == 200);
  CHECK(AwaitHealth(port, kReloadsPointer, "1").At(kErrorPointer) == "null");
  CHECK(GetYear(port) == "2025");
}

TEST_CASE("watch: without a scenario it has no effect", "[e2e]") {
  RunningEmulator running({"--watch"});
  CHECK(Send(running.port(), "GET /_emulator/health").At("/scenario") == "null");
  CHECK_THAT(running.Stop().err,
             Catch::Contains("warning --watch has no effect without --scenario\n"));
}

TEST_CASE("watch: a folder without scenario files is an error at start", "[e2e]") {
  const TempFolder folder;
  const ProgramResult result = RunEmulator({"--port", "0", "--scenario", folder.GetPath("")});
  CHECK(result.exit_code == 2);
  CHECK(result.err == "portone-emulator: " + folder.GetPath("") + ": no .json files\n");
}

TEST_CASE("watch: an embedded emulator can watch too", "[e2e]") {
  const TempFolder folder;
  Options options;
  options.scenarios = {folder.Write("shop.json", ScenarioStartingIn(2021))};
  options.watch = true;
  const Emulator emulator = Emulator::Start(options);
  ReplaceFile(folder, "shop.json", ScenarioStartingIn(2022));
  CHECK(AwaitHealth(emulator.port(), kReloadsPointer, "1").At(kErrorPointer) == "null");
  CHECK(GetYear(emulator.port()) == "2022");
}

}  // namespace
}  // namespace portone::testing
