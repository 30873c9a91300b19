// SPDX-License-Identifier: MIT
// Programs in the languages of shops, which call https://api.iamport.kr, connected to the emulator
// in each of the ways of docs/clients.md. Each makes the same calls and prints the replies. They
// use the distribution's runtimes by their paths; one that is not installed fails the test
// (scripts/install-packages.sh test).
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

std::string GetSessionPath(const std::string& file) {
  return SourcePath("tests/clients/sessions/" + file);
}

/// The programs of languages that have to be compiled, compiled once.
class CompiledSessions {
 public:
  CompiledSessions() {
    const ProgramResult java =
        RunToEnd({"/usr/bin/javac", "-cp", MakeClassPath(), "-d", folder_.path().string(),
                  GetSessionPath("Session.java"), GetSessionPath("OkHttpSession.java")});
    INFO(java.err);
    REQUIRE(java.exit_code == 0);
    const ProgramResult go = RunToEnd(
        {"/usr/bin/go", "build", "-o", folder_.GetPath("session-go"), GetSessionPath("session.go")},
        {"GOCACHE=" + folder_.GetPath("go-cache"), "GOPROXY=off"});
    INFO(go.err);
    REQUIRE(go.exit_code == 0);
  }

  Strings Java(const std::string& program, const std::string& client) const {
    return {"/usr/bin/java", "-XX:TieredStopAtLevel=1", "-cp", MakeClassPath(), program, client};
  }
  Strings Go() const { return {folder_.GetPath("session-go")}; }

 private:
  std::string MakeClassPath() const {
    return folder_.path().string() + ":/usr/share/java/okhttp.jar:/usr/share/java/okio.jar";
  }

  TempFolder folder_;
};

const CompiledSessions& GetCompiledSessions() {
  static const CompiledSessions sessions;
  return sessions;
}

Strings Node(const std::string& client) {
  return {"/usr/bin/node", GetSessionPath("session.js"), client};
}

Strings Python(const std::string& client) {
  return {"/usr/bin/python3", GetSessionPath("session.py"), client};
}

Strings Php(const std::string& client) {
  return {"/usr/bin/php", GetSessionPath("session.php"), client};
}

/// The command of each client program.
std::vector<Strings> AllSessions() {
  return {Node("https"),
          Node("fetch"),
          Python("urllib"),
          Python("requests"),
          Python("httpx"),
          Python("aiohttp"),
          {"/usr/bin/ruby", GetSessionPath("session.rb")},
          Php("curl"),
          Php("guzzle"),
          Php("guzzle-streams"),
          {"/bin/sh", GetSessionPath("session.sh")},
          GetCompiledSessions().Go(),
          GetCompiledSessions().Java("Session", "HttpURLConnection"),
          GetCompiledSessions().Java("Session", "HttpClient"),
          GetCompiledSessions().Java("OkHttpSession", "OkHttp")};
}

const Strings kCredentials{"IMP_KEY=" + std::string(kSampleKey),
                           "IMP_SECRET=" + std::string(kSampleSecret)};

ProgramResult RunEmulatorFor(Strings command, const Strings& session) {
  command.insert(command.end(), session.begin(), session.end());
  command.insert(command.begin(), PORTONE_PROGRAM);
  return RunToEnd(command, kCredentials);
}

void ExpectTranscript(const ProgramResult& result) {
  INFO(result.err);
  CHECK(result.out == ReadSourceFile("tests/clients/sessions/transcript.txt"));
  CHECK(result.exit_code == 0);
}

TEST_CASE("clients: under exec a program runs unchanged", "[shops]") {
  for (const Strings& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    ExpectTranscript(RunEmulatorFor({"exec", "--"}, session));
  }
}

TEST_CASE("clients: under exec with other hosts refused a program runs unchanged", "[shops]") {
  ExpectTranscript(RunEmulatorFor({"exec", "--offline", "--"}, Python("requests")));
}

TEST_CASE("clients: with the output of env a program runs unchanged", "[shops]") {
  for (const Strings& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    const TempFolder folder;
    const RunningEmulator emulator;
    Strings command{"/bin/sh",
                    "-c",
                    "eval \"$(\"$1\" env --url \"$2\" --dir \"$3\")\"; shift 3; exec \"$@\"",
                    "sh",
                    PORTONE_PROGRAM,
                    emulator.base_url(),
                    folder.path().string()};
    command.insert(command.end(), session.begin(), session.end());
    ExpectTranscript(RunToEnd(command, kCredentials));
  }
}

