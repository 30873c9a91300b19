// SPDX-License-Identifier: MIT
// `portone-emulator exec` and `env` around small shell scripts: what the command gets, how it ends,
// and what is left behind.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Words = std::vector<std::string>;

Words ExecWords(const Words& options, const Words& command) {
  Words words{"exec"};
  words.insert(words.end(), options.begin(), options.end());
  words.emplace_back("--");
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

/// Runs a line of shell under `exec`.
Ending Exec(const std::string& line, const Words& environment = {}, const Words& options = {}) {
  return RunEmulator(ExecWords(options, {"/bin/sh", "-c", line}), environment);
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The value that the command sees.
std::string ValueUnderExec(const std::string& name, const Words& environment = {}) {
  const Ending ending = Exec("printf %s \"$" + name + "\"", environment);
  CHECK(ending.exit_code == 0);
  return ending.out;
}

TEST_CASE("exec: the command runs beside an emulator that its variable names", "[e2e]") {
  const Ending ending = Exec("curl -sS -w ' %{http_code}' $PORTONE_EMULATOR_URL/_emulator/health");
  CHECK(ending.exit_code == 0);
  CHECK(Has(ending.out, "\"status\":\"ok\""));
  CHECK(ending.out.ends_with(" 200"));
  CHECK(ending.err.empty());
}

TEST_CASE("exec: arguments reach the command as they are", "[e2e]") {
  const Ending ending =
      RunEmulator(ExecWords({}, {"/usr/bin/printf", "<%s>", "--port", "a b", "--", "$HOME"}));
  CHECK(ending.out == "<--port><a b><--><$HOME>");
  CHECK(ending.exit_code == 0);
}

TEST_CASE("exec: standard input is the command's", "[e2e]") {
  const Ending ending =
      RunToEnd({"/bin/sh", "-c", "echo in | \"$0\" exec -- /bin/cat", PORTONE_PROGRAM});
  CHECK(ending.out == "in\n");
}

TEST_CASE("exec: the exit code is the command's", "[e2e]") {
  CHECK(Exec("exit 0").exit_code == 0);
  CHECK(Exec("exit 3").exit_code == 3);
  CHECK(Exec("kill -9 $$").exit_code == 128 + 9);
}

TEST_CASE("exec: a command that cannot be started gives the exit codes of a shell", "[e2e]") {
  const Ending missing = RunEmulator(ExecWords({}, {"no-such-program"}));
  CHECK(missing.exit_code == 127);
  CHECK(missing.err ==
        "portone-emulator: no-such-program cannot be started: No such file or directory\n");
  const TempFolder folder;
  const std::string file = folder.Write("shop", "#!/bin/sh\n");
  const Ending not_executable = RunEmulator(ExecWords({}, {file}));
  CHECK(not_executable.exit_code == 126);
  CHECK(not_executable.err ==
        "portone-emulator: " + file + " cannot be started: Permission denied\n");
}

TEST_CASE("exec: an emulator that cannot start is told apart from the command", "[e2e]") {
  const Ending ending = Exec("echo ran", {}, {"--scenario", "/no/such/file.json"});
  CHECK(ending.exit_code == 125);
  CHECK(ending.out.empty());
  CHECK(Has(ending.err, "/no/such/file.json"));
  const Ending no_folder = Exec("echo ran", {"TMPDIR=/no/such/folder"});
  CHECK(no_folder.exit_code == 125);
  CHECK(Has(no_folder.err, "TMPDIR"));
}

TEST_CASE("exec: signals are passed on, and the end is the command's", "[e2e]") {
  const int number = GENERATE(SIGINT, SIGTERM, SIGHUP, SIGUSR1);
  Program program({PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c",
                   "trap 'echo caught; exit 7' INT TERM HUP USR1; echo ready; "
                   "while :; do sleep 0.1; done"});
  REQUIRE(program.ReadLine() == "ready");
  program.Signal(number);
  CHECK(program.ReadLine() == "caught");
  CHECK(program.Await().exit_code == 7);
}

TEST_CASE("exec: a signal that ends the command ends with 128 and its number", "[e2e]") {
  Program waiting(
      {PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c", "echo ready; exec tail -f /dev/null"});
  REQUIRE(waiting.ReadLine() == "ready");
  waiting.Signal(SIGTERM);
  CHECK(waiting.Await().exit_code == 128 + SIGTERM);
}

TEST_CASE("exec: the command starts with no signal blocked or ignored", "[e2e]") {
  const Ending ending = Exec("grep -E '^Sig(Blk|Ign)' /proc/self/status");
  std::istringstream lines(ending.out);
  int count = 0;
  for (std::string name, mask; lines >> name >> mask; ++count) {
    INFO(ending.out);
    // Without the two that belong to the C library's threads.
    CHECK((std::stoull(mask, nullptr, 16) & ~0x180000000ULL) == 0);
  }
  CHECK(count == 2);
}

TEST_CASE("exec: the files are private to the user and removed in the end", "[e2e]") {
  const TempFolder folder;
  const Ending ending =
      Exec("echo \"$NODE_EXTRA_CA_CERTS\"; stat -c %a \"$(dirname \"$NODE_EXTRA_CA_CERTS\")\"",
           {"TMPDIR=" + folder.path().string()});
  CHECK(Has(ending.out, folder.path().string()));
  CHECK(ending.out.ends_with("\n700\n"));
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(Exec("exit 1", {"TMPDIR=" + folder.path().string()}).exit_code == 1);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("exec: what the user has set is extended", "[e2e]") {
  CHECK(ValueUnderExec("NODE_OPTIONS", {"NODE_OPTIONS=--max-old-space-size=512"})
            .starts_with("--max-old-space-size=512 --require \""));
  CHECK(
      ValueUnderExec("JAVA_TOOL_OPTIONS", {"JAVA_TOOL_OPTIONS=-Xmx64m"}).starts_with("-Xmx64m -D"));
  CHECK(ValueUnderExec("NO_PROXY", {"NO_PROXY=db.test,*,.kr"}) ==
        "db.test,localhost,127.0.0.1,::1");
  CHECK(ValueUnderExec("PHP_INI_SCAN_DIR").starts_with(":/"));
  CHECK(ValueUnderExec("PHP_INI_SCAN_DIR", {"PHP_INI_SCAN_DIR=/etc/shop"})
            .starts_with("/etc/shop:/"));
}

TEST_CASE("exec: authorities that the user's variables name stay trusted", "[e2e]") {
  const TempFolder folder;
  const std::string own = folder.Write("own.pem", "");
  const Ending made = RunToEnd({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=own", "-keyout",
                                folder.PathOf("key.pem"), "-out", own});
  REQUIRE(made.exit_code == 0);
  const std::string lines = folder.Read("own.pem");
  const std::string body = lines.substr(lines.find('\n') + 1, 60);
  const Ending ending = Exec("grep -c \"" + body + "\" \"$SSL_CERT_FILE\" \"$NODE_EXTRA_CA_CERTS\"",
                             {"NODE_EXTRA_CA_CERTS=" + own});
  INFO(ending.out << ending.err);
  CHECK(ending.exit_code == 0);
}

TEST_CASE("exec: the trust store of Java holds each authority of the bundle", "[e2e]") {
  const Ending ending = Exec(
      "grep -c 'BEGIN CERTIFICATE' \"$SSL_CERT_FILE\"; JAVA_TOOL_OPTIONS= /usr/bin/keytool -list "
      "-storepass changeit -keystore \"$(dirname \"$SSL_CERT_FILE\")/trust-store.p12\" "
      "| grep -c trustedCertEntry");
  INFO(ending.err);
  std::istringstream counts(ending.out);
  int bundle = 0, store = 0;
  counts >> bundle >> store;
  CHECK(bundle > 1);  // the system's, and ours
  CHECK(store == bundle);
}

TEST_CASE("exec: a command that fails is followed by what it asked for", "[e2e]") {
  const Ending ending = Exec(
      "token=$(curl -s $PORTONE_EMULATOR_URL/users/getToken -d imp_key=shop -d imp_secret=s | "
      "sed 's/.*access_token\":\"\\([^\"]*\\).*/\\1/');"
      "curl -s -o /dev/null -H \"Authorization: $token\" $PORTONE_EMULATOR_URL/payments/imp_1;"
      "exit 4");
  CHECK(ending.exit_code == 4);
  CHECK(ending.err ==
        "portone-emulator: /bin/sh failed (exit code 4); its calls:\n"
        "  imp_key shop:\n"
        "    POST /users/getToken: 200\n"
        "    GET /payments/imp_1: 404 code -1 \"존재하지 않는 결제정보입니다.\"\n");
}

TEST_CASE("exec: webhooks that were not accepted are told of when the command fails", "[e2e]") {
  const Ending ending = Exec(
      "token=$(curl -s $PORTONE_EMULATOR_URL/users/getToken -d imp_key=shop -d imp_secret=s | "
      "sed 's/.*access_token\":\"\\([^\"]*\\).*/\\1/');"
      "curl -s -o /dev/null -H \"Authorization: $token\" "
      "$PORTONE_EMULATOR_URL/subscribe/payments/onetime -d merchant_uid=o1 -d amount=9900 "
      "-d card_number=1234-1234-1234-1234 -d expiry=2030-12 -d birth=820213 -d pwd_2digit=00;"
      "curl -s -o /dev/null -X POST $PORTONE_EMULATOR_URL/_emulator/settle;"
      "exit 4",
      {}, {"--webhook-url", "http://127.0.0.1:1/hook"});
  INFO(ending.err);
  CHECK(
      Has(ending.err, "    webhook of o1 (paid) to http://127.0.0.1:1/hook: connection refused\n"));
}

TEST_CASE("exec: a command that fails without any call is told that", "[e2e]") {
  CHECK(Has(Exec("exit 1").err, "no V1 call has reached the emulator"));
}

TEST_CASE("exec: another command can run beside the command", "[e2e]") {
  const TempFolder folder;
  const std::string seen = folder.PathOf("url");
  const Ending ending = Exec(
      "until [ -s '" + seen + "' ]; do :; done; echo $PORTONE_EMULATOR_URL; cat '" + seen + "'", {},
      {"--with", "echo $PORTONE_EMULATOR_URL > '" + seen + ".new'; mv '" + seen + ".new' '" + seen +
                     "'; exec tail -f /dev/null"});
  std::istringstream lines(ending.out);
  std::string mine, its;
  lines >> mine >> its;
  CHECK(ending.exit_code == 0);
  CHECK(mine.starts_with("http://127.0.0.1:"));
  CHECK(mine == its);
}

TEST_CASE("exec: what runs beside the command is ended with all that it started", "[e2e]") {
  const TempFolder folder;
  const Ending ending =
      Exec("until [ -s '" + folder.PathOf("pid") + "' ]; do :; done", {},
           {"--with", "tail -f /dev/null & echo $! > '" + folder.PathOf("new") + "'; mv '" +
                          folder.PathOf("new") + "' '" + folder.PathOf("pid") + "'; wait"});
  // Standard output has ended, which all of them had open.
  CHECK(ending.exit_code == 0);
  CHECK(folder.Has("pid"));
}

TEST_CASE("exec: what ends before the command is mentioned", "[e2e]") {
  const TempFolder folder;
  const Ending ending = Exec("until [ -e '" + folder.PathOf("go") + "' ]; do :; done; exit 0", {},
                             {"--with", "exit 3", "--with", "touch '" + folder.PathOf("go") + "'"});
  CHECK(ending.exit_code == 0);
  CHECK(Has(ending.err, "\"exit 3\" has ended early (exit code 3)\n"));
}

TEST_CASE("exec: a command has to be named after two hyphens", "[e2e]") {
  const Ending none = RunEmulator({"exec"});
  CHECK(none.exit_code == 2);
  CHECK(none.err ==
        "portone-emulator: name the command to run after --, as in: exec -- npm test\n");
  CHECK(RunEmulator({"exec", "npm", "test"}).err ==
        "portone-emulator: write -- before npm, as in: exec -- npm test\n");
  CHECK(RunEmulator({"exec", "--port", "1", "--", "true"}).err ==
        "portone-emulator: exec does not take --port; see --help\n");
}

TEST_CASE("env: a shell that reads the lines has the variables of exec", "[e2e]") {
  const RunningEmulator emulating;
  const TempFolder folder;
  const std::string path = folder.PathOf("it's here");
  const Ending ending =
      RunToEnd({"/bin/sh", "-c",
                "eval \"$(\"$0\" env --url \"$1\" --dir \"$2\")\"; echo $PORTONE_EMULATOR_URL; "
                "curl -sS -o /dev/null -w %{http_code} https://api.iamport.kr/users/getToken",
                PORTONE_PROGRAM, emulating.base_url(), folder.PathOf("made")});
  CHECK(ending.out == emulating.base_url() + "\n405");
  CHECK(ending.err.empty());
  const Ending quoted = RunEmulator({"env", "--url", emulating.base_url(), "--dir", path});
  CHECK(quoted.exit_code == 2);
  CHECK(Has(quoted.err, "must have no colon, quotation mark or backslash"));
}

TEST_CASE("env: an emulator with a control token and a control port needs neither", "[e2e]") {
  const RunningEmulator emulating({"--control-port", "0"},
                                  {"PORTONE_EMULATOR_CONTROL_TOKEN=hidden-t0ken"});
  const TempFolder folder;
  const Ending ending =
      RunToEnd({"/bin/sh", "-c",
                "eval \"$(\"$0\" env --url \"$1\" --dir \"$2\")\"; "
                "curl -sS -o /dev/null -w %{http_code} https://api.iamport.kr/users/getToken",
                PORTONE_PROGRAM, emulating.base_url(), folder.PathOf("made")});
  INFO(ending.err);
  CHECK(ending.out == "405");
}

TEST_CASE("env: without an emulator or a folder it says what is missing", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulating;
  CHECK(RunEmulator({"env", "--url", emulating.base_url()}).err ==
        "portone-emulator: env needs --dir DIR: where it writes what clients read\n");
  const Ending unreachable =
      RunEmulator({"env", "--url", "http://127.0.0.1:1", "--dir", folder.path().string()});
  CHECK(unreachable.exit_code == 2);
  CHECK(Has(unreachable.err, "no certificate from http://127.0.0.1:1: connection refused"));
  CHECK(unreachable.out.empty());
  const std::string file = folder.Write("file", "");
  CHECK(Has(RunEmulator({"env", "--url", emulating.base_url(), "--dir", file}).err,
            file + " is no folder and cannot be made"));
}

}  // namespace
}  // namespace portone::testing
