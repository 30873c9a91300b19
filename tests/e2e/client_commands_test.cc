// SPDX-License-Identifier: MIT
// The commands that talk to a running emulator, and those that explain the program. What they print
// for people is in fixtures/golden/commands.txt and help.txt.
#include <string>

#include "app/command.h"
#include "e2e/command_session.h"
#include "json/json.h"
#include "support/golden_file.h"
#include "support/merchant_server.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

/// Nothing listens there: port 9 is reserved for a service that nobody runs.
constexpr const char* kDeadHook = "http://127.0.0.1:9/hook";

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("client: a session at the command line, as it looks", "[e2e][client]") {
  const CommandSession session({"--webhook-url", kDeadHook});
  std::string transcript;
  const auto play = [&](const std::string& line) { Play(session, line, transcript); };
  for (const char* line : {"clock", "payments", "schedules", "customers", "vbanks", "webhooks",
                           "webhooks --failed", "fault list", "show order-1", "tail"})
    play(line);
  session.shop.IssueKey("kim");
  session.shop.Schedule("kim", "order-1", "1706745600");
  session.shop.Schedule("kim", "order-2", "1709251200");
  play("fault decline insufficient_funds --customer kim --skip 1");
  for (const char* line : {"customers",
                           "schedules",
                           "schedules --limit 1",
                           "advance next",
                           "advance P1M",
                           "clock",
                           "payments",
                           "payments --status failed",
                           "webhooks",
                           "show order-1",
                           "show order-2",
                           "fault list",
                           "replay 1",
                           "replay 7",
                           "tail --lines 3",
                           "fault clear",
                           "payments --page 9",
                           "payments --status payed",
                           "reset",
                           "payments"})
    play(line);
  CHECK(DifferenceFromGolden("commands.txt", transcript).empty());
}

TEST_CASE("help: every command has a page, as it looks", "[e2e][client]") {
  std::string pages = RunEmulator({"help"}).out;
  CHECK(RunEmulator({"--help"}).out == pages);
  CHECK(RunEmulator({"-h"}).out == pages);
  for (const app::Command& command : app::AllCommands()) {
    const std::string name(command.name);
    const Ending page = RunEmulator({"help", name});
    CHECK(page.exit_code == 0);
    CHECK(RunEmulator({name, "-h"}).out == page.out);
    pages += "\n---- help " + name + "\n" + page.out;
  }
  CHECK(DifferenceFromGolden("help.txt", pages).empty());
}

TEST_CASE("help: an unknown command is named with the nearest", "[e2e][client]") {
  const Ending ending = RunEmulator({"help", "paymets"});
  CHECK(ending.exit_code == 2);
  CHECK(Contains(ending.err, "unknown command paymets; did you mean payments?"));
}

TEST_CASE("client: version is a command and a short option", "[e2e][client]") {
  const std::string version = RunEmulator({"--version"}).out;
  CHECK(RunEmulator({"version"}).out == version);
  CHECK(RunEmulator({"-V"}).out == version);
}

TEST_CASE("client: with json each command prints what the emulator replied", "[e2e][client]") {
  const CommandSession session;
  session.shop.IssueKey("kim");
  const std::string command =
      GENERATE("clock", "payments", "schedules", "customers", "vbanks", "certifications",
               "webhooks", "advance 1d", "fault list", "reset");
  std::string transcript;
  Play(session, command + " --json", transcript);
  const std::string reply = transcript.substr(transcript.find('\n') + 1);
  INFO(transcript);
  CHECK(Json::parse(reply).is_object());
}

TEST_CASE("client: a snapshot is a scenario that can be served again", "[e2e][client]") {
  const CommandSession session;
  session.shop.IssueKey("kim");
  const TempFolder folder;
  const std::string file = folder.Write("state.json", session.Print({"snapshot"}));
  const RunningEmulator again({"--scenario", file});
  const Ending ending = RunEmulator({"customers", "--url", again.base_url()});
  CHECK(Contains(ending.out, "kim"));
}

TEST_CASE("client: commands choose the sandbox by its key, whatever its letters", "[e2e][client]") {
  const CommandSession session;
  const std::string key = "shop &?#/가";
  REQUIRE(Send(session.port(), "POST /_emulator/sandboxes", {}, R"({"imp_key": ")" + key + "\"}")
              .status == 200);
  CHECK(Contains(session.Print({"reset", "--sandbox", key}), "reset " + key + ","));
  const Ending ending = session.Ask({"clock", "--sandbox", "nobody"});
  CHECK(ending.exit_code == 1);
  CHECK(Contains(ending.err, "no sandbox has the key \"nobody\""));
}

TEST_CASE("client: a token is sent, and without it the emulator refuses", "[e2e][client]") {
  const CommandSession session({"--control-token", "t0ken"});
  CHECK(session.Ask({"clock"}).exit_code == 1);
  CHECK(Contains(session.Print({"clock", "--control-token", "t0ken"}), "manual"));
}

