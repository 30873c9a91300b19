// SPDX-License-Identifier: MIT
// Programs in the languages of shops, with https://api.iamport.kr as a literal, brought here in
// each of the ways of docs/clients.md. Each makes the same session and prints what came back. They
// use the distribution's run times by their paths; one that is not installed fails the test
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

using Words = std::vector<std::string>;

std::string PathOfSession(const std::string& file) {
  return InTree("tests/clients/sessions/" + file);
}

/// Programs that have to be compiled, compiled once.
class CompiledSessions {
 public:
  CompiledSessions() {
    const Ending java =
        RunToEnd({"/usr/bin/javac", "-cp", ClassPath(), "-d", folder_.path().string(),
                  PathOfSession("Session.java"), PathOfSession("OkHttpSession.java")});
    INFO(java.err);
    REQUIRE(java.exit_code == 0);
    const Ending go = RunToEnd(
        {"/usr/bin/go", "build", "-o", folder_.PathOf("session-go"), PathOfSession("session.go")},
        {"GOCACHE=" + folder_.PathOf("go-cache"), "GOPROXY=off"});
    INFO(go.err);
    REQUIRE(go.exit_code == 0);
  }

  Words Java(const std::string& program, const std::string& client) const {
    return {"/usr/bin/java", "-XX:TieredStopAtLevel=1", "-cp", ClassPath(), program, client};
  }
  Words Go() const { return {folder_.PathOf("session-go")}; }

 private:
  std::string ClassPath() const {
    return folder_.path().string() + ":/usr/share/java/okhttp.jar:/usr/share/java/okio.jar";
  }

  TempFolder folder_;
};

const CompiledSessions& Compiled() {
  static const CompiledSessions sessions;
  return sessions;
}

Words Node(const std::string& client) {
  return {"/usr/bin/node", PathOfSession("session.js"), client};
}

Words Python(const std::string& client) {
  return {"/usr/bin/python3", PathOfSession("session.py"), client};
}

Words Php(const std::string& client) {
  return {"/usr/bin/php", PathOfSession("session.php"), client};
}

/// One for each client.
std::vector<Words> AllSessions() {
  return {Node("https"),
          Node("fetch"),
          Python("urllib"),
          Python("requests"),
          Python("httpx"),
          Python("aiohttp"),
          {"/usr/bin/ruby", PathOfSession("session.rb")},
          Php("curl"),
          Php("guzzle"),
          Php("guzzle-streams"),
          {"/bin/sh", PathOfSession("session.sh")},
          Compiled().Go(),
          Compiled().Java("Session", "HttpURLConnection"),
          Compiled().Java("Session", "HttpClient"),
          Compiled().Java("OkHttpSession", "OkHttp")};
}

const Words kKeys{"IMP_KEY=" + std::string(kSampleKey), "IMP_SECRET=" + std::string(kSampleSecret)};

Ending RunEmulatorFor(Words words, const Words& session) {
  words.insert(words.end(), session.begin(), session.end());
  words.insert(words.begin(), PORTONE_PROGRAM);
  return RunToEnd(words, kKeys);
}

void ExpectTranscript(const Ending& ending) {
  INFO(ending.err);
  CHECK(ending.out == ReadSourceFile("tests/clients/sessions/transcript.txt"));
  CHECK(ending.exit_code == 0);
}

TEST_CASE("clients: under exec a program runs as it is", "[shops]") {
  for (const Words& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    ExpectTranscript(RunEmulatorFor({"exec", "--"}, session));
  }
}

TEST_CASE("clients: under exec with other hosts refused a program runs as it is", "[shops]") {
  ExpectTranscript(RunEmulatorFor({"exec", "--offline", "--"}, Python("requests")));
}

TEST_CASE("clients: with the lines of env a program runs as it is", "[shops]") {
  for (const Words& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    const TempFolder folder;
    const RunningEmulator emulating;
    Words words{"/bin/sh",
                "-c",
                "eval \"$(\"$1\" env --url \"$2\" --dir \"$3\")\"; shift 3; exec \"$@\"",
                "sh",
                PORTONE_PROGRAM,
                emulating.base_url(),
                folder.path().string()};
    words.insert(words.end(), session.begin(), session.end());
    ExpectTranscript(RunToEnd(words, kKeys));
  }
}

