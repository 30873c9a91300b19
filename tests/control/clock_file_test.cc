// SPDX-License-Identifier: MIT
// A sandbox that shows its time in a clock file: when the file is written, how tokens follow it,
// and what ends an advance.
#include "app/clock_file.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "clock_preload/clock_page.h"
#include "domain/calendar.h"
#include "support/temp_folder.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::FakeWallClock;
using testing::kDay;
using testing::RespondWith;
using testing::Start;
using testing::TempFolder;
using testing::TestApi;
using testing::TestReply;

/// The time that a program reads from the file.
std::string ReadSharedTime(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  clock_preload::ClockPage page{};
  file.read(reinterpret_cast<char*>(&page), sizeof page);
  clock_preload::ClockLine line{};
  if (!file || !ReadLine(page, line)) return "(nothing)";
  const auto now = FakeWallClock::Read().time_since_epoch().count() * 1'000'000;
  return FormatIso(Instant{Duration{line.At(now) / 1'000'000}});
}

std::string MakePathBody(const std::string& path) {
  return Json{{"path", path}}.dump();
}

/// The default sandbox of an emulator that shows its time in a file.
struct ClockFileFixture {
  TempFolder folder;
  std::string path = folder.GetPath("clock");
  TestApi api;

  explicit ClockFileFixture(engine::Setup setup = testing::SetupWithWebhook("http://shop/hook"))
      : api(std::move(setup)) {
    api.context.open_clock_file = &app::ClockFile::Open;
    REQUIRE(api.Control("PUT", "/clock/file", MakePathBody(path)).json["path"] == path);
  }

  void Schedule(std::string_view merchant_uid, Instant at) {
    api.Post("/subscribe/customers/kim", testing::CardBody());
    REQUIRE(api.Post("/subscribe/payments/schedule",
                     testing::ScheduleBody("kim", {testing::EntryBody(merchant_uid, at)}))
                .code() == 0);
  }
};

TEST_CASE("clock file: it follows the clock when that is set, resumed, scaled and reset",
          "[control][clock]") {
  ClockFileFixture fixture;
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start()));
  fixture.api.Control("PUT", "/clock", R"({"now": "2024-05-01T00:00:00+09:00"})");
  CHECK(ReadSharedTime(fixture.path) == "2024-05-01T00:00:00.000+09:00");
  fixture.api.Control("PUT", "/clock", R"({"mode": "scaled", "speed": 86400})");
  FakeWallClock::Set(Start() + std::chrono::seconds{2});
  CHECK(ReadSharedTime(fixture.path) == "2024-05-03T00:00:00.000+09:00");
  fixture.api.Control("PUT", "/clock", R"({"mode": "live"})");
  FakeWallClock::Set(Start() + std::chrono::seconds{12});
  CHECK(ReadSharedTime(fixture.path) == "2024-05-03T00:00:10.000+09:00");
  fixture.api.Control("POST", "/reset");
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start()));
}

TEST_CASE("clock file: for programs the clock runs on from its last step", "[control][clock]") {
  ClockFileFixture fixture;
  FakeWallClock::Set(Start() + std::chrono::seconds{3});
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start() + std::chrono::seconds{3}));
}

TEST_CASE("clock file: during an advance a receiver sees the time of the event",
          "[control][clock]") {
  ClockFileFixture fixture;
  fixture.Schedule("o-1", Start() + 10 * kDay);
  fixture.Schedule("o-2", Start() + 20 * kDay);
  std::vector<std::string> times;
  const auto script = fixture.api.sender.RespondUsing([&](const webhook::Post&) {
    times.push_back(ReadSharedTime(fixture.path));
    return RespondWith(200);
  });
  REQUIRE(
      fixture.api.Control("POST", "/clock/advance", R"({"by": "30d", "settle_ms": 0})").status ==
      200);
  CHECK(times == std::vector{FormatIso(Start() + 10 * kDay), FormatIso(Start() + 20 * kDay)});
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start() + 30 * kDay));
}

