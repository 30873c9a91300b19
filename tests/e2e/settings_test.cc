// SPDX-License-Identifier: MIT
// Flags, variables and the configuration file set the same options; tests of some options.
#include <sstream>
#include <string>
#include <vector>

#include "json/json.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

/// The names of the files that the emulator wrote its port to.
Strings FindPortFiles(const TempFolder& folder, const Strings& arguments,
                      const Strings& environment) {
  const RunningEmulator emulator(arguments, environment);
  Strings names;
  for (const char* name : {"flag", "variable", "file"}) {
    if (folder.Has(name)) names.emplace_back(name);
  }
  return names;
}

TEST_CASE("settings: a flag overrides a variable and a variable overrides the file", "[e2e]") {
  const TempFolder config;
  const auto run = [&config](bool flag, bool variable) {
    const TempFolder folder;
    const std::string file =
        config.Write("config", "# for the test\nport-file = " + folder.GetPath("file") + "\n");
    Strings arguments{"--config", file};
    Strings environment;
    if (flag) arguments.insert(arguments.end(), {"--port-file", folder.GetPath("flag")});
    if (variable) {
      environment.push_back("PORTONE_EMULATOR_PORT_FILE=" + folder.GetPath("variable"));
    }
    return FindPortFiles(folder, arguments, environment);
  };
  CHECK(run(true, true) == Strings{"flag"});
  CHECK(run(true, false) == Strings{"flag"});
  CHECK(run(false, true) == Strings{"variable"});
  CHECK(run(false, false) == Strings{"file"});
}

