// SPDX-License-Identifier: MIT
// A running emulator whose clock stands still, and client commands that talk to it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"

namespace portone::testing {

using Strings = std::vector<std::string>;

constexpr const char* kFixedClock = "scenarios/kcp/monthly_subscription_fixed_clock.json";

/// A running emulator whose clock stands still.
class CommandSession {
 public:
  explicit CommandSession(const Strings& extra = {})
      : emulator_(MakeArguments(extra)), shop(emulator_.port()) {
    shop.Authorize();
  }

  ProgramResult Run(const Strings& arguments) const {
    return RunEmulator(arguments, {"PORTONE_EMULATOR_URL=" + emulator_.base_url()});
  }
  /// Standard output of a command that must succeed.
  std::string RunAndGetOutput(const Strings& arguments) const {
    const ProgramResult result = Run(arguments);
    INFO(result.err);
    CHECK(result.exit_code == 0);
    return result.out;
  }
  int port() const { return emulator_.port(); }
  std::string url() const { return emulator_.base_url(); }

 private:
  static Strings MakeArguments(const Strings& extra) {
    Strings arguments{"--scenario", SourcePath(kFixedClock), "--log-level", "error"};
    arguments.insert(arguments.end(), extra.begin(), extra.end());
    return arguments;
  }

  RunningEmulator emulator_;

 public:
  MerchantClient shop;
};

/// Runs the command of a line, such as "payments --json", and adds the line, its output and its
/// exit code to a transcript.
inline void RecordCommand(const CommandSession& session, const std::string& line,
                          std::string& transcript) {
  Strings arguments;
  std::string argument;
  for (const char c : line + " ") {
    if (c != ' ') {
      argument += c;
    } else if (!argument.empty()) {
      arguments.push_back(std::exchange(argument, ""));
    }
  }
  const ProgramResult result = session.Run(arguments);
  transcript += "$ portone-emulator " + line + "\n" + result.out + result.err;
  if (result.exit_code != 0) transcript += "(exit code " + std::to_string(result.exit_code) + ")\n";
  transcript += "\n";
}

}  // namespace portone::testing
