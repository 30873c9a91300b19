// SPDX-License-Identifier: MIT
// Starting the program: the ready line, and a one-line error when it cannot start.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

/// Refused at start: exit code 2, nothing on standard output, one line on standard error.
std::string RunAndGetRefusal(const std::vector<std::string>& arguments,
                             const std::vector<std::string>& environment = {}) {
  const ProgramResult result = RunEmulator(arguments, environment);
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  return result.err;
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("start: the ready line has the URLs", "[e2e]") {
  RunningEmulator emulator;
  const std::string url = emulator.base_url();
  CHECK(emulator.ready_line() ==
        "portone-emulator ready: " + url + " control: " + url + "/_emulator");
  const ProgramResult result = emulator.Stop();
  CHECK(result.out == emulator.ready_line() + "\n");
}

TEST_CASE("start: serve is the default command", "[e2e]") {
  Program program({PORTONE_PROGRAM, "--port", "0"});
  CHECK(program.ReadLine().starts_with("portone-emulator ready: http://127.0.0.1:"));
  program.Signal(SIGTERM);
  CHECK(program.Await().exit_code == 0);
}

TEST_CASE("start: connections are accepted once the ready line is printed", "[e2e]") {
  const RunningEmulator emulator;
  const ReceivedReply health = Send(emulator.port(), "GET /_emulator/health");
  CHECK(health.status == 200);
  CHECK(health.At("/status") == "ok");
}

TEST_CASE("start: by default it listens on the loopback address only", "[e2e]") {
  const RunningEmulator everywhere({"--host", "0.0.0.0"});
  CHECK(Contains(everywhere.ready_line(), "ready: http://127.0.0.1:"));
  CHECK(Send(everywhere.port(), "GET /_emulator/health").status == 200);
  // All of 127.0.0.0/8 is this machine, so another of its addresses shows the difference.
  CHECK(RunToEnd({"curl", "-sf",
                  "http://127.0.0.2:" + std::to_string(everywhere.port()) + "/_emulator/health"})
            .exit_code == 0);
  const RunningEmulator local;
  CHECK(RunToEnd({"curl", "-sf",
                  "http://127.0.0.2:" + std::to_string(local.port()) + "/_emulator/health"})
            .exit_code != 0);
}

TEST_CASE("start: the limit of open files is raised to what is allowed", "[e2e]") {
  Program program({"sh", "-c", "ulimit -S -n 64; exec \"$0\" serve --port 0", PORTONE_PROGRAM});
  CHECK(program.ReadLine().starts_with("portone-emulator ready: "));
  std::ifstream limits("/proc/" + std::to_string(program.pid()) + "/limits");
  std::string line;
  while (std::getline(limits, line) && !line.starts_with("Max open files")) {
  }
  std::istringstream fields(line);
  std::string max, open, files, soft, hard;
  fields >> max >> open >> files >> soft >> hard;
  CHECK(soft == hard);
  CHECK(soft != "64");
  program.Signal(SIGTERM);
  CHECK(program.Await().exit_code == 0);
}

TEST_CASE("start: the port file is written before the ready line", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulator({"--port-file", folder.GetPath("port")});
  CHECK(folder.Read("port") == std::to_string(emulator.port()) + "\n");
  CHECK_FALSE(folder.Has("port.new"));
}

TEST_CASE("start: a port file that cannot be written is an error", "[e2e]") {
  const TempFolder folder;
  const std::string path = folder.GetPath("missing/port");
  CHECK(RunAndGetRefusal({"--log-level", "error", "--port", "0", "--port-file", path}) ==
        "portone-emulator: port file " + path + " cannot be written\n");
}

TEST_CASE("start: a port in use is an error, and its server keeps its connections", "[e2e]") {
  const RunningEmulator first;
  const std::string port = std::to_string(first.port());
  const std::string refusal = RunAndGetRefusal({"serve", "--port", port});
  CHECK(refusal ==
        "portone-emulator: cannot listen on 127.0.0.1:" + port +
            ": Address already in use by another emulator; --port 0 takes a free port\n");
  CHECK(Send(first.port(), "GET /_emulator/health").status == 200);
  const SilentPort other;
  CHECK(RunAndGetRefusal({"serve", "--port", std::to_string(other.port())}) ==
        "portone-emulator: cannot listen on 127.0.0.1:" + std::to_string(other.port()) +
            ": Address already in use; --port 0 takes a free port\n");
}

TEST_CASE("start: a host that is not local is an error", "[e2e]") {
  CHECK(Contains(RunAndGetRefusal({"--port", "0", "--host", "192.0.2.1"}),
                 "portone-emulator: cannot listen on 192.0.2.1:0: "));
}

TEST_CASE("start: mistakes on the command line are reported", "[e2e]") {
  CHECK(RunAndGetRefusal({"serve", "--prot", "0"}) ==
        "portone-emulator: unknown option --prot; did you mean --port?\n");
  CHECK(Contains(RunAndGetRefusal({"--port", "many"}), "many"));
  CHECK(RunAndGetRefusal({"--port", "65536"}) ==
        "portone-emulator: port must be from 0 to 65535, not 65536\n");
  CHECK(Contains(RunAndGetRefusal({"--port", "-1"}), "-1"));
  CHECK(Contains(RunAndGetRefusal({"serve", "quickly"}), "unexpected argument quickly"));
  CHECK(RunAndGetRefusal({"play"}) ==
        "portone-emulator: unknown command play (--help lists them)\n");
  CHECK(RunAndGetRefusal({"--log-format", "xml"}) ==
        "portone-emulator: log-format must be text or json, not xml\n");
  CHECK(RunAndGetRefusal({"--log-level", "loud"}) ==
        "portone-emulator: log-level must be debug, info, warning or error, not loud\n");
  CHECK(RunAndGetRefusal({"--webhook-url", "ftp://shop/"}) ==
        "portone-emulator: webhook-url must be an http or https URL, not ftp://shop/\n");
  CHECK(Contains(RunAndGetRefusal({"--port", "0", "--port", "1"}), "port"));
}

TEST_CASE("start: ready refuses a malformed URL without waiting, and says where nothing answers",
          "[e2e]") {
  CHECK(RunAndGetRefusal({"ready", "--url", "nope"}) ==
        "portone-emulator: url must be an http or https URL, not nope\n");
  const ProgramResult none = RunEmulator({"ready", "--url", "http://127.0.0.1:1/"});
  CHECK(none.exit_code == 1);
  CHECK(none.err == "portone-emulator: no emulator answers at http://127.0.0.1:1/\n");
}

TEST_CASE("start: an option of another command is an error", "[e2e]") {
  const auto [arguments, option] = GENERATE(table<std::vector<std::string>, std::string>({
      {{"serve", "--junit", "report.xml"}, "serve does not take --junit"},
      {{"--wait", "5"}, "serve does not take --wait"},
      {{"run", ".", "--watch"}, "run does not take --watch"},
      {{"run", "--max-sandboxes", "1", "--log-level", "info", "."},
       "run does not take --log-level"},
      {{"validate", "--tag", "x", "."}, "validate does not take --tag"},
      {{"ready", "--scenario", "."}, "ready does not take --scenario"},
  }));
  CHECK(RunAndGetRefusal(arguments) == "portone-emulator: " + option + "; see --help\n");
}

TEST_CASE("start: an unreadable scenario is an error with the file name", "[e2e]") {
  const TempFolder folder;
  const std::string missing = folder.GetPath("missing.json");
  CHECK(RunAndGetRefusal({"--port", "0", "--scenario", missing}) ==
        "portone-emulator: " + missing + ": No such file or directory\n");
  const std::string broken = folder.Write("broken.json", "{\n  \"seed\": 7,\n  \"clock\" {}\n}");
  CHECK(Contains(RunAndGetRefusal({"--port", "0", "--scenario", broken}),
                 "portone-emulator: " + broken + ":3:1"));
  CHECK(Contains(RunAndGetRefusal({"--port", "0", "--scenario", folder.GetPath("")}),
                 "portone-emulator: " + folder.GetPath("")));
}

TEST_CASE("start: an unknown key in a scenario is an error with its position", "[e2e]") {
  const TempFolder folder;
  const std::string path =
      folder.Write("scenario.json", R"({"given": {"chanels": [{"pg": "kcp"}]}})");
  const std::string refusal = RunAndGetRefusal({"--port", "0", "--scenario", path});
  CHECK(Contains(refusal, path + ":1:12: /given/chanels: "));
  CHECK(Contains(refusal, "channels"));
}

TEST_CASE("start: help and version are printed with exit code 0", "[e2e]") {
  const ProgramResult help = RunEmulator({"--help"});
  CHECK(help.exit_code == 0);
  CHECK(help.err.empty());
  for (const char* word : {"serve", "run PATH...", "exec -- COMMAND...", "--config", "--sandbox"}) {
    INFO(word);
    CHECK(Contains(help.out, word));
  }
  const ProgramResult serve = RunEmulator({"serve", "--help"});
  for (const char* flag :
       {"--host", "--port", "--port-file", "--scenario", "--watch", "--webhook-url", "--log-format",
        "--log-level", "--strict-keys", "--max-sandboxes", "--config"}) {
    INFO(flag);
    CHECK(Contains(serve.out, flag));
  }
  CHECK(RunEmulator({"run", "-h"}).out == RunEmulator({"help", "run"}).out);
  const ProgramResult version = RunEmulator({"--version"});
  CHECK(version.exit_code == 0);
  CHECK(version.out == "0.1.0\n");
}

TEST_CASE("start: a URL file that cannot be written is a warning", "[e2e]") {
  const TempFolder folder;
  RunningEmulator emulator({"--url-file", folder.GetPath("missing/url")});
  CHECK(Send(emulator.port(), "GET /_emulator/health").status == 200);
  CHECK(emulator.Stop().err.find("URL file " + folder.GetPath("missing/url") +
                                 " cannot be written") != std::string::npos);
}

TEST_CASE("start: a planted symbolic link is not followed", "[e2e]") {
  const TempFolder folder;
  const std::string precious = folder.Write("precious", "mine\n");
  const std::string option = GENERATE("--port-file", "--url-file");
  for (const char* name : {"file", "file.new"}) {
    CAPTURE(option, name);
    const std::string link = folder.GetPath(name);
    std::filesystem::create_symlink(precious, link);
    Program program({PORTONE_PROGRAM, "serve", "--port", "0", option, folder.GetPath("file")});
    program.ReadLine();
    program.Signal(SIGTERM);
    // A link in the place of the file is an error; one in the place of the temporary file that is
    // renamed is replaced.
    const bool is_refused = std::string(name) == "file";
    CHECK(program.Await().exit_code == (is_refused ? 2 : 0));
    CHECK(folder.Read("precious") == "mine\n");
    std::filesystem::remove(link);
  }
}

TEST_CASE("start: the port file does not exist while loading and after the end", "[e2e]") {
  const TempFolder folder;
  const std::string port_file = folder.Write("port", "4711\n");
  const std::string missing = folder.GetPath("missing.json");
  CHECK(RunEmulator({"--port", "0", "--port-file", port_file, "--scenario", missing}).exit_code ==
        2);
  CHECK_FALSE(folder.Has("port"));
  RunningEmulator emulator({"--port-file", port_file});
  CHECK(folder.Has("port"));
  emulator.Stop();
  CHECK_FALSE(folder.Has("port"));
}

TEST_CASE("start: the ready line has the address to which the host name resolves", "[e2e]") {
  const RunningEmulator emulator({"--host", "localhost"});
  CHECK(emulator.ready_line().starts_with("portone-emulator ready: http://127.0.0.1:"));
  CHECK(Send(emulator.port(), "GET /_emulator/health").status == 200);
}

TEST_CASE("start: on the loopback, other host names and pages of other origins are refused",
          "[e2e]") {
  const auto status = [](const RunningEmulator& emulator, const std::string& header) {
    RawSocket client = RawSocket::Connect(emulator.port());
    const std::string host = header.starts_with("Host:") ? "" : "Host: 127.0.0.1\r\n";
    client.Send("GET /_emulator/health HTTP/1.1\r\n" + host + header + "\r\n\r\n");
    return client.ReadReply().status;
  };
  const RunningEmulator closed;
  CHECK(status(closed, "Host: evil.example") == 403);
  CHECK(status(closed, "Origin: http://localhost:3000") == 403);
  CHECK(status(closed, "Host: localhost") == 200);
  const RunningEmulator open({"--allow-host", "emulator.test", "--allow-host", "b.test"},
                             {"PORTONE_EMULATOR_ALLOW_ORIGIN=http://localhost:3000,http://b.test"});
  CHECK(status(open, "Host: emulator.test:80") == 200);
  CHECK(status(open, "Host: b.test") == 200);
  CHECK(status(open, "Host: c.test") == 403);
  CHECK(status(open, "Origin: http://localhost:3000") == 200);
  CHECK(status(open, "Origin: http://b.test") == 200);
  CHECK(status(open, "Origin: http://c.test") == 403);
  const RunningEmulator everywhere({"--host", "0.0.0.0"});
  CHECK(status(everywhere, "Host: emulator") == 200);  // a service's name among containers
  CHECK(status(everywhere, "Origin: http://evil.example") == 403);
}

TEST_CASE("start: terminal control characters are escaped in the log", "[e2e]") {
  RunningEmulator emulator;
  RawSocket client = RawSocket::Connect(emulator.port());
  client.Send("GET /a\xc2\x9b[31m\xff HTTP/1.1\r\nHost: x\r\n\r\n");
  client.ReadReply();
  const std::string log = emulator.Stop().err;
  INFO(log);
  CHECK(log.find("\xc2\x9b") == std::string::npos);
  CHECK(log.find("/a\\xc2\\x9b[31m\\xff") != std::string::npos);
}

}  // namespace
}  // namespace portone::testing
