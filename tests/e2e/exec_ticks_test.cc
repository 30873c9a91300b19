// SPDX-License-Identifier: MIT
// Advances with ticks under exec: what programs that run beside the command, and the commands of
// ticks, do in them.
#include <filesystem>
#include <string>

#include "json/json.h"
#include "support/catch.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

/// Advances a month day by day under exec while `program` runs, and returns the advance's reply.
ProgramResult AdvanceBeside(const std::string& program, int wait_ms,
                            const std::string& prepare = ":") {
  return RunEmulator(
      {"exec", "--share-clock", "--with", program, "--", "/bin/sh", "-euc",
       prepare +
           "; exec /usr/bin/curl -sS $PORTONE_EMULATOR_URL/_emulator/clock/advance -d "
           "'{\"by\": \"P1M\", \"tick\": {\"every\": \"1d\", \"wait_ms\": " +
           std::to_string(wait_ms) + "}}'"});
}

TEST_CASE("shared clock: an advance ends when a program run by exec exits during it", "[e2e]") {
  // It exits on the fifth day that its clock shows.
  const std::string program =
      "first=$(date +%s); while [ $(($(date +%s) - first)) -lt 400000 ]; do :; done; exit ";
  for (const std::string code : {"0", "7"}) {
    INFO(code);
    const ProgramResult result = AdvanceBeside(program + code, 300);
    INFO(result.out << result.err);
    const Json reply = Json::parse(result.out);
    CHECK(reply["error"]["code"] == "shop_unreachable");
    const std::string message = reply["error"]["message"];
    CHECK(message.starts_with("the shop has exited: \"first="));
    CHECK(message.find(code + "\" (exit code " + code + "); the clock is at ") !=
          std::string::npos);
    CHECK(reply["ticks"]["total"] >= 4);
    CHECK(reply["ticks"]["total"] < 28);
  }
}

TEST_CASE("shared clock: no advance starts once a program run by exec has failed", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.GetPath("pid");
  const std::string program = "echo $$ >" + file + "; exit ";
  const std::string until_ended = "until [ -s " + file + " ]; do :; done; while kill -0 $(cat " +
                                  file + ") 2>/dev/null; do :; done";
  const ProgramResult failed = AdvanceBeside(program + "7", 0, until_ended);
  INFO(failed.out << failed.err);
  CHECK(Json::parse(failed.out)["error"]["code"] == "shop_unreachable");
  CHECK_FALSE(Json::parse(failed.out).contains("ticks"));
  std::filesystem::remove(file);
  // One that has put a server into the background, for instance.
  const ProgramResult done = AdvanceBeside(program + "0", 0, until_ended);
  INFO(done.out << done.err);
  CHECK_FALSE(Json::parse(done.out).contains("error"));
}

/// Advances by three days with a tick of this command each day, under exec.
ProgramResult AdvanceWith(const Json& command, const Json& bounds = Json::object()) {
  Json tick{{"every", "1d"}, {"wait_ms", 0}, {"command", command}};
  tick.update(bounds);
  const Json body{{"by", "3d"}, {"tick", tick}};
  return RunEmulator(
      {"exec", "--share-clock", "--", "/bin/sh", "-euc",
       "/usr/bin/curl -sS -o /dev/null -X PUT $PORTONE_EMULATOR_URL/_emulator/clock "
       "-d '{\"now\":\"2031-05-06T00:00:00+09:00\"}'; "
       "exec /usr/bin/curl -sS $PORTONE_EMULATOR_URL/_emulator/clock/advance -d \"$0\"",
       body.dump()},
      {"TZ=Asia/Seoul"});
}

TEST_CASE("shared clock: exec runs the command of a tick, at its time and with its variables",
          "[e2e]") {
  const TempFolder folder;
  const ProgramResult result =
      AdvanceWith({"/bin/sh", "-c", "echo $(date +%F) ${HTTPS_PROXY:+proxy} >>\"$0\"; exit 4",
                   folder.GetPath("days")});
  INFO(result.out << result.err);
  CHECK(folder.Read("days") == "2031-05-07 proxy\n2031-05-08 proxy\n2031-05-09 proxy\n");
  const Json ticks = Json::parse(result.out)["ticks"];
  CHECK(ticks["total"] == 3);
  CHECK(ticks["failed"] == 3);
  const std::string failure = ticks["first_failure"];
  CHECK(failure.starts_with("2031-05-07T00:00:"));
  CHECK(failure.ends_with("+09:00 /bin/sh: exit code 4"));
}

TEST_CASE("shared clock: a command of a tick that hangs ends with the time of the advance",
          "[e2e]") {
  const TempFolder folder;
  const ProgramResult result =
      AdvanceWith({"/bin/sh", "-c", "echo $$ >\"$0\"; exec /bin/sleep 1000", folder.GetPath("pid")},
                  {{"max_seconds", 1}});
  INFO(result.out << result.err);
  const Json error = Json::parse(result.out)["error"];
  CHECK(error["code"] == "advance_limit");
  CHECK(error["message"].get<std::string>().find("(\"max_seconds\"); the clock is at "
                                                 "2031-05-07T00:00:") != std::string::npos);
  CHECK_FALSE(IsRunning(std::stoi(folder.Read("pid"))));
}

}  // namespace
}  // namespace portone::testing
