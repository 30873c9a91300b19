// SPDX-License-Identifier: MIT
// An emulator whose clock stands still, and the commands that talk to it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"

namespace portone::testing {

using Words = std::vector<std::string>;

constexpr const char* kFixedClock = "scenarios/kcp/monthly_subscription_fixed_clock.json";

/// An emulator whose clock stands still, and commands for it.
class CommandSession {
 public:
  explicit CommandSession(const Words& more = {})
      : emulator_(Arguments(more)), shop(emulator_.port()) {
    shop.Authorize();
  }

  Ending Ask(const Words& words) const {
    return RunEmulator(words, {"PORTONE_EMULATOR_URL=" + emulator_.base_url()});
  }
  /// Standard output of a command that must succeed.
  std::string Print(const Words& words) const {
    const Ending ending = Ask(words);
    INFO(ending.err);
    CHECK(ending.exit_code == 0);
    return ending.out;
  }
  int port() const { return emulator_.port(); }
  std::string url() const { return emulator_.base_url(); }

 private:
  static Words Arguments(const Words& more) {
    Words words{"--scenario", InTree(kFixedClock), "--log-level", "error"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  RunningEmulator emulator_;

 public:
  MerchantClient shop;
};

/// Adds "$ payments --json", what it prints and its exit code to a transcript.
inline void Play(const CommandSession& session, const std::string& line, std::string& transcript) {
  Words words;
  std::string word;
  for (const char c : line + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, ""));
    }
  }
  const Ending ending = session.Ask(words);
  transcript += "$ portone-emulator " + line + "\n" + ending.out + ending.err;
  if (ending.exit_code != 0) transcript += "(exit code " + std::to_string(ending.exit_code) + ")\n";
  transcript += "\n";
}

}  // namespace portone::testing