TEST_CASE("clock file: an advance never turns the programs' time back", "[control][clock]") {
  ClockFileFixture fixture;
  fixture.Schedule("o-1", Start() + std::chrono::seconds{1});
  FakeWallClock::Set(Start() + std::chrono::seconds{5});
  fixture.api.Control("POST", "/clock/advance", R"({"by": "2s", "settle_ms": 0})");
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start() + std::chrono::seconds{5}));
}

TEST_CASE("clock file: tokens follow the sandbox's clock", "[control][clock]") {
  ClockFileFixture fixture;
  fixture.api.Control("PUT", "/clock", R"({"now": "2030-01-01T00:00:00+09:00"})");
  const TestReply token = fixture.api.PostText(
      "/users/getToken", Json{{"imp_key", engine::SampleCredentials().imp_key},
                              {"imp_secret", engine::SampleCredentials().imp_secret}}
                             .dump());
  const auto now = token.response()["now"].get<std::int64_t>();
  CHECK(now == ToUnixSeconds(*ParseIso("2030-01-01T00:00:00+09:00")));
  CHECK(token.response()["expired_at"].get<std::int64_t>() == now + 1'800);
}

TEST_CASE("clock file: an advance ends at its current time when the folder vanishes",
          "[control][clock]") {
  ClockFileFixture fixture;
  fixture.Schedule("o-1", Start() + 10 * kDay);
  fixture.Schedule("o-2", Start() + 20 * kDay);
  const auto script = fixture.api.sender.RespondUsing([&](const webhook::Post&) {
    std::filesystem::remove_all(fixture.folder.path());
    return RespondWith(200);
  });
  const TestReply reply =
      fixture.api.Control("POST", "/clock/advance", R"({"by": "30d", "settle_ms": 0})");
  CHECK(ControlSummary(reply) == "409 clock_file - the clock file " + fixture.path +
                                     " has vanished: No such file or directory; the clock is at " +
                                     FormatIso(Start() + 10 * kDay));
}

TEST_CASE("clock file: an advance ends at its current time when the shop is gone",
          "[control][clock]") {
  ClockFileFixture fixture;
  fixture.Schedule("o-1", Start() + 10 * kDay);
  fixture.Schedule("o-2", Start() + 20 * kDay);
  fixture.Schedule("o-3", Start() + 25 * kDay);
  int posts = 0;
  const auto script = fixture.api.sender.RespondUsing([&](const webhook::Post&) {
    return ++posts == 1 ? RespondWith(200) : testing::FailWith(kConnectionRefused);
  });
  CHECK(ControlSummary(
            fixture.api.Control("POST", "/clock/advance", R"({"by": "30d", "settle_ms": 0})")) ==
        "409 shop_unreachable - the shop no longer accepts webhooks: http://shop/hook: connection "
        "refused; "
        "the clock "
        "is at " +
            FormatIso(Start() + 20 * kDay));
}

TEST_CASE("clock file: an advance ends at the first webhook that the shop does not accept",
          "[control][clock]") {
  ClockFileFixture fixture;
  fixture.Schedule("o-1", Start() + 10 * kDay);
  fixture.Schedule("o-2", Start() + 20 * kDay);
  const auto script = fixture.api.sender.RespondUsing(
      [](const webhook::Post&) { return testing::FailWith(kConnectionRefused); });
  const std::string message =
      "409 shop_unreachable - the shop accepts no webhooks: http://shop/hook: connection refused; "
      "the clock "
      "is at ";
  CHECK(ControlSummary(fixture.api.Control("POST", "/clock/advance",
                                           R"({"by": "10d", "settle": "end", "settle_ms": 0})")) ==
        message + FormatIso(Start() + 10 * kDay));
  CHECK(ControlSummary(
            fixture.api.Control("POST", "/clock/advance", R"({"by": "30d", "settle_ms": 0})")) ==
        message + FormatIso(Start() + 20 * kDay));
}

TEST_CASE("clock file: times that the file cannot show are refused", "[control][clock]") {
  ClockFileFixture fixture;
  CHECK(
      ControlSummary(fixture.api.Control("PUT", "/clock", R"({"now": "2201-01-01T00:00:00Z"})")) ==
      "400 invalid_parameter now a clock file can show the time from 1970 to "
      "2200-01-01T09:00:00.000+09:00 only");
  CHECK(ControlSummary(fixture.api.Control("POST", "/clock/advance", R"({"by": "P300Y"})")) ==
        "400 invalid_parameter to the clock cannot go beyond 2200-01-01T09:00:00.000+09:00");
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start()));
}