TEST_CASE("client: where no emulator answers, the exit code is 2 and the message says where",
          "[e2e][client]") {
  const Ending none = RunEmulator({"payments", "--url", "http://127.0.0.1:9"});
  CHECK(none.exit_code == 2);
  CHECK(none.err ==
        "portone-emulator: no emulator answers at http://127.0.0.1:9: connection refused\n");
  const MerchantServer shop;
  const Ending other = RunEmulator({"payments", "--url", shop.url()});
  CHECK(other.exit_code == 2);
  CHECK(Contains(other.err, "is no emulator, or one of another version"));
}

TEST_CASE("client: verify takes a scenario, a body and a list, and says what is amiss",
          "[e2e][client]") {
  const CommandSession session;
  const TempFolder folder;
  const auto verify = [&](const std::string& text) {
    return session.Ask({"verify", folder.Write("expect.json", text)});
  };
  CHECK(verify(R"({"about": "x", "steps": [], "expect": [{"payments": {}, "count": 0}]})").out ==
        "ok: 1 expectation holds\n");
  CHECK(verify(R"([{"payments": {}, "count": 0}, {"schedules": {}, "count": 0}])").out ==
        "ok: 2 expectations hold\n");
  const Ending missed = verify(R"([{"payment": "order-1", "status": "paid"}])");
  CHECK(missed.exit_code == 1);
  CHECK(Contains(missed.out, "expectation 1: "));
  const Ending wrong = verify(R"([{"paiment": "order-1"}])");
  CHECK(wrong.exit_code == 2);
  CHECK(Contains(wrong.err, "paiment"));
  CHECK(verify("{}").exit_code == 2);
  CHECK(verify("{").exit_code == 2);
  CHECK(session.Ask({"verify", folder.PathOf("nowhere.json")}).exit_code == 2);
}

TEST_CASE("client: tail follows what happens, over a reset", "[e2e][client]") {
  const CommandSession session;
  Program tail({PORTONE_PROGRAM, "tail", "-f", "--url", session.url()});
  CHECK(Contains(tail.ReadLine(), "POST /users/getToken  200/0"));
  session.shop.IssueKey("kim");
  CHECK(Contains(tail.ReadLine(), "POST /subscribe/customers/kim  200/0"));
  REQUIRE(session.shop.Post("/_emulator/reset").status == 200);
  session.shop.Get("/payments/imp_0");
  CHECK(Contains(tail.ReadLine(), "GET /payments/imp_0  404/-1"));
  tail.Signal(SIGTERM);
  tail.Await();
}

TEST_CASE("client: init writes scenarios that pass, and overwrites none", "[e2e][client]") {
  const std::string name = GENERATE("subscription", "payment", "decline");
  const TempFolder folder;
  const std::string stories = folder.PathOf("stories");
  REQUIRE(RunEmulator({"init", stories, "--template", name}).exit_code == 0);
  CHECK(folder.Has("stories/schema.json"));
  const Ending run = RunEmulator({"run", stories + "/" + name + ".json"});
  INFO(run.out + run.err);
  CHECK(run.exit_code == 0);
  const Ending again = RunEmulator({"init", stories, "--template", name});
  CHECK(again.exit_code == 2);
  CHECK(Contains(again.err, "is there already"));
}

TEST_CASE("client: bash completes commands, options and words", "[e2e][client]") {
  const TempFolder folder;
  const std::string script =
      folder.Write("completion.bash", RunEmulator({"completion", "bash"}).out);
  const auto complete = [&](const std::string& words, int index) {
    const std::string line = "source " + script + "; COMP_WORDS=(" + words +
                             "); COMP_CWORD=" + std::to_string(index) +
                             "; _portone_emulator; echo ${COMPREPLY[*]}";
    return RunToEnd({"bash", "-c", line}).out;
  };
  CHECK(complete("portone-emulator pay", 1) == "payments\n");
  CHECK(complete("portone-emulator webhooks --fa", 2) == "--failed\n");
  CHECK(complete("portone-emulator fault dr", 2) == "drop\n");
  CHECK(complete("portone-emulator --webhook-u", 1) == "--webhook-url\n");
  CHECK(complete("portone-emulator validate " + folder.PathOf("comp"), 2) == script + "\n");
}

TEST_CASE("client: there is completion for zsh and fish, and for no other shell", "[e2e][client]") {
  CHECK(RunEmulator({"completion", "zsh"}).out.starts_with("#compdef portone-emulator\n"));
  CHECK(Contains(RunEmulator({"completion", "fish"}).out,
                 "'__fish_seen_subcommand_from webhooks' -l failed"));
  const Ending other = RunEmulator({"completion", "bosh"});
  CHECK(other.exit_code == 2);
  CHECK(Contains(other.err, "not for bosh; did you mean bash?"));
}

}  // namespace
}  // namespace portone::testing
