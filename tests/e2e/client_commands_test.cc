// SPDX-License-Identifier: MIT
// The commands that talk to a running emulator, and those that explain the program. Their output
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

/// Nothing listens on port 9, which is reserved for a service that nobody runs.
constexpr const char* kUnreachableHook = "http://127.0.0.1:9/hook";

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("client: a session at the command line prints the recorded transcript", "[e2e][client]") {
  const CommandSession session({"--webhook-url", kUnreachableHook});
  std::string transcript;
  const auto run = [&](const std::string& line) { RecordCommand(session, line, transcript); };
  for (const char* line : {"clock", "payments", "schedules", "customers", "vbanks", "webhooks",
                           "webhooks --failed", "fault list", "show order-1"})
    run(line);
  session.shop.IssueKey("kim");
  session.shop.Schedule("kim", "order-1", "1706745600");
  session.shop.Schedule("kim", "order-2", "1709251200");
  run("fault decline insufficient_funds --customer kim --skip 1");
  for (const char* line :
       {"customers", "schedules", "schedules --limit 1", "advance next", "advance P1M", "clock",
        "payments", "payments --status failed", "webhooks", "show order-1", "show order-2",
        "fault list", "replay 1", "replay 7", "fault clear", "payments --page 9",
        "payments --status payed", "reset", "payments"})
    run(line);
  CHECK(CompareWithGolden("commands.txt", transcript).empty());
}

TEST_CASE("help: every command prints its recorded page", "[e2e][client]") {
  std::string pages = RunEmulator({"help"}).out;
  CHECK(RunEmulator({"--help"}).out == pages);
  CHECK(RunEmulator({"-h"}).out == pages);
  for (const app::Command& command : app::AllCommands()) {
    const std::string name(command.name);
    const ProgramResult page = RunEmulator({"help", name});
    CHECK(page.exit_code == 0);
    CHECK(RunEmulator({name, "-h"}).out == page.out);
    pages += "\n---- help " + name + "\n" + page.out;
  }
  CHECK(CompareWithGolden("help.txt", pages).empty());
}

TEST_CASE("help: the error for an unknown command suggests the nearest one", "[e2e][client]") {
  const ProgramResult result = RunEmulator({"help", "paymets"});
  CHECK(result.exit_code == 2);
  CHECK(Contains(result.err, "unknown command paymets; did you mean payments?"));
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
      GENERATE("clock", "payments", "schedules", "customers", "vbanks", "certifications", "cvs",
               "receipts", "product-orders", "escrows", "quick-members", "webhooks", "advance 1d",
               "fault list", "reset");
  std::string transcript;
  RecordCommand(session, command + " --json", transcript);
  const std::string reply = transcript.substr(transcript.find('\n') + 1);
  INFO(transcript);
  CHECK(Json::parse(reply).is_object());
}

TEST_CASE("client: a snapshot is a scenario that can be served again", "[e2e][client]") {
  const CommandSession session;
  session.shop.IssueKey("kim");
  const TempFolder folder;
  const std::string file = folder.Write("state.json", session.RunAndGetOutput({"snapshot"}));
  const RunningEmulator restored({"--scenario", file});
  const ProgramResult result = RunEmulator({"customers", "--url", restored.base_url()});
  CHECK(Contains(result.out, "kim"));
}

TEST_CASE("client: commands select the sandbox by its key, whatever characters it has",
          "[e2e][client]") {
  const CommandSession session;
  const std::string key = "shop &?#/가";
  REQUIRE(Send(session.port(), "POST /_emulator/sandboxes", {}, R"({"imp_key": ")" + key + "\"}")
              .status == 200);
  CHECK(Contains(session.RunAndGetOutput({"reset", "--sandbox", key}), "reset " + key + ","));
  const ProgramResult result = session.Run({"clock", "--sandbox", "nobody"});
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.err, "no sandbox has the key \"nobody\""));
}

TEST_CASE("client: the control token is sent, and without it the emulator refuses the call",
          "[e2e][client]") {
  const CommandSession session({"--control-token", "t0ken"});
  CHECK(session.Run({"clock"}).exit_code == 1);
  CHECK(Contains(session.RunAndGetOutput({"clock", "--control-token", "t0ken"}), "manual"));
}

TEST_CASE("client: when no emulator answers, the exit code is 2 and the message names the URL",
          "[e2e][client]") {
  const ProgramResult none = RunEmulator({"payments", "--url", "http://127.0.0.1:9"});
  CHECK(none.exit_code == 2);
  CHECK(none.err ==
        "portone-emulator: no emulator answers at http://127.0.0.1:9: connection refused\n");
  const MerchantServer shop;
  const ProgramResult other = RunEmulator({"payments", "--url", shop.url()});
  CHECK(other.exit_code == 2);
  CHECK(Contains(other.err, "is not an emulator, or one of another version"));
}

TEST_CASE("client: verify takes a scenario, a body or a list, and reports what does not hold",
          "[e2e][client]") {
  const CommandSession session;
  const TempFolder folder;
  const auto verify = [&](const std::string& text) {
    return session.Run({"verify", folder.Write("expect.json", text)});
  };
  CHECK(verify(R"({"about": "x", "steps": [], "expect": [{"payments": {}, "count": 0}]})").out ==
        "ok: 1 expectation holds\n");
  CHECK(verify(R"([{"payments": {}, "count": 0}, {"schedules": {}, "count": 0}])").out ==
        "ok: 2 expectations hold\n");
  const ProgramResult failed = verify(R"([{"payment": "order-1", "status": "paid"}])");
  CHECK(failed.exit_code == 1);
  CHECK(Contains(failed.out, "expectation 1: "));
  const ProgramResult invalid = verify(R"([{"paiment": "order-1"}])");
  CHECK(invalid.exit_code == 2);
  CHECK(Contains(invalid.err, "paiment"));
  CHECK(verify("{}").exit_code == 2);
  CHECK(verify("{").exit_code == 2);
  CHECK(session.Run({"verify", folder.GetPath("nowhere.json")}).exit_code == 2);
}

TEST_CASE("client: init writes scenarios that pass, and overwrites no file", "[e2e][client]") {
  const std::string name = GENERATE("subscription", "payment", "decline");
  const TempFolder folder;
  const std::string target = folder.GetPath("scenarios");
  REQUIRE(RunEmulator({"init", target, "--template", name}).exit_code == 0);
  CHECK(folder.Has("scenarios/schema.json"));
  const ProgramResult result = RunEmulator({"run", target + "/" + name + ".json"});
  INFO(result.out + result.err);
  CHECK(result.exit_code == 0);
  const ProgramResult second = RunEmulator({"init", target, "--template", name});
  CHECK(second.exit_code == 2);
  CHECK(Contains(second.err, "already exists"));
}

TEST_CASE("client: bash completes commands, options and arguments", "[e2e][client]") {
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
  CHECK(complete("portone-emulator validate " + folder.GetPath("comp"), 2) == script + "\n");
}

TEST_CASE("client: completion exists for zsh and fish, and for no other shell", "[e2e][client]") {
  CHECK(RunEmulator({"completion", "zsh"}).out.starts_with("#compdef portone-emulator\n"));
  CHECK(Contains(RunEmulator({"completion", "fish"}).out,
                 "'__fish_seen_subcommand_from webhooks' -l failed"));
  const ProgramResult other = RunEmulator({"completion", "bosh"});
  CHECK(other.exit_code == 2);
  CHECK(Contains(other.err, "not for bosh; did you mean bash?"));
}

}  // namespace
}  // namespace portone::testing
