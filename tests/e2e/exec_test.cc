// SPDX-License-Identifier: MIT
// `portone-emulator exec` and `env` around small shell scripts: what the command gets, how it ends,
// and which files remain.
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

using Strings = std::vector<std::string>;

Strings MakeExecArguments(const Strings& options, const Strings& command) {
  Strings arguments{"exec"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.emplace_back("--");
  arguments.insert(arguments.end(), command.begin(), command.end());
  return arguments;
}

/// Runs a line of shell under `exec`.
ProgramResult Exec(const std::string& line, const Strings& environment = {},
                   const Strings& options = {}) {
  return RunEmulator(MakeExecArguments(options, {"/bin/sh", "-c", line}), environment);
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The value that the command sees.
std::string ReadVariableUnderExec(const std::string& name, const Strings& environment = {}) {
  const ProgramResult result = Exec("printf %s \"$" + name + "\"", environment);
  CHECK(result.exit_code == 0);
  return result.out;
}

TEST_CASE("exec: the command runs beside an emulator, whose URL is in its environment", "[e2e]") {
  const ProgramResult result =
      Exec("curl -sS -w ' %{http_code}' $PORTONE_EMULATOR_URL/_emulator/health");
  CHECK(result.exit_code == 0);
  CHECK(Contains(result.out, "\"status\":\"ok\""));
  CHECK(result.out.ends_with(" 200"));
  CHECK(result.err.empty());
}

TEST_CASE("exec: arguments reach the command unchanged", "[e2e]") {
  const ProgramResult result = RunEmulator(
      MakeExecArguments({}, {"/usr/bin/printf", "<%s>", "--port", "a b", "--", "$HOME"}));
  CHECK(result.out == "<--port><a b><--><$HOME>");
  CHECK(result.exit_code == 0);
}

TEST_CASE("exec: the command gets standard input", "[e2e]") {
  const ProgramResult result =
      RunToEnd({"/bin/sh", "-c", "echo in | \"$0\" exec -- /bin/cat", PORTONE_PROGRAM});
  CHECK(result.out == "in\n");
}

TEST_CASE("exec: the command's exit code becomes the program's", "[e2e]") {
  CHECK(Exec("exit 0").exit_code == 0);
  CHECK(Exec("exit 3").exit_code == 3);
  CHECK(Exec("kill -9 $$").exit_code == 128 + 9);
}

TEST_CASE("exec: a command that cannot be started gives the exit codes of a shell", "[e2e]") {
  const ProgramResult missing = RunEmulator(MakeExecArguments({}, {"no-such-program"}));
  CHECK(missing.exit_code == 127);
  CHECK(missing.err ==
        "portone-emulator: no-such-program cannot be started: No such file or directory\n");
  const TempFolder folder;
  const std::string file = folder.Write("shop", "#!/bin/sh\n");
  const ProgramResult not_executable = RunEmulator(MakeExecArguments({}, {file}));
  CHECK(not_executable.exit_code == 126);
  CHECK(not_executable.err ==
        "portone-emulator: " + file + " cannot be started: Permission denied\n");
}

TEST_CASE("exec: an emulator that cannot start is distinguished from a command that fails",
          "[e2e]") {
  const ProgramResult result = Exec("echo ran", {}, {"--scenario", "/no/such/file.json"});
  CHECK(result.exit_code == 125);
  CHECK(result.out.empty());
  CHECK(Contains(result.err, "/no/such/file.json"));
  const ProgramResult no_folder = Exec("echo ran", {"TMPDIR=/no/such/folder"});
  CHECK(no_folder.exit_code == 125);
  CHECK(Contains(no_folder.err, "TMPDIR"));
}

TEST_CASE("exec: signals are passed on, and the command decides the exit code", "[e2e]") {
  const int number = GENERATE(SIGINT, SIGTERM, SIGHUP, SIGUSR1);
  Program program({PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c",
                   "trap 'echo caught; exit 7' INT TERM HUP USR1; echo ready; "
                   "while :; do sleep 0.1; done"});
  REQUIRE(program.ReadLine() == "ready");
  program.Signal(number);
  CHECK(program.ReadLine() == "caught");
  CHECK(program.Await().exit_code == 7);
}

TEST_CASE("exec: a command killed by a signal gives 128 plus its number", "[e2e]") {
  Program program(
      {PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c", "echo ready; exec tail -f /dev/null"});
  REQUIRE(program.ReadLine() == "ready");
  program.Signal(SIGTERM);
  CHECK(program.Await().exit_code == 128 + SIGTERM);
}

TEST_CASE("exec: the command starts with no signal blocked or ignored", "[e2e]") {
  // An ignored signal is inherited (nohup, a CI runner). env resets them: what is left is ours.
  const ProgramResult result =
      RunToEnd({"/usr/bin/env", "--default-signal", PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c",
                "grep -E '^Sig(Blk|Ign)' /proc/self/status"});
  std::istringstream lines(result.out);
  int count = 0;
  for (std::string name, mask; lines >> name >> mask; ++count) {
    INFO(result.out);
    // Without the two that belong to the C library's threads.
    CHECK((std::stoull(mask, nullptr, 16) & ~0x180000000ULL) == 0);
  }
  CHECK(count == 2);
}

TEST_CASE("exec: the files are private to the user and removed in the end", "[e2e]") {
  const TempFolder folder;
  const ProgramResult result =
      Exec("echo \"$NODE_EXTRA_CA_CERTS\"; stat -c %a \"$(dirname \"$NODE_EXTRA_CA_CERTS\")\"",
           {"TMPDIR=" + folder.path().string()});
  CHECK(Contains(result.out, folder.path().string()));
  CHECK(result.out.ends_with("\n700\n"));
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(Exec("exit 1", {"TMPDIR=" + folder.path().string()}).exit_code == 1);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("exec: variables that the user has set are extended", "[e2e]") {
  CHECK(ReadVariableUnderExec("NODE_OPTIONS", {"NODE_OPTIONS=--max-old-space-size=512"})
            .starts_with("--max-old-space-size=512 --require \""));
  CHECK(ReadVariableUnderExec("JAVA_TOOL_OPTIONS", {"JAVA_TOOL_OPTIONS=-Xmx64m"})
            .starts_with("-Xmx64m -D"));
  CHECK(ReadVariableUnderExec("NO_PROXY", {"NO_PROXY=db.test,*,.kr"}) ==
        "db.test,localhost,127.0.0.1,::1");
  CHECK(ReadVariableUnderExec("PHP_INI_SCAN_DIR").starts_with(":/"));
  CHECK(ReadVariableUnderExec("PHP_INI_SCAN_DIR", {"PHP_INI_SCAN_DIR=/etc/shop"})
            .starts_with("/etc/shop:/"));
}

TEST_CASE("exec: certificate authorities that the user's variables name stay trusted", "[e2e]") {
  const TempFolder folder;
  const std::string own = folder.Write("own.pem", "");
  const ProgramResult made = RunToEnd(
      {"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
       "-nodes", "-subj", "/CN=own", "-keyout", folder.GetPath("key.pem"), "-out", own});
  REQUIRE(made.exit_code == 0);
  const std::string lines = folder.Read("own.pem");
  const std::string body = lines.substr(lines.find('\n') + 1, 60);
  const ProgramResult result =
      Exec("grep -c \"" + body + "\" \"$SSL_CERT_FILE\" \"$NODE_EXTRA_CA_CERTS\"",
           {"NODE_EXTRA_CA_CERTS=" + own});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("exec: the trust store of Java holds each authority of the bundle", "[e2e]") {
  const ProgramResult result = Exec(
      "grep -c 'BEGIN CERTIFICATE' \"$SSL_CERT_FILE\"; JAVA_TOOL_OPTIONS= /usr/bin/keytool -list "
      "-storepass changeit -keystore \"$(dirname \"$SSL_CERT_FILE\")/trust-store.p12\" "
      "| grep -c trustedCertEntry");
  INFO(result.err);
  std::istringstream counts(result.out);
  int bundle = 0, store = 0;
  counts >> bundle >> store;
  CHECK(bundle > 1);  // the system's, and ours
  CHECK(store == bundle);
}

TEST_CASE("exec: a command that fails is followed by a list of its calls", "[e2e]") {
  const ProgramResult result = Exec(
      "token=$(curl -s $PORTONE_EMULATOR_URL/users/getToken -d imp_key=shop -d imp_secret=s | "
      "sed 's/.*access_token\":\"\\([^\"]*\\).*/\\1/');"
      "curl -s -o /dev/null -H \"Authorization: $token\" $PORTONE_EMULATOR_URL/payments/imp_1;"
      "exit 4");
  CHECK(result.exit_code == 4);
  CHECK(result.err ==
        "portone-emulator: /bin/sh failed (exit code 4); its calls:\n"
        "  imp_key shop:\n"
        "    POST /users/getToken: 200\n"
        "    GET /payments/imp_1: 404 code -1 \"존재하지 않는 결제정보입니다.\"\n");
}

TEST_CASE("exec: webhooks that were not accepted are reported when the command fails", "[e2e]") {
  const ProgramResult result = Exec(
      "token=$(curl -s $PORTONE_EMULATOR_URL/users/getToken -d imp_key=shop -d imp_secret=s | "
      "sed 's/.*access_token\":\"\\([^\"]*\\).*/\\1/');"
      "curl -s -o /dev/null -H \"Authorization: $token\" "
      "$PORTONE_EMULATOR_URL/subscribe/payments/onetime -d merchant_uid=o1 -d amount=9900 "
      "-d card_number=1234-1234-1234-1234 -d expiry=2030-12 -d birth=820213 -d pwd_2digit=00;"
      "curl -s -o /dev/null -X POST $PORTONE_EMULATOR_URL/_emulator/settle;"
      "exit 4",
      {}, {"--webhook-url", "http://127.0.0.1:1/hook"});
  INFO(result.err);
  CHECK(Contains(result.err,
                 "    webhook of o1 (paid) to http://127.0.0.1:1/hook: connection refused\n"));
}

TEST_CASE("exec: a command that fails without any call is followed by a hint", "[e2e]") {
  CHECK(Contains(Exec("exit 1").err, "no V1 call has reached the emulator"));
}

TEST_CASE("exec: pages may name the hosts that the options allow", "[e2e]") {
  const std::string open_window =
      "user_code=$(curl -s $PORTONE_EMULATOR_URL/_emulator/sandboxes | "
      "sed 's/.*user_code\":\"\\([^\"]*\\).*/\\1/');"
      "curl -sS -H 'Origin: https://shop.test' $PORTONE_EMULATOR_URL/_browser/windows -d "
      R"("{\"user_code\":\"$user_code\",\"params\":{\"pg\":\"kcp\",\"merchant_uid\":\"o1\",)"
      R"(\"name\":\"o\",\"amount\":1004,\"buyer_tel\":\"01012345678\",)"
      R"(\"notice_url\":\"http://hooks.test/\"}}")";
  CHECK(Contains(Exec(open_window).out, "hooks.test"));  // refused by name
  const ProgramResult allowed = Exec(open_window, {}, {"--allow-notice-host", "hooks.test"});
  CHECK(allowed.exit_code == 0);
  CHECK(Contains(allowed.out, "\"path\":\"/_browser/windows/"));
}

TEST_CASE("exec: --with runs another command beside the command", "[e2e]") {
  const TempFolder folder;
  const std::string url_file = folder.GetPath("url");
  const ProgramResult result =
      Exec("until [ -s '" + url_file + "' ]; do :; done; echo $PORTONE_EMULATOR_URL; cat '" +
               url_file + "'",
           {},
           {"--with", "echo $PORTONE_EMULATOR_URL > '" + url_file + ".new'; mv '" + url_file +
                          ".new' '" + url_file + "'; exec tail -f /dev/null"});
  std::istringstream lines(result.out);
  std::string url, other_url;
  lines >> url >> other_url;
  CHECK(result.exit_code == 0);
  CHECK(url.starts_with("http://127.0.0.1:"));
  CHECK(url == other_url);
}

TEST_CASE("exec: a command of --with is stopped with everything it started", "[e2e]") {
  const TempFolder folder;
  const ProgramResult result =
      Exec("until [ -s '" + folder.GetPath("pid") + "' ]; do :; done", {},
           {"--with", "tail -f /dev/null & echo $! > '" + folder.GetPath("new") + "'; mv '" +
                          folder.GetPath("new") + "' '" + folder.GetPath("pid") + "'; wait"});
  // Standard output has ended, which all of them had open.
  CHECK(result.exit_code == 0);
  CHECK(folder.Has("pid"));
}

TEST_CASE("exec: a command of --with that ends first is reported", "[e2e]") {
  const TempFolder folder;
  const ProgramResult result =
      Exec("until [ -e '" + folder.GetPath("go") + "' ]; do :; done; exit 0", {},
           {"--with", "exit 3", "--with", "touch '" + folder.GetPath("go") + "'"});
  CHECK(result.exit_code == 0);
  CHECK(Contains(result.err, "\"exit 3\" exited early (exit code 3)\n"));
}

TEST_CASE("exec: the command has to follow two hyphens", "[e2e]") {
  const ProgramResult none = RunEmulator({"exec"});
  CHECK(none.exit_code == 2);
  CHECK(none.err ==
        "portone-emulator: name the command to run after --, as in: exec -- npm test\n");
  CHECK(RunEmulator({"exec", "npm", "test"}).err ==
        "portone-emulator: write -- before npm, as in: exec -- npm test\n");
  CHECK(RunEmulator({"exec", "--port", "1", "--", "true"}).err ==
        "portone-emulator: exec does not take --port; see --help\n");
}

TEST_CASE("env: a shell that evaluates the output has the variables of exec", "[e2e]") {
  const RunningEmulator emulator;
  const TempFolder folder;
  const std::string path = folder.GetPath("it's here");
  const ProgramResult result =
      RunToEnd({"/bin/sh", "-c",
                "eval \"$(\"$0\" env --url \"$1\" --dir \"$2\")\"; echo $PORTONE_EMULATOR_URL; "
                "curl -sS -o /dev/null -w %{http_code} https://api.iamport.kr/users/getToken",
                PORTONE_PROGRAM, emulator.base_url(), folder.GetPath("made")});
  CHECK(result.out == emulator.base_url() + "\n405");
  CHECK(result.err.empty());
  const ProgramResult quoted = RunEmulator({"env", "--url", emulator.base_url(), "--dir", path});
  CHECK(quoted.exit_code == 2);
  CHECK(Contains(quoted.err, "must have no colon, quotation mark or backslash"));
}

TEST_CASE("env: neither the control token nor the control port is needed", "[e2e]") {
  const RunningEmulator emulator({"--control-port", "0"},
                                 {"PORTONE_EMULATOR_CONTROL_TOKEN=hidden-t0ken"});
  const TempFolder folder;
  const ProgramResult result =
      RunToEnd({"/bin/sh", "-c",
                "eval \"$(\"$0\" env --url \"$1\" --dir \"$2\")\"; "
                "curl -sS -o /dev/null -w %{http_code} https://api.iamport.kr/users/getToken",
                PORTONE_PROGRAM, emulator.base_url(), folder.GetPath("made")});
  INFO(result.err);
  CHECK(result.out == "405");
}

TEST_CASE("env: without an emulator or a folder the error names what is missing", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulator;
  CHECK(RunEmulator({"env", "--url", emulator.base_url()}).err ==
        "portone-emulator: env needs --dir DIR: where it writes what clients read\n");
  const ProgramResult unreachable =
      RunEmulator({"env", "--url", "http://127.0.0.1:1", "--dir", folder.path().string()});
  CHECK(unreachable.exit_code == 2);
  CHECK(Contains(unreachable.err, "no certificate from http://127.0.0.1:1: connection refused"));
  CHECK(unreachable.out.empty());
  const std::string file = folder.Write("file", "");
  CHECK(Contains(RunEmulator({"env", "--url", emulator.base_url(), "--dir", file}).err,
                 file + " is not a folder and cannot be created"));
}

}  // namespace
}  // namespace portone::testing