/// Runs a line of shell on a machine of its own: no network but loopback, in which the name of the
/// real service is this machine's, as the alias of a container makes it.
Ending RunWithAlias(const std::string& line, const Words& arguments, const Words& environment) {
  const TempFolder folder;
  const std::string hosts =
      folder.Write("hosts", "127.0.0.1 localhost api.iamport.kr other.test\n");
  Words words{"/usr/bin/unshare",
              "--map-root-user",
              "--net",
              "--mount",
              "/bin/sh",
              "-c",
              "ip link set lo up && mount --bind \"$1\" /etc/hosts || exit 1; shift; " + line,
              "sh",
              hosts};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return RunToEnd(words, environment);
}

TEST_CASE("clients: in the place of the real host only the authority has to be trusted",
          "[shops]") {
  for (const Words& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    const TempFolder folder;
    Words arguments{PORTONE_PROGRAM, folder.path().string()};
    arguments.insert(arguments.end(), session.begin(), session.end());
    ExpectTranscript(
        RunWithAlias("\"$1\" serve --port 443 --log-level error >/dev/null & emulator=$!; "
                     "export PORTONE_EMULATOR_URL=http://127.0.0.1:443; "
                     "\"$1\" ready --wait 60 && eval \"$(\"$1\" env --dir \"$2\" | grep -E "
                     "'CERT|BUNDLE|PHP')\"; "
                     "export JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=$2/trust-store.p12 "
                     "-Djavax.net.ssl.trustStorePassword=changeit\"; "
                     "shift 2; \"$@\"; code=$?; kill $emulator; wait; exit $code",
                     arguments, kKeys));
  }
}

TEST_CASE("clients: in the place of the real host Java trusts the store with the one entry",
          "[shops]") {
  const TempFolder folder;
  Words arguments{PORTONE_PROGRAM, folder.path().string()};
  const Words session = Compiled().Java("Session", "HttpClient");
  arguments.insert(arguments.end(), session.begin(), session.end());
  ExpectTranscript(
      RunWithAlias("\"$1\" serve --port 443 --log-level error >/dev/null & emulator=$!; "
                   "export PORTONE_EMULATOR_URL=http://127.0.0.1:443; "
                   "\"$1\" ready --wait 60 && \"$1\" ca --p12 \"$2/ca.p12\"; "
                   "export JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=$2/ca.p12 "
                   "-Djavax.net.ssl.trustStorePassword=changeit\"; "
                   "shift 2; \"$@\"; code=$?; kill $emulator; wait; exit $code",
                   arguments, kKeys));
}

TEST_CASE("clients: a stream of PHP with the proxy in its context trusts what it meets",
          "[shops]") {
  const Ending ending = RunEmulatorFor(
      {"exec", "--"},
      {"/usr/bin/php", "-r",
       "echo file_get_contents('https://api.iamport.kr/payments/imp_1', false, "
       "stream_context_create(['http' => ['ignore_errors' => true, 'request_fulluri' => true, "
       "'proxy' => str_replace('http:', 'tcp:', getenv('HTTPS_PROXY'))]]));"});
  INFO(ending.err);
  CHECK(ending.out.starts_with("{\"code\":-1,"));
}

TEST_CASE("clients: other hosts are passed through, and refused when offline", "[shops]") {
  const Ending ending = RunWithAlias(
      "\"$1\" serve --port 8080 --allow-host other.test --log-level error >/dev/null & "
      "emulator=$!; \"$1\" ready --url http://127.0.0.1:8080 --wait 60; "
      "get='/usr/bin/curl -sS -o /dev/null -w %{http_code}: "
      "http://other.test:8080/_emulator/health'; "
      "\"$1\" exec --proxy-passthrough other.test -- $get; \"$1\" exec --offline -- $get; "
      "kill $emulator; wait",
      {PORTONE_PROGRAM}, {});
  INFO(ending.err);
  CHECK(ending.out == "200:403:");
}

TEST_CASE("clients: without an emulator a program fails", "[shops]") {
  for (const Words& session : AllSessions()) {
    INFO(session[0] << ' ' << (session.size() > 1 ? session.back() : ""));
    Words words{"/usr/bin/unshare", "--map-root-user", "--net"};
    words.insert(words.end(), session.begin(), session.end());
    const Ending ending = RunToEnd(words, kKeys);
    CHECK(ending.exit_code != 0);
    CHECK(ending.out.empty());
  }
}

}  // namespace
}  // namespace portone::testing
