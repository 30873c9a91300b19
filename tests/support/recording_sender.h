// SPDX-License-Identifier: MIT
// A merchant's server without sockets: records every webhook and responds by a script, which may
// call back into the emulator as real receivers do.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "webhook/sender.h"

namespace portone::testing {

/// The result of a post to which a receiver responds.
HttpResult RespondWith(int status, std::string body = "");
/// The result of a post without a response, with the reason.
HttpResult FailWith(std::string error);

class RecordingSender;

/// The sender responds by its script while this exists. Used by one thread.
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
  /// May throw what a sender may: std::bad_alloc.
  using Script = std::function<HttpResult(const webhook::Post&)>;

  /// Records the post, hangs if Hang() was called for its URL, then responds by the script, or with
  /// 200 without one.
  HttpResult Send(const webhook::Post& post) override;
  std::unique_ptr<webhook::SendSession> NewSession() override;
  /// Releases everything that hangs, with the error "stopped".
  void Abort() override;

  /// Responds by the script while the scope exists; its destructor waits for a script that is still
  /// running. Declare it after everything the script refers to.
  [[nodiscard]] ScriptScope RespondUsing(Script script);
  /// Makes posts to this URL hang until Release().
  void Hang(const std::string& url);
  void Release(const std::string& url);

  std::vector<webhook::Post> posts() const;
  /// The bodies of the posts, in their order.
  std::vector<std::string> bodies() const;
  /// The URLs of the posts, in their order.
  std::vector<std::string> urls() const;
  /// How many sessions have begun.
  int sessions() const;

  /// Waits for at least this many posts. Fails the test when they do not arrive.
  void Await(std::size_t count);

 private:
  friend class ScriptScope;
  class RunningScript;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<webhook::Post> posts_;
  std::set<std::string> hanging_;
  Script script_;
  int scripts_running_ = 0;
  int sessions_ = 0;
  bool aborted_ = false;
};

}  // namespace portone::testing
