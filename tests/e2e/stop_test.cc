// SPDX-License-Identifier: MIT
// Stopping the program, which exits soon and with exit code 0 whatever is running; and `ready`.
#include <exception>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

/// Stops the program and checks its exit code and its log; on failure shows the log.
void ExpectCleanExit(RunningEmulator& emulator, int signal = SIGTERM) {
  const ProgramResult result = emulator.Stop(signal);
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK(result.err.find("stopping on signal " + std::to_string(signal)) != std::string::npos);
}

TEST_CASE("stop: SIGTERM and SIGINT end it with exit code 0", "[e2e]") {
  for (const int signal : {SIGTERM, SIGINT}) {
    RunningEmulator emulator;
    ExpectCleanExit(emulator, signal);
  }
}

TEST_CASE("stop: an idle connection does not delay it", "[e2e]") {
  RunningEmulator emulator;
  RawSocket idle = RawSocket::Connect(emulator.port());
  idle.Send("GET /_emulator/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  REQUIRE(idle.ReadReply().status == 200);
  RawSocket silent = RawSocket::Connect(emulator.port());
  ExpectCleanExit(emulator);
  CHECK(idle.AwaitEnd());
}

TEST_CASE("stop: an incomplete request does not delay it", "[e2e]") {
  RunningEmulator emulator;
  RawSocket half = RawSocket::Connect(emulator.port());
  half.Send("POST /users/getToken HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"imp_");
  CHECK(Send(emulator.port(), "GET /_emulator/health").status == 200);
  ExpectCleanExit(emulator);
}

TEST_CASE("stop: an advance that waits for a hung receiver does not delay it", "[e2e]") {
  const HungServer hung;
  RunningEmulator emulator({"--webhook-url", hung.url(), "--scenario",
                            SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  REQUIRE(merchant.Schedule("kim", "order-1", "1706745600").At("/code") == "0");
  std::string outcome;
  std::thread advancing_thread([&] {
    try {
      outcome = merchant.Advance("2d").At("/error/code");
    } catch (const std::exception&) {
      outcome = "no reply";
    }
  });
  hung.AwaitWebhook();
  ExpectCleanExit(emulator);
  advancing_thread.join();
  CHECK(outcome == "shutting_down");
}

TEST_CASE("stop: a webhook being delivered does not delay it", "[e2e]") {
  const HungServer hung;
  RunningEmulator emulator({"--webhook-url", hung.url()});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  REQUIRE(merchant
              .Post("/subscribe/payments/again", R"({"customer_uid": "kim", "merchant_uid": "a",
                    "amount": 1000, "name": "a"})")
              .At("/response/status") == "paid");
  hung.AwaitWebhook();
  ExpectCleanExit(emulator);
}

/// A scenario that takes long to load.
std::string MakeLargeScenario(std::size_t payments) {
  std::string text = R"({"given": {"channels": [{"pg": "kcp"}], "payments": [)";
  for (std::size_t i = 0; i < payments; ++i)
    text += (i == 0 ? "" : ",") + std::string(R"({"merchant_uid":"o-)") + std::to_string(i) +
            R"(","amount":1000})";
  return text + "]}}";
}

TEST_CASE("stop: a signal during start-up ends the program before it listens", "[e2e]") {
  const TempFolder folder;
  const std::string path = folder.Write("large.json", MakeLargeScenario(100'000));
  // Once the warning is logged, signals are awaited; loading begins after it.
  Program program({PORTONE_PROGRAM, "serve", "--port", "0", "--scenario", path},
                  {"PORTONE_EMULATOR_NONSENSE=1"});
  REQUIRE(Eventually(
      [&] { return program.ReadErrorOutput().find("unknown variable") != std::string::npos; }));
  program.Signal(SIGTERM);
  const ProgramResult result = program.Await();
  CHECK(result.exit_code == 0);
  CHECK(result.out.empty());
  CHECK(result.err.find("stopping on signal 15") != std::string::npos);
}

TEST_CASE("stop: a large state does not delay it", "[e2e]") {
  // Freeing each record by itself would take longer than the time that is left after a signal.
  const TempFolder folder;
  RunningEmulator emulator({"--scenario", folder.Write("large.json", MakeLargeScenario(30'000))});
  RawSocket client = RawSocket::Connect(emulator.port());
  client.Send("POST /_emulator/snapshot HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
  ExpectCleanExit(emulator);  // also while the snapshot is being taken
}

TEST_CASE("stop: a terminal that is closed does not end it", "[e2e]") {
  Program program({PORTONE_PROGRAM, "serve", "--port", "0"});
  REQUIRE(program.ReadLine().starts_with("portone-emulator ready: "));
  program.Signal(SIGHUP);
  program.Signal(SIGTERM);
  CHECK(program.Await().exit_code == 0);
}

/// The program with a pipe that nobody reads as its standard error.
class EmulatorWithUnreadLog {
 public:
  EmulatorWithUnreadLog() : path_(folder_.GetPath("pipe")) {
    REQUIRE(::mkfifo(path_.c_str(), 0600) == 0);
    fd_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
    program_.emplace(std::vector<std::string>{"sh", "-c", "exec \"$0\" serve --port 0 2>\"$1\"",
                                              PORTONE_PROGRAM, path_});
    const std::string line = program_->ReadLine();
    const std::size_t at = line.find("127.0.0.1:");
    REQUIRE(at != std::string::npos);
    port_ = std::stoi(line.substr(at + 10));
  }
  EmulatorWithUnreadLog(const EmulatorWithUnreadLog&) = delete;
  EmulatorWithUnreadLog& operator=(const EmulatorWithUnreadLog&) = delete;
  ~EmulatorWithUnreadLog() { ::close(fd_); }

  int port() const { return port_; }
  Program& program() { return *program_; }
  /// Whether a writer would have to wait.
  bool IsFull() const {
    pollfd writable{fd_, POLLOUT, 0};
    return ::poll(&writable, 1, 0) == 0;
  }

 private:
  TempFolder folder_;
  std::string path_;
  int fd_ = -1;
  int port_ = 0;
  std::optional<Program> program_;
};

TEST_CASE("stop: a log that nobody reads delays neither requests nor the exit", "[e2e]") {
  EmulatorWithUnreadLog emulator;
  RawSocket client = RawSocket::Connect(emulator.port());
  const std::string request = "GET /" + std::string(100, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n";
  constexpr int kRequests = 3'000;  // well beyond the 64 KiB of a pipe
  int reply_count = 0;
  for (int i = 0; i < kRequests && client.Send(request); ++i)
    reply_count += client.ReadReply().status != 0 ? 1 : 0;
  CHECK(reply_count == kRequests);
  CHECK(Eventually([&] { return emulator.IsFull(); }));
  emulator.program().Signal(SIGTERM);
  CHECK(emulator.program().Await().exit_code == 0);
}

/// The only child of a process, from /proc.
pid_t FindChild(pid_t pid) {
  const std::string id = std::to_string(pid);
  pid_t child = 0;
  std::ifstream("/proc/" + id + "/task/" + id + "/children") >> child;
  return child;
}

TEST_CASE("stop: SIGTERM ends it with exit code 0 as process 1", "[e2e]") {
  const std::vector<std::string> unshare{"unshare", "--user", "--map-root-user",
                                         "--pid",   "--fork", "--kill-child"};
  std::vector<std::string> probe = unshare;
  probe.emplace_back("true");
  if (RunToEnd(probe).exit_code != 0) {
    WARN("no namespaces here: not tried as process 1");
    return;
  }
  std::vector<std::string> command = unshare;
  command.insert(command.end(), {PORTONE_PROGRAM, "serve", "--port", "0"});
  // The leak checker traces its own process, which process 1 does not allow.
  Program program(command, {"ASAN_OPTIONS=detect_leaks=0"});
  REQUIRE(program.ReadLine().starts_with("portone-emulator ready: "));
  const pid_t inner = FindChild(program.pid());
  REQUIRE(inner > 0);
  ::kill(inner, SIGTERM);
  CHECK(program.Await().exit_code == 0);
}

TEST_CASE("ready: the exit code tells whether a server replies", "[e2e]") {
  const RunningEmulator emulator;
  CHECK(RunEmulator({"ready", "--url", emulator.base_url()}).exit_code == 0);
  CHECK(RunEmulator({"ready", "--url", emulator.base_url() + "/"}).exit_code == 0);
  const ClosedPort closed;
  const std::string closed_url = "http://127.0.0.1:" + std::to_string(closed.port());
  const ProgramResult result = RunEmulator({"ready", "--url", closed_url});
  CHECK(result.exit_code == 1);
  CHECK(result.out.empty());
  CHECK(RunEmulator({"ready", "--wait", "1", "--url", closed_url}).exit_code == 1);
}

TEST_CASE("ready: uses the port option of serve", "[e2e]") {
  const RunningEmulator emulator;
  const std::string port = std::to_string(emulator.port());
  CHECK(RunEmulator({"ready", "--port", port}).exit_code == 0);
  CHECK(RunEmulator({"ready"}, {"PORTONE_EMULATOR_PORT=" + port}).exit_code == 0);
}

TEST_CASE("ready: follows the URL file of serve", "[e2e]") {
  const TempFolder folder;
  const std::string path = folder.GetPath("url");
  const std::vector<std::string> variables{"PORTONE_EMULATOR_URL_FILE=" + path};
  const ClosedPort closed;
  const std::string closed_port = std::to_string(closed.port());
  {
    // As in the image: the variables are those of both, the port is an argument of serve.
    const RunningEmulator emulator({"--host", "127.0.0.2"}, variables);
    CHECK(folder.Read("url") == "http://127.0.0.2:" + std::to_string(emulator.port()) + "\n");
    CHECK(RunEmulator({"ready"}, variables).exit_code == 0);
    CHECK(RunEmulator({"ready", "--url-file", path}).exit_code == 0);
    CHECK(
        RunEmulator({"ready"}, {variables[0], "PORTONE_EMULATOR_PORT=" + closed_port}).exit_code ==
        0);
    // An explicit port or URL takes precedence over the file.
    CHECK(RunEmulator({"ready", "--port", closed_port}, variables).exit_code == 1);
    CHECK(RunEmulator({"ready", "--url", "http://127.0.0.1:" + closed_port}, variables).exit_code ==
          1);
  }
  CHECK_FALSE(folder.Has("url"));
  const RunningEmulator without_url_file;
  const std::string port = std::to_string(without_url_file.port());
  CHECK(RunEmulator({"ready"}, {variables[0], "PORTONE_EMULATOR_PORT=" + port}).exit_code == 0);
}

TEST_CASE("ready: waits until the server replies", "[e2e]") {
  int request_count = 0;
  const RawReceiver server([&request_count](RawSocket& socket) {
    socket.ReadRequest();
    socket.Send(++request_count < 3 ? "HTTP/1.1 503 Not yet\r\nContent-Length: 0\r\n\r\n"
                                    : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  CHECK(RunEmulator({"ready", "--url", server.url("")}).exit_code == 1);
  CHECK(RunEmulator({"ready", "--url", server.url(""), "--wait", "100"}).exit_code == 0);
}

}  // namespace
}  // namespace portone::testing
