// SPDX-License-Identifier: MIT
// Shops that charge by timers of their own (tests/clients/shops), under the shared clock: one that
// polls, one with a page that a scheduler calls, and the same with a command that cron runs.
#include <string>
#include <vector>

#include "json/json.h"
#include "support/catch.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

constexpr const char* kPython = "/usr/bin/python3";

std::string ShopFile(const std::string& name) {
  return SourcePath("tests/clients/shops/" + name);
}

/// The 15th of the months after January 2024.
std::vector<std::string> MakeDueDays(int months) {
  std::vector<std::string> days;
  for (int month = 2; month < 2 + months; ++month) {
    const std::string number = std::to_string(100 + (month - 1) % 12 + 1).substr(1);
    days.push_back(std::to_string(2024 + (month - 1) / 12) + "-" + number + "-15");
  }
  return days;
}

struct BillingShop {
  std::string imp_key;
  std::vector<std::string> command;
  std::string by;
  int months;
  bool shares_clock = true;
};

/// A scenario of the shop at `port`: from 15 January on it is to charge once on each due day, and
/// to do nothing else.
Json MakeScenario(const BillingShop& shop, const std::string& data, int port, Json tick) {
  const std::string url = "http://127.0.0.1:" + std::to_string(port);
  Json ticks{{"failed", 0}};
  if (!tick.contains("every"))
    ticks["with_shop_calls"] = shop.months;  // otherwise a poll may span two ticks
  if (tick.contains("call")) tick["call"]["post"] = url + "/run-billing";
  Json expect = Json::array({{{"payments", {{"status", "paid"}}}, {"count", shop.months + 1}},
                             {{"payments", {{"status", "failed"}}}, {"none", true}}});
  for (const std::string& day : MakeDueDays(shop.months)) {
    expect.push_back({{"payments",
                       {{"merchant_uid", "month_" + day},
                        {"paid_at",
                         {{"at_least", day + "T00:00:00+09:00"},
                          {"at_most", day.substr(0, 8) + "17T23:59:59+09:00"}}}}},
                      {"count", 1}});
  }
  return {{"clock", {{"start", "2024-01-15T09:00:00+09:00"}}},
          {"shop",
           {{"url", url},
            {"command", shop.command},
            {"env", {{"PORT", std::to_string(port)}, {"SHOP_DATA", data}, {"TZ", "Asia/Seoul"}}},
            {"share_clock", shop.shares_clock}}},
          {"given",
           {{"merchant", {{"imp_key", shop.imp_key}, {"imp_secret", "secret"}}},
            {"webhook", {{"url", url + "/webhook"}}}}},
          {"steps",
           {{{"shop", {{"post", "/subscribe"}, {"body", Json::object()}}}},
            {{"advance", {{"by", shop.by}, {"tick", tick}}}, {"reply", {{"ticks", ticks}}}}}},
          {"expect", expect}};
}

ProgramResult RunShop(const BillingShop& shop, const Json& tick) {
  const TempFolder folder;
  const int port = ClosedPort().port();
  return RunEmulator(
      {"run",
       folder.Write("a.json", MakeScenario(shop, folder.GetPath("data.json"), port, tick).dump())});
}

const BillingShop kHookShop{"hook-shop", {kPython, ShopFile("hook.py")}, "P1Y", 12};

TEST_CASE("shared clock: a shop that polls charges its customer once a month", "[shops]") {
  const ProgramResult result =
      RunShop({"polling-shop", {"/usr/bin/node", ShopFile("poller.js")}, "P3M", 3},
              {{"every", "1d"}, {"wait_ms", 60}});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("shared clock: a shop whose page a scheduler calls charges its customer once a month",
          "[shops]") {
  const ProgramResult result = RunShop(
      kHookShop, {{"cron", "0 6 * * *"}, {"wait_ms", 0}, {"call", {{"body", Json::object()}}}});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("shared clock: a shop whose command cron runs charges its customer once a month",
          "[shops]") {
  const ProgramResult result =
      RunShop(kHookShop, {{"cron", "0 6 14,15,16 * *"},
                          {"wait_ms", 0},
                          {"command", {kPython, ShopFile("hook.py"), "bill"}}});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("shared clock: without it no tick makes a shop charge", "[shops]") {
  BillingShop shop = kHookShop;
  shop.shares_clock = false;
  const ProgramResult result =
      RunShop(shop, {{"cron", "0 6 15 * *"}, {"wait_ms", 0}, {"call", {{"body", Json::object()}}}});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(result.out.find("- ticks.with_shop_calls: 12") != std::string::npos);
  CHECK(result.out.find("+ ticks.with_shop_calls: 0") != std::string::npos);
}

}  // namespace
}  // namespace portone::testing
