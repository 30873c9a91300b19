// SPDX-License-Identifier: MIT
#include "http/event_loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace portone::http {
namespace {

constexpr std::size_t kMaxEventsPerRound = 128;

int ThrowIfFailed(int result, const char* call) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), call);
  return result;
}

}  // namespace

EventLoop::EventLoop()
    : epoll_fd_(ThrowIfFailed(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_fd_(ThrowIfFailed(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
  ThrowIfFailed(::epoll_ctl(epoll_fd_, EPOLL_CTL_ADD, wake_fd_, &event), "epoll_ctl");
}

EventLoop::~EventLoop() {
  ::close(wake_fd_);
  ::close(epoll_fd_);
}

bool EventLoop::Watch(int fd, std::uint32_t events, Watcher& watcher) const {
  epoll_event event{.events = events, .data = {.ptr = &watcher}};
  return ::epoll_ctl(epoll_fd_, EPOLL_CTL_ADD, fd, &event) == 0;
}

void EventLoop::Rearm(int fd, std::uint32_t events, Watcher& watcher) const {
  epoll_event event{.events = events, .data = {.ptr = &watcher}};
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_MOD, fd, &event);
}

void EventLoop::Unwatch(int fd) const {
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_DEL, fd, nullptr);
}

void EventLoop::Post(std::function<void()> task) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    is_first = tasks_.empty();
    tasks_.push_back(std::move(task));
  }
  if (is_first) ::eventfd_write(wake_fd_, 1);
}

EventLoop::Timer EventLoop::StartTimer(Milliseconds after, std::function<void()> task) {
  // One millisecond more: Elapsed() is rounded down, and a timer must not fire early.
  const Milliseconds due = watch_.Elapsed() + after + Milliseconds{1};
  return timers_.emplace(due, std::move(task));
}

int EventLoop::GetTimeoutMs() const {
  constexpr Milliseconds kLongest = std::chrono::hours{1};
  if (timers_.empty()) return -1;
  const Milliseconds left = timers_.begin()->first - watch_.Elapsed();
  return static_cast<int>(std::clamp(left, Milliseconds{0}, kLongest).count());
}

void EventLoop::Run() {
  std::array<epoll_event, kMaxEventsPerRound> events;
  while (!stopping_) {
    const int count = ::epoll_wait(epoll_fd_, events.data(), events.size(), GetTimeoutMs());
    now_ = watch_.Elapsed();
    bool has_tasks = false;
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      if (event.data.ptr == nullptr) {
        has_tasks = true;
      } else {
        static_cast<Watcher*>(event.data.ptr)->OnEvents(event.events);
      }
    }
    if (has_tasks) RunTasks();
    RunTimers();
    retired_.clear();
  }
}

void EventLoop::RunTimers() {
  while (!timers_.empty() && timers_.begin()->first <= now_) {
    const auto task = std::move(timers_.begin()->second);
    timers_.erase(timers_.begin());
    task();
  }
}

void EventLoop::RunTasks() {
  eventfd_t ignored = 0;
  ::eventfd_read(wake_fd_, &ignored);
  std::vector<std::function<void()>> tasks;
  {
    const std::lock_guard lock(mutex_);
    tasks.swap(tasks_);
  }
  for (const auto& task : tasks)
    task();
}

}  // namespace portone::http
