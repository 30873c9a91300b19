// SPDX-License-Identifier: MIT
// `run` and `validate` over files: which files run, what is printed, the exit status.
#include "app/run_command.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <sstream>
#include <streambuf>
#include <vector>

#include "app/progress.h"
#include "json/json.h"
#include "runner/run_outcome.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

using testing::TempFolder;

constexpr const char* kPassingScenario = R"({"about": "Nobody pays.",
    "steps": [{"advance": "1d"}, {"get": "/_emulator/clock", "reply": {"mode": "manual"}}],
    "expect": [{"payments": 0}]})";
constexpr const char* kFailingScenario =
    R"({"about": "Somebody pays.", "steps": [{"advance": "1d"}],
    "expect": [{"payments": 1}]})";
constexpr const char* kInvalidScenario = "{\n  \"abut\": \"x\",\n  \"seed\": -1\n}";

Outcome Validate(const std::vector<std::filesystem::path>& paths) {
  std::ostringstream out;
  std::ostringstream err;
  const ExitStatus status = ValidateFiles({.paths = paths}, out, err);
  return {status, out.str(), err.str()};
}

TEST_CASE("run: the scenarios of a folder run in the order of their names", "[runner][run]") {
  const TempFolder files;
  files.Write("b/two.json", kPassingScenario);
  files.Write("a/one.json", kPassingScenario);
  files.Write("b/setup.json", "{}");
  files.Write("schema.json", "not a scenario");
  files.Write("readme.txt", "not a scenario");
  RunOptions options;
  options.paths = {files.path()};
  const Outcome outcome = Run(options);
  CHECK(outcome.status == ExitStatus::kPassed);
  CHECK(outcome.out == "ok   " + files.GetPath("a/one.json") + "  Nobody pays.\n" + "set-up " +
                           files.GetPath("b/setup.json") + "\n" + "ok   " +
                           files.GetPath("b/two.json") + "  Nobody pays.\n" +
                           "2 scenarios: 2 passed, 0 failed; 1 set-up\n");
  CHECK(outcome.err.empty());
}

TEST_CASE("run: a failed scenario gives exit code 1, a broken file gives 2", "[runner][run]") {
  const TempFolder files;
  files.Write("good.json", kPassingScenario);
  RunOptions options;
  options.paths = {files.path()};
  CHECK(Run(options).status == ExitStatus::kPassed);
  files.Write("bad.json", kFailingScenario);
  const Outcome failed = Run(options);
  CHECK(failed.status == ExitStatus::kFailed);
  CHECK(failed.out.find("FAIL " + files.GetPath("bad.json")) != std::string::npos);
  CHECK(failed.out.find("2 scenarios: 1 passed, 1 failed\n") != std::string::npos);
  files.Write("broken.json", kInvalidScenario);
  const Outcome broken = Run(options);
  CHECK(broken.status == ExitStatus::kUnusable);
  CHECK(broken.err == files.GetPath("broken.json") +
                          ":2:3: /abut: unknown key; did you mean \"about\"?\n" +
                          files.GetPath("broken.json") +
                          ":3:3: /seed: must be a whole number from 0 to 9223372036854775807\n");
  options.json = true;
  options.junit = files.path() / "junit.xml";
  CHECK(Json::parse(Run(options).out)["passed"] == false);
  CHECK(files.Read("junit.xml").find("failures=\"1\" errors=\"1\"") != std::string::npos);
  CHECK(broken.out.find("2 scenarios: 1 passed, 1 failed; 1 file cannot be loaded\n") !=
        std::string::npos);
}

TEST_CASE("run: a filter matches the path or the about of a scenario", "[runner][run]") {
  const TempFolder files;
  files.Write("good.json", kPassingScenario);
  files.Write("bad.json", kFailingScenario);
  RunOptions options;
  options.paths = {files.path()};
  options.filter = "Nobody";
  CHECK(Run(options).status == ExitStatus::kPassed);
  options.filter = "bad";
  CHECK(Run(options).status == ExitStatus::kFailed);
  options.filter = "nothing like it";
  const Outcome none = Run(options);
  CHECK(none.status == ExitStatus::kUnusable);
  CHECK(none.err == "no scenario matches \"nothing like it\"\n");
}

TEST_CASE("run: set-ups alone give exit code 2, so lost steps are noticed", "[runner][run]") {
  const TempFolder files;
  files.Write("setup.json", "{}");
  RunOptions options;
  options.paths = {files.path()};
  const Outcome outcome = Run(options);
  CHECK(outcome.status == ExitStatus::kUnusable);
  CHECK(outcome.err == "nothing to run: no file has \"steps\" or \"expect\"\n");
}

