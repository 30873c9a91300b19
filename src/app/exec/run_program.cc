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

/// The descriptor to which the shell writes the exit code: another thread that waits for children
/// of this process may reap the child first.
constexpr int kReportFd = 9;
constexpr const char* kScript = "\"$@\"; echo $? >&9";
/// How often to look whether to stop.
constexpr milliseconds kPollInterval{50};

/// One end of a pipe, closed when destroyed.
class PipeEnd {
 public:
  explicit PipeEnd(int fd) : fd_(fd) {}
  PipeEnd(const PipeEnd&) = delete;
  PipeEnd& operator=(const PipeEnd&) = delete;
  ~PipeEnd() { Close(); }

  int fd() const { return fd_; }
  void Close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

/// Starts a program in a process group of its own. Returns an errno, or 0 and the child.
int Spawn(std::vector<std::string> words, std::vector<std::string> environment, int report,
          pid_t& child) {
  SpawnSetup setup;
  setup.UseOwnGroup();
  setup.PassDescriptor(STDERR_FILENO, STDOUT_FILENO);
  setup.PassDescriptor(report, kReportFd);
  return ::posix_spawn(&child, words.front().c_str(), setup.actions(), setup.attributes(),
                       ToPointers(words).data(), ToPointers(environment).data());
}

/// Waits for the line with the exit code. Returns nothing once the limit has passed or
/// `is_stopped`, and "" when the shell ended without such a line.
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
    std::array<char, 16> buffer{};
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
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
  PipeEnd read_end(ends[0]);
  PipeEnd write_end(ends[1]);
  std::vector<std::string> words{"/bin/sh", "-c", kScript, "sh"};
  words.insert(words.end(), command.begin(), command.end());
  pid_t child = 0;
  const int problem = Spawn(std::move(words), environment, write_end.fd(), child);
  if (problem != 0) return std::strerror(problem);
  write_end.Close();
  const std::optional<std::string> report = AwaitReport(read_end.fd(), limit, is_stopped);
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