/// Runs a line of shell in a network namespace that has only the loopback, and in which the real
/// service's name is an alias of this machine, as with the alias of a container.
ProgramResult RunWithHostAlias(const std::string& line, const Strings& arguments,
                               const Strings& environment) {
  const TempFolder folder;
  const std::string hosts =
      folder.Write("hosts", "127.0.0.1 localhost api.iamport.kr other.test\n");
  Strings command{"/usr/bin/unshare",
                  "--map-root-user",
                  "--net",
                  "--mount",
                  "/bin/sh",
                  "-c",
                  "ip link set lo up && mount --bind \"$1\" /etc/hosts || exit 1; shift; " + line,
                  "sh",
                  hosts};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return RunToEnd(command, environment);
}

TEST_CASE("clients: in place of the real host only the certificate authority has to be trusted",
          "[shops]") {
  for (const Strings& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    const TempFolder folder;
    Strings arguments{PORTONE_PROGRAM, folder.path().string()};
    arguments.insert(arguments.end(), session.begin(), session.end());
    ExpectTranscript(
        RunWithHostAlias("\"$1\" serve --port 443 --log-level error >/dev/null & emulator=$!; "
                         "export PORTONE_EMULATOR_URL=http://127.0.0.1:443; "
                         "\"$1\" ready --wait 60 && eval \"$(\"$1\" env --dir \"$2\" | grep -E "
                         "'CERT|BUNDLE|PHP')\"; "
                         "export JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=$2/trust-store.p12 "
                         "-Djavax.net.ssl.trustStorePassword=changeit\"; "
                         "shift 2; \"$@\"; code=$?; kill $emulator; wait; exit $code",
                         arguments, kCredentials));
  }
}

TEST_CASE("clients: in place of the real host Java trusts the store with the single entry",
          "[shops]") {
  const TempFolder folder;
  Strings arguments{PORTONE_PROGRAM, folder.path().string()};
  const Strings session = GetCompiledSessions().Java("Session", "HttpClient");
  arguments.insert(arguments.end(), session.begin(), session.end());
  ExpectTranscript(
      RunWithHostAlias("\"$1\" serve --port 443 --log-level error >/dev/null & emulator=$!; "
                       "export PORTONE_EMULATOR_URL=http://127.0.0.1:443; "
                       "\"$1\" ready --wait 60 && \"$1\" ca --p12 \"$2/ca.p12\"; "
                       "export JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=$2/ca.p12 "
                       "-Djavax.net.ssl.trustStorePassword=changeit\"; "
                       "shift 2; \"$@\"; code=$?; kill $emulator; wait; exit $code",
                       arguments, kCredentials));
}

TEST_CASE("clients: a PHP stream with the proxy in its context trusts the emulator's certificate",
          "[shops]") {
  const ProgramResult result = RunEmulatorFor(
      {"exec", "--"},
      {"/usr/bin/php", "-r",
       "echo file_get_contents('https://api.iamport.kr/payments/imp_1', false, "
       "stream_context_create(['http' => ['ignore_errors' => true, 'request_fulluri' => true, "
       "'proxy' => str_replace('http:', 'tcp:', getenv('HTTPS_PROXY'))]]));"});
  INFO(result.err);
  CHECK(result.out.starts_with("{\"code\":-1,"));
}

TEST_CASE("clients: other hosts are passed through, and refused when offline", "[shops]") {
  const ProgramResult result = RunWithHostAlias(
      "\"$1\" serve --port 8080 --allow-host other.test --log-level error >/dev/null & "
      "emulator=$!; \"$1\" ready --url http://127.0.0.1:8080 --wait 60; "
      "get='/usr/bin/curl -sS -o /dev/null -w %{http_code}: "
      "http://other.test:8080/_emulator/health'; "
      "\"$1\" exec --proxy-passthrough other.test -- $get; \"$1\" exec --offline -- $get; "
      "kill $emulator; wait",
      {PORTONE_PROGRAM}, {});
  INFO(result.err);
  CHECK(result.out == "200:403:");
}

TEST_CASE("clients: without an emulator a program fails", "[shops]") {
  for (const Strings& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    Strings command{"/usr/bin/unshare", "--map-root-user", "--net"};
    command.insert(command.end(), session.begin(), session.end());
    const ProgramResult result = RunToEnd(command, kCredentials);
    CHECK(result.exit_code != 0);
    CHECK(result.out.empty());
  }
}

}  // namespace
}  // namespace portone::testing