TEST_CASE("clock file: a scaled clock that has left the times of the file is a problem",
          "[control][clock]") {
  ClockFileFixture fixture;
  REQUIRE(fixture.api.Control("PUT", "/clock", R"({"mode": "scaled", "speed": 1000000})").status ==
          200);
  FakeWallClock::Set(Start() + std::chrono::hours{1});
  CHECK(fixture.api.Control("GET", "/clock/file").json["problem"].is_null());
  FakeWallClock::Set(Start() + std::chrono::hours{2});
  CHECK(ReadSharedTime(fixture.path) == FormatIso(engine::kLastShownTime));
  const std::string message = "the clock file " + fixture.path +
                              " can show the time from 1970 to 2200-01-01T09:00:00.000+09:00 only";
  CHECK(fixture.api.Control("GET", "/clock/file").json["problem"] == message);
  const std::string refusal =
      ControlSummary(fixture.api.Control("POST", "/clock/advance", R"({"until": "next"})"));
  CHECK(refusal.starts_with("409 clock_file - " + message + "; the clock is at 2252-"));
}

TEST_CASE("clock file: control calls show, set and remove it", "[control][clock]") {
  ClockFileFixture fixture;
  CHECK(fixture.api.Control("GET", "/clock/file").text ==
        "{\"path\":\"" + fixture.path + "\",\"problem\":null}");
  CHECK(fixture.api.Control("PUT", "/clock/file", MakePathBody(fixture.path)).status == 200);
  CHECK(ControlSummary(fixture.api.Control("PUT", "/clock/file", MakePathBody("/nowhere/clock"))) ==
        "400 invalid_parameter path the clock file /nowhere/clock cannot be opened for writing: No "
        "such file or directory");
  CHECK(ControlSummary(fixture.api.Control("PUT", "/clock/file", R"({"path": ""})"))
            .find("invalid_parameter path") != std::string::npos);
  CHECK(fixture.api.Control("PUT", "/clock/file", "{}").text == R"({"path":null,"problem":null})");
  fixture.api.Control("PUT", "/clock", R"({"now": "2024-05-01T00:00:00+09:00"})");
  CHECK(ReadSharedTime(fixture.path) == FormatIso(Start()));
  CHECK(fixture.api.Control("GET", "/clock/file").json["path"].is_null());
}

TEST_CASE("clock file: the first shop with a key of its own takes it over", "[control][clock]") {
  ClockFileFixture fixture;
  fixture.api.Use("my-shop", "secret");
  fixture.api.GetToken();
  CHECK(fixture.api.Control("GET", "/clock/file?sandbox=my-shop").json["path"] == fixture.path);
  CHECK(fixture.api.Control("GET", "/clock/file?sandbox=imp_apikey").json["path"].is_null());
  fixture.api.Use("second-shop", "secret");
  fixture.api.GetToken();
  CHECK(fixture.api.Control("GET", "/clock/file?sandbox=second-shop").json["path"].is_null());
  REQUIRE(fixture.api.Control("DELETE", "/sandboxes/my-shop").status == 200);
  CHECK(fixture.api.Control("GET", "/clock/file?sandbox=imp_apikey").json["path"] == fixture.path);
}

}  // namespace
}  // namespace portone
