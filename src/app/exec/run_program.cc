// SPDX-License-Identifier: MIT
#include "app/exec/run_program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "app/exec/spawn_setup.h"
#include "sim/stopwatch.h"

namespace portone::app {
namespace {

using std::chrono::milliseconds;

/// Where the shell writes the exit code: whoever else waits for children of this process may have
/// taken it otherwise.
constexpr int kReport = 9;
constexpr const char* kScript = "\"$@\"; echo $? >&9";
/// How often to look whether to stop.
constexpr milliseconds kPollInterval{50};

/// One end of a pipe, closed in the end.
class PipeEnd {
 public:
  explicit PipeEnd(int number) : number_(number) {}
  PipeEnd(const PipeEnd&) = delete;
  PipeEnd& operator=(const PipeEnd&) = delete;
  ~PipeEnd() { Close(); }

  int number() const { return number_; }
  void Close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

/// In a group of its own. Returns an errno, or 0 and the child.
int Spawn(std::vector<std::string> words, std::vector<std::string> environment, int report,
          pid_t& child) {
  SpawnSetup setup;
  setup.UseOwnGroup();
  setup.Pass(report, kReport);
  return ::posix_spawn(&child, words.front().c_str(), setup.actions(), setup.attributes(),
                       ToPointers(words).data(), ToPointers(environment).data());
}

/// Waits for the line with the exit code. Nothing once the limit has passed or it is to stop; ""
/// when the shell ended without one.
std::optional<std::string> AwaitReport(int pipe, milliseconds limit,
                                       const std::function<bool()>& is_stopped) {
  const sim::Stopwatch watch;
  std::string text;
  while (!is_stopped()) {
    const milliseconds left = watch.TimeLeft(limit);
    pollfd waiting{pipe, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min(left, kPollInterval).count()));
    if (ready == 0 && left.count() == 0) return std::nullopt;
    if (ready <= 0) continue;
    std::array<char, 16> read{};
    const ssize_t count = ::read(pipe, read.data(), read.size());
    if (count < 0 && errno == EINTR) continue;
    if (count > 0) text.append(read.data(), static_cast<std::size_t>(count));
    if (count <= 0 || text.ends_with('\n')) return text;
  }
  return std::nullopt;
}

}  // namespace

std::string RunProgram(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment, milliseconds limit,
                       const std::function<bool()>& is_stopped) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::strerror(errno);
  PipeEnd from(ends[0]);
  PipeEnd to(ends[1]);
  std::vector<std::string> words{"/bin/sh", "-c", kScript, "sh"};
  words.insert(words.end(), command.begin(), command.end());
  pid_t child = 0;
  const int problem = Spawn(std::move(words), environment, to.number(), child);
  if (problem != 0) return std::strerror(problem);
  to.Close();
  const std::optional<std::string> report = AwaitReport(from.number(), limit, is_stopped);
  if (!report) ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!report)
    return is_stopped() ? "stopped" : "not ended after " + std::to_string(limit.count()) + " ms";
  if (*report == "0\n") return "";
  if (report->empty()) return "it was killed";
  return "exit code " + report->substr(0, report->find('\n'));
}

std::function<std::string(const std::vector<std::string>&, milliseconds,
                          const std::function<bool()>&)>
MakeProgramRunner(std::vector<std::string> environment) {
  return [environment = std::move(environment)](const std::vector<std::string>& command,
                                                milliseconds limit,
                                                const std::function<bool()>& is_stopped) {
    return RunProgram(command, environment, limit, is_stopped);
  };
}

}  // namespace portone::app
