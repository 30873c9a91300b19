// SPDX-License-Identifier: MIT
// Whether output has colours: by the option, the terminal and the environment.
#include "app/color.h"

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

#include "support/catch.h"

namespace portone::app {
namespace {

/// A terminal of the test's own.
class Terminal {
 public:
  Terminal() : fd_(::posix_openpt(O_RDWR | O_NOCTTY)) { REQUIRE(fd_ >= 0); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() { ::close(fd_); }

  int fd() const { return fd_; }

 private:
  int fd_;
};

/// Sets a variable of the environment, or removes it, until the end of the test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    had_value_ = std::getenv(name) != nullptr;
    if (value == nullptr) {
      ::unsetenv(name);
    } else {
      ::setenv(name, value, 1);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (had_value_) {
      ::setenv(name_, before_.c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }

 private:
  const char* const name_;
  std::string before_;
  bool had_value_ = false;
};

TEST_CASE("color: without the option, a terminal has colours unless its variables say otherwise",
          "[app][log]") {
  const Terminal terminal;
  const auto [no_color, term, expected] =
      GENERATE(table<const char*, const char*, bool>({{nullptr, "xterm", true},
                                                      {"", "xterm", true},
                                                      {"1", "xterm", false},
                                                      {nullptr, "dumb", false},
                                                      {nullptr, nullptr, false}}));
  const Variable first("NO_COLOR", no_color);
  const Variable second("TERM", term);
  CHECK(UsesColor(ColorChoice::kAuto, terminal.fd()) == expected);
  CHECK(UsesColor(ColorChoice::kAlways, terminal.fd()));
  CHECK_FALSE(UsesColor(ColorChoice::kNever, terminal.fd()));
}

TEST_CASE("color: what is no terminal has colours only on request", "[app][log]") {
  const Variable term("TERM", "xterm");
  const int file = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  REQUIRE(file >= 0);
  CHECK_FALSE(UsesColor(ColorChoice::kAuto, file));
  CHECK(UsesColor(ColorChoice::kAlways, file));
  ::close(file);
}

}  // namespace
}  // namespace portone::app