TEST_CASE("settings: variables can set everything", "[e2e]") {
  const TempFolder folder;
  const std::string config = folder.Write("config", "strict-keys = true\n");
  const RunningEmulator emulator(
      {}, {"PORTONE_EMULATOR_CONFIG=" + config, "PORTONE_EMULATOR_LOG_FORMAT=json",
           "PORTONE_EMULATOR_LOG_LEVEL=debug", "PORTONE_EMULATOR_MAX_BODY_BYTES=100",
           "PORTONE_EMULATOR_PORT_FILE=" + folder.GetPath("port"),
           "PORTONE_EMULATOR_SCENARIO=" + SourcePath("scenarios/nice/fixed_clock.json") + ":" +
               SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  CHECK(folder.Has("port"));
  MerchantClient undeclared(emulator.port(), "stranger", "secret");
  CHECK(undeclared.Authorize().status == 401);
  // The second scenario was merged over the first.
  CHECK(Send(emulator.port(), "GET /_emulator/clock").At("/mode") == "manual");
  CHECK(Send(emulator.port(), "POST /users/getToken", {}, std::string(101, 'x')).status == 413);
}

TEST_CASE("settings: later scenarios are merged over earlier ones", "[e2e]") {
  const TempFolder folder;
  const std::string clock = folder.Write(
      "clock.json", R"({"clock": {"start": "2024-05-05T00:00:00+09:00", "tokens": "sandbox"}})");
  const RunningEmulator emulator(
      {"--scenario", SourcePath("scenarios/kcp/without_batch_group.json"), "--scenario", clock});
  MerchantClient merchant(emulator.port());
  CHECK(merchant.Authorize().At("/response/now") == "1714834800");
  CHECK(merchant.IssueKey("kim").At("/code") == "-1");  // still no batch group
}

TEST_CASE("settings: variables set by orchestrators are ignored", "[e2e]") {
  const TempFolder folder;
  // Not by a flag, which would override such a variable.
  const std::string config = folder.Write("config", "port = 0\n");
  Program program(
      {PORTONE_PROGRAM, "serve", "--config", config},
      {"PORTONE_EMULATOR_SERVICE_HOST=10.0.0.7", "PORTONE_EMULATOR_PORT=tcp://10.0.0.7:12011",
       "PORTONE_EMULATOR_PORT_12011_TCP=tcp://10.0.0.7:12011",
       "PORTONE_EMULATOR_PORT_12011_TCP_PORT=12011"});
  CHECK(program.ReadLine().starts_with("portone-emulator ready: http://127.0.0.1:"));
  program.Signal(SIGTERM);
  const ProgramResult result = program.Await();
  CHECK(result.exit_code == 0);
  CHECK(result.err.find("unknown variable") == std::string::npos);
}

TEST_CASE("settings: an unknown variable gives a warning and does not stop the program", "[e2e]") {
  RunningEmulator emulator({}, {"PORTONE_EMULATOR_PROT_FILE=x", "PORTONE_EMULATOR_FLAVOUR=red",
                                "PORTONE_EMULATOR_LOG_LEVEL=info"});
  const std::string log = emulator.Stop().err;
  CHECK(log.find("warning unknown variable PORTONE_EMULATOR_PROT_FILE; did you mean "
                 "PORTONE_EMULATOR_PORT_FILE?\n") != std::string::npos);
  CHECK(log.find("warning unknown variable PORTONE_EMULATOR_FLAVOUR\n") != std::string::npos);
  CHECK(log.find("LOG_LEVEL") == std::string::npos);
}

TEST_CASE("settings: every command warns about an unknown variable", "[e2e]") {
  const Strings environment{"PORTONE_EMULATOR_PROT_FILE=x"};
  const std::string warning =
      "portone-emulator: unknown variable PORTONE_EMULATOR_PROT_FILE; did you mean "
      "PORTONE_EMULATOR_PORT_FILE?\n";
  const TempFolder folder;
  const std::string scenario = folder.Write("empty.json", "{\"steps\": [{\"advance\": \"P1D\"}]}");
  CHECK(RunEmulator({"validate", scenario}, environment).err == warning);
  CHECK(RunEmulator({"run", scenario}, environment).err == warning);
  const RunningEmulator emulator;
  const std::string url = "http://127.0.0.1:" + std::to_string(emulator.port());
  const ProgramResult ready = RunEmulator({"ready", "--url", url}, environment);
  CHECK(ready.exit_code == 0);
  CHECK(ready.err == warning);
}

TEST_CASE("settings: run does not warn about the variable of an option that only serve has",
          "[e2e]") {
  const TempFolder folder;
  const std::string config = folder.Write("config", "watch = true\n");
  const std::string scenario = folder.Write("empty.json", "{\"steps\": [{\"advance\": \"P1D\"}]}");
  const ProgramResult result = RunEmulator({"run", "--config", config, scenario});
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
}

TEST_CASE("settings: mistakes in variables and files are named", "[e2e]") {
  const auto refusal = [](const Strings& arguments, const Strings& environment) {
    const ProgramResult result = RunEmulator(arguments, environment);
    CHECK(result.exit_code == 2);
    return result.err;
  };
  const TempFolder folder;
  CHECK(refusal({"--port", "0"}, {"PORTONE_EMULATOR_LOG_FORMAT=xml"}) ==
        "portone-emulator: PORTONE_EMULATOR_LOG_FORMAT must be text or json, not xml\n");
  CHECK(refusal({"--config", folder.GetPath("missing")}, {}) ==
        "portone-emulator: config file " + folder.GetPath("missing") + " cannot be read\n");
  const std::string unknown = folder.Write("unknown", "prot = 0\n");
  CHECK(refusal({"--config", unknown}, {}) ==
        "portone-emulator: " + unknown + ":1: unknown option prot; did you mean port?\n");
}

TEST_CASE("settings: each line of a text log has the offset of its time", "[e2e]") {
  RunningEmulator emulator({}, {"TZ=XXX-9"});
  CHECK(emulator.Stop().err.find("+09:00 info stopping on signal 15\n") != std::string::npos);
}

TEST_CASE("settings: every line of a JSON log is JSON", "[e2e]") {
  RunningEmulator emulator({"--log-format", "json", "--log-level", "debug", "--scenario",
                            SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  Send(emulator.port(), "GET /payments/%22quoted%22%0Aand%5Cmore?_token=t");
  Send(emulator.port(), "GET /payments/\xff\xfe");  // not UTF-8
  Send(emulator.port(), "POST /users/getToken", {"Content-Type: application/json"}, "{");
  std::istringstream log(emulator.Stop().err);
  int lines = 0;
  for (std::string line; std::getline(log, line); ++lines) {
    INFO(line);
    const auto parsed = Json::parse(line, nullptr, false);
    REQUIRE_FALSE(parsed.is_discarded());
    CHECK(parsed.contains("time"));
    CHECK(parsed.contains("level"));
    CHECK(parsed.at("message").is_string());
  }
  CHECK(lines == 8);  // the scenario, the start, its clock, the load, three requests and the end
}

TEST_CASE("settings: a log level suppresses lower levels", "[e2e]") {
  RunningEmulator emulator({"--log-level", "error"});
  Send(emulator.port(), "GET /payments/imps_1");
  CHECK(emulator.Stop().err.empty());
}

TEST_CASE("settings: strict keys refuse undeclared keys", "[e2e]") {
  const TempFolder folder;
  const std::string declared = folder.Write("declared.json", R"({"given": {"merchant":
      {"imp_key": "mine", "imp_secret": "hush"}}})");
  const RunningEmulator emulator({"--strict-keys", "--scenario", declared});
  CHECK(MerchantClient(emulator.port(), "mine", "hush").Authorize().status == 200);
  CHECK(MerchantClient(emulator.port(), "yours", "hush").Authorize().Summary() ==
        "401 -1 인증에 실패하였습니다. API키와 secret을 확인하세요.");
  CHECK(MerchantClient(emulator.port()).Authorize().status == 200);
}

TEST_CASE("settings: the body limit applies to the V1 API and not to the control API", "[e2e]") {
  const RunningEmulator emulator({"--max-body-bytes", "2000"});
  const std::string credentials = R"({"imp_key": "imp_apikey", "imp_secret": "x"})";
  const auto padded = [&credentials](std::size_t size) {
    return credentials + std::string(size - credentials.size(), ' ');
  };
  const Strings type{"Content-Type: application/json"};
  CHECK(Send(emulator.port(), "POST /users/getToken", type, padded(2000)).status == 401);
  const ReceivedReply refused = Send(emulator.port(), "POST /users/getToken", type, padded(2001));
  CHECK(refused.status == 413);
  CHECK(refused.At("/code") == "-1");
  const std::string advance = R"({"by": "1s"})";
  CHECK(
      Send(emulator.port(), "POST /_emulator/clock/advance", type, advance + std::string(3000, ' '))
          .status == 200);
}

TEST_CASE("settings: the webhook url of the command line overrides the scenario's", "[e2e]") {
  MerchantServer server;
  const RunningEmulator emulator({"--webhook-url", server.url("/here"), "--scenario",
                                  SourcePath("scenarios/kcp/monthly_subscription.json")});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  merchant.Post(
      "/subscribe/payments/again",
      R"({"customer_uid": "kim", "merchant_uid": "order-1", "amount": 1000, "name": "a"})");
  CHECK(server.Await(1).front().target == "/here");
}

}  // namespace
}  // namespace portone::testing