TEST_CASE("run: the JSON and JUnit reports agree with the timeline", "[runner][run]") {
  const TempFolder files;
  files.Write("good.json", kPassingScenario);
  files.Write("bad.json", kFailingScenario);
  files.Write("setup.json", "{}");
  RunOptions options;
  options.paths = {files.path()};
  options.json = true;
  options.junit = files.path() / "junit.xml";
  const Outcome outcome = Run(options);
  CHECK(outcome.status == ExitStatus::kFailed);
  const auto report = Json::parse(outcome.out);
  CHECK(report["passed"] == false);
  REQUIRE(report["scenarios"].size() == 3);
  CHECK(report["scenarios"][0]["file"] == files.GetPath("bad.json"));
  CHECK(report["scenarios"][0]["steps"][0]["title"] == "advance 1d");
  CHECK(report["scenarios"][0]["expect"][0]["failures"][0]["message"] ==
        "expected exactly 1 payment, found 0: there are no payments");
  CHECK(report["scenarios"][2]["passed"] == true);
  const std::string xml = files.Read("junit.xml");
  CHECK(xml.find("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\"") != std::string::npos);
  CHECK(xml.find("name=\"bad\"") != std::string::npos);
  CHECK(xml.find("expected exactly 1 payment, found 0: there are no payments</failure>") !=
        std::string::npos);
}

TEST_CASE("run: a scenario that contradicts itself fails, and the others run", "[runner][run]") {
  const TempFolder files;
  files.Write("a.json", R"({"given": {"merchant": {"imp_key": "imp_apikey", "imp_secret": "wrong"}},
      "steps": [{"advance": "1d"}]})");
  files.Write("b.json", kPassingScenario);
  RunOptions options;
  options.paths = {files.path()};
  const Outcome outcome = Run(options);
  CHECK(outcome.status == ExitStatus::kFailed);
  CHECK(outcome.out.find(": imp_key imp_apikey: ") != std::string::npos);
  CHECK(outcome.out.find("2 scenarios: 1 passed, 1 failed\n") != std::string::npos);
}

TEST_CASE("validate: prints how many files are valid, or all mistakes", "[runner][run]") {
  const TempFolder files;
  files.Write("good.json", kPassingScenario);
  CHECK(Validate({files.path()}).out == "1 file is valid\n");
  files.Write("bad.json", kFailingScenario);  // valid, although it would fail
  CHECK(Validate({files.path()}).out == "2 files are valid\n");
  files.Write("broken.json", kInvalidScenario);
  const Outcome broken = Validate({files.path()});
  CHECK(broken.status == ExitStatus::kUnusable);
  CHECK(broken.out.empty());
  CHECK(std::count(broken.err.begin(), broken.err.end(), '\n') == 2);
}

TEST_CASE("progress: a long run prints its progress until it ends", "[runner][run]") {
  std::mutex mutex;
  std::condition_variable printed;
  std::vector<std::string> lines;
  {
    Progress progress(
        "a.json", [] { return "2027-03-01"; },
        [&](const std::string& line) {
          const std::lock_guard lock(mutex);
          lines.push_back(line);
          printed.notify_one();
        },
        std::chrono::milliseconds{1});
    progress.Update("step 3 of 12: advance P10Y");
    std::unique_lock lock(mutex);
    printed.wait(lock, [&] {
      return !lines.empty() &&
             lines.back().starts_with("a.json: step 3 of 12: advance P10Y, at 2027-03-01, ");
    });
  }
  CHECK(lines.back().ends_with(" s"));
}

/// An output to which nothing can be written, such as a full disk.
class FailingOutput : public std::streambuf {
 protected:
  int overflow(int /*c*/) override { return traits_type::eof(); }
};

TEST_CASE("run: a run whose report cannot be written does not succeed", "[runner][run]") {
  const TempFolder files;
  RunOptions options;
  options.paths = {files.Write("one.json", kPassingScenario)};
  options.json = GENERATE(true, false);
  FailingOutput failing;
  std::ostream out(&failing);
  std::ostringstream err;
  CHECK(RunScenarios(options, out, err) == ExitStatus::kUnusable);
  CHECK(err.str() == "the report cannot be written to standard output\n");
}

TEST_CASE("validate: a result that cannot be written is not a success", "[runner][run]") {
  const TempFolder files;
  FailingOutput failing;
  std::ostream out(&failing);
  std::ostringstream err;
  CHECK(ValidateFiles({.paths = {files.Write("one.json", kPassingScenario)}}, out, err) ==
        ExitStatus::kUnusable);
}

}  // namespace
}  // namespace portone::app
