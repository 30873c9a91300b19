// SPDX-License-Identifier: MIT
#include "support/recording_sender.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <utility>

namespace portone::testing {
namespace {

/// Only keeps a broken test from waiting forever; no test measures it.
constexpr std::chrono::minutes kTimeout{2};

}  // namespace

HttpResult RespondWith(int status, std::string body) {
  HttpResult result;
  result.status = status;
  result.body = std::move(body);
  return result;
}

HttpResult FailWith(std::string error) {
  HttpResult result;
  result.error = std::move(error);
  return result;
}

/// A script that responds to a post, whether it returns or throws. The sender's lock guards the
/// beginning.
class RecordingSender::RunningScript {
 public:
  explicit RunningScript(RecordingSender& sender) : sender_(sender) { ++sender.scripts_running_; }
  RunningScript(const RunningScript&) = delete;
  RunningScript& operator=(const RunningScript&) = delete;
  ~RunningScript() {
    const std::lock_guard lock(sender_.mutex_);
    --sender_.scripts_running_;
    sender_.changed_.notify_all();
  }

 private:
  RecordingSender& sender_;
};

HttpResult RecordingSender::Send(const webhook::Post& post) {
  Script script;
  std::optional<RunningScript> running;
  {
    std::unique_lock lock(mutex_);
    posts_.push_back(post);
    changed_.notify_all();
    changed_.wait_for(lock, kTimeout, [&] { return aborted_ || !hanging_.contains(post.url); });
    if (aborted_) return FailWith("stopped");
    if (!script_) return RespondWith(200, "ok");
    script = script_;
    running.emplace(*this);
  }
  return script(post);
}

std::unique_ptr<webhook::SendSession> RecordingSender::NewSession() {
  const std::lock_guard lock(mutex_);
  ++sessions_;
  return Sender::NewSession();
}

int RecordingSender::sessions() const {
  const std::lock_guard lock(mutex_);
  return sessions_;
}

void RecordingSender::Abort() {
  const std::lock_guard lock(mutex_);
  aborted_ = true;
  changed_.notify_all();
}

ScriptScope RecordingSender::RespondUsing(Script script) {
  const std::lock_guard lock(mutex_);
  script_ = std::move(script);
  return ScriptScope(*this);
}

ScriptScope::~ScriptScope() {
  std::unique_lock lock(sender_.mutex_);
  sender_.script_ = nullptr;
  sender_.changed_.wait(lock, [&] { return sender_.scripts_running_ == 0; });
}

void RecordingSender::Hang(const std::string& url) {
  const std::lock_guard lock(mutex_);
  hanging_.insert(url);
}

void RecordingSender::Release(const std::string& url) {
  const std::lock_guard lock(mutex_);
  hanging_.erase(url);
  changed_.notify_all();
}

std::vector<webhook::Post> RecordingSender::posts() const {
  const std::lock_guard lock(mutex_);
  return posts_;
}

std::vector<std::string> RecordingSender::bodies() const {
  std::vector<std::string> bodies;
  for (const webhook::Post& post : posts())
    bodies.push_back(post.body);
  return bodies;
}

std::vector<std::string> RecordingSender::urls() const {
  std::vector<std::string> urls;
  for (const webhook::Post& post : posts())
    urls.push_back(post.url);
  return urls;
}

void RecordingSender::Await(std::size_t count) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, kTimeout, [&] { return posts_.size() >= count; })) {
    throw std::runtime_error("the webhooks that a test waits for never came");
  }
}

}  // namespace portone::testing
