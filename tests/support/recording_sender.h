// SPDX-License-Identifier: MIT
// A merchant's server without sockets: keeps every webhook it is sent and answers from a script.
// The script may call back into the emulator, as real receivers do.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "webhook/sender.h"

namespace portone::testing {

/// "200", as a receiver answers.
webhook::PostOutcome Answered(int status, std::string body = "");
/// No answer, and why.
webhook::PostOutcome Unanswered(std::string error);

class RecordingSender;

/// While this lives the sender answers by its script. Used by one thread.
class ScriptScope {
 public:
  explicit ScriptScope(RecordingSender& sender) : sender_(sender) {}
  ScriptScope(const ScriptScope&) = delete;
  ScriptScope& operator=(const ScriptScope&) = delete;
  ~ScriptScope();

 private:
  RecordingSender& sender_;
};

/// All members may be called from any thread.
class RecordingSender : public webhook::Sender {
 public:
  using Script = std::function<webhook::PostOutcome(const webhook::Post&)>;

  /// Keeps the post, hangs if told to, then answers as the script says: 200 without one.
  webhook::PostOutcome Send(const webhook::Post& post) override;
  /// Lets go of everything that hangs, with the error "stopped".
  void Abort() override;

  /// Answers as the script says for as long as the scope lives; its end waits for a script that is
  /// still running. Declare it after everything the script refers to.
  [[nodiscard]] ScriptScope AnswerBy(Script script);
  /// From now on posts to this URL hang, until it is released.
  void Hang(const std::string& url);
  void Release(const std::string& url);

  std::vector<webhook::Post> posts() const;
  /// The bodies of the posts, in their order.
  std::vector<std::string> bodies() const;
  /// The URLs of the posts, in their order.
  std::vector<std::string> urls() const;

  /// Returns when at least this many posts have arrived. Fails the test when they never do.
  void Await(std::size_t count);

 private:
  friend class ScriptScope;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<webhook::Post> posts_;
  std::set<std::string> hanging_;
  Script script_;
  int scripts_running_ = 0;
  bool aborted_ = false;
};

}  // namespace portone::testing
