// SPDX-License-Identifier: MIT
// The log's queue: writers never wait for a reader, and lost lines are reported.
#include "app/log_queue.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <string>
#include <unistd.h>

#include "support/catch.h"

namespace portone::app {
namespace {

/// A pipe; the destructor closes both ends.
class Pipe {
 public:
  Pipe() { REQUIRE(::pipe2(ends_.data(), O_CLOEXEC) == 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }

  int write_end() const { return ends_[1]; }

  /// Reads until `mark` has come.
  std::string ReadUntil(const std::string& delimiter) const {
    std::string all;
    std::array<char, 4096> buffer;
    while (all.find(delimiter) == std::string::npos) {
      const ssize_t got = ::read(ends_[0], buffer.data(), buffer.size());
      if (got <= 0) break;
      all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return all;
  }

  /// Reads what is there, without waiting.
  std::string ReadAvailable() const {
    REQUIRE(::fcntl(ends_[0], F_SETFL, O_NONBLOCK) == 0);
    std::string all;
    std::array<char, 4096> buffer;
    for (ssize_t got = 0; (got = ::read(ends_[0], buffer.data(), buffer.size())) > 0;)
      all.append(buffer.data(), static_cast<std::size_t>(got));
    return all;
  }

 private:
  std::array<int, 2> ends_{};
};

std::string FormatCount(std::size_t count) {
  return "dropped " + std::to_string(count) + "\n";
}

TEST_CASE("log queue: lines are written in their order", "[app]") {
  const Pipe pipe;
  LogQueue queue(pipe.write_end(), FormatCount);
  for (int i = 0; i < 100; ++i)
    queue.Add(std::to_string(i) + "\n");
  queue.Close();
  std::string expected;
  for (int i = 0; i < 100; ++i)
    expected += std::to_string(i) + "\n";
  CHECK(pipe.ReadUntil("\n99\n") == expected);
}

TEST_CASE(
    "log queue: adding does not wait for a reader, and a gap is reported once reading resumes",
    "[app]") {
  const Pipe pipe;
  LogQueue queue(pipe.write_end(), FormatCount, {.bytes = 100'000});
  const std::string line = std::string(99, 'x') + "\n";
  constexpr std::size_t kLines = 10'000;  // ten times what queue, writer and pipe hold
  for (std::size_t i = 0; i < kLines; ++i)
    queue.Add(line);  // without the queue this would never return
  std::size_t written = 0;
  std::size_t dropped = 0;
  for (std::string read; written + dropped < kLines;) {  // every line is there or counted
    const std::size_t end = read.find('\n');
    if (end == std::string::npos) {
      read += pipe.ReadUntil("\n");
      continue;
    }
    const std::string read_line = read.substr(0, end + 1);
    read.erase(0, end + 1);
    if (read_line == line) {
      ++written;
    } else {
      REQUIRE(read_line.starts_with("dropped "));
      dropped += std::stoul(read_line.substr(8));
    }
  }
  CHECK(dropped > 0);
  CHECK(written + dropped == kLines);
  queue.Add("goes on\n");
  CHECK(pipe.ReadUntil("goes on\n") == "goes on\n");
}

TEST_CASE("log queue: closing does not wait forever for a reader", "[app]") {
  constexpr int kLines = 2'000;
  const Pipe pipe;
  LogQueue queue(pipe.write_end(), FormatCount);
  for (int i = 0; i < kLines; ++i)
    queue.Add(std::string(99, 'x') + "\n");
  queue.Flush(std::chrono::milliseconds{1});
  queue.Close(std::chrono::milliseconds{1});
  queue.Add("too late\n");
  // What fitted into the pipe, and nothing that was added afterwards.
  const std::string written = pipe.ReadAvailable();
  CHECK(written.starts_with("xxx"));
  CHECK(std::count(written.begin(), written.end(), '\n') < kLines);
  CHECK(written.find("too late") == std::string::npos);
}

TEST_CASE("log queue: only lines are lost when writing to the descriptor fails", "[app]") {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(full >= 0);
  {
    LogQueue queue(full, FormatCount);
    for (int i = 0; i < 1'000; ++i)
      queue.Add("line\n");
    queue.Flush(std::chrono::hours{1});  // returns: the lines are lost, not waiting
  }
  ::close(full);
}

TEST_CASE("log queue: a line longer than the queue is dropped and reported", "[app]") {
  const Pipe pipe;
  LogQueue queue(pipe.write_end(), FormatCount, {.bytes = 10});
  queue.Add("longer than ten bytes\n");
  CHECK(pipe.ReadUntil("\n") == "dropped 1\n");
  queue.Add("short\n");
  CHECK(pipe.ReadUntil("\n") == "short\n");
}

}  // namespace
}  // namespace portone::app
