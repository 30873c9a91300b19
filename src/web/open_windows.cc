// SPDX-License-Identifier: MIT
#include "web/open_windows.h"

#include <algorithm>
#include <utility>

#include "sim/secret.h"

namespace portone::web {
namespace {

constexpr std::size_t kIdLength = 32;

}  // namespace

OpenWindows::Ending::~Ending() {
  if (windows_ != nullptr) windows_->End(id_, std::move(result_));
}

void OpenWindows::Ending::SetResult(PageResult result) {
  result_ = std::move(result);
}

std::string OpenWindows::Add(OpenedWindow window, std::optional<PageResult> result) {
  const engine::Sandbox* sandbox = window.sandbox.lock().get();
  std::string id = sim::MakeSecret().substr(0, kIdLength);
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= sweep_at_size_) DropOrphans();
  DropOldest(sandbox);
  by_sandbox_[sandbox].push_back(id);
  entries_[id] = {std::make_shared<const OpenedWindow>(std::move(window)), std::move(result)};
  return id;
}

std::optional<OpenWindows::Found> OpenWindows::Find(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const Entry* entry = FindEntry(id);
  if (entry == nullptr) return std::nullopt;
  return Found{entry->window, entry->result};
}

OpenWindows::Claim OpenWindows::BeginEnding(const std::string& id) {
  std::unique_lock lock(mutex_);
  while (true) {
    Entry* entry = FindEntry(id);
    if (entry == nullptr) return {};
    if (entry->result) return {.result = entry->result};
    if (!entry->is_ending) {
      entry->is_ending = true;
      Claim claim;
      claim.ending.emplace(*this, id, entry->window);
      return claim;
    }
    ended_.wait(lock);
  }
}

void OpenWindows::End(const std::string& id, std::optional<PageResult> result) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found != entries_.end()) {
    found->second.is_ending = false;
    found->second.result = std::move(result);
  }
  ended_.notify_all();
}

OpenWindows::Entry* OpenWindows::FindEntry(const std::string& id) {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.window->sandbox.expired()) return nullptr;
  return &found->second;
}

void OpenWindows::DropOldest(const engine::Sandbox* sandbox) {
  std::deque<std::string>& ids = by_sandbox_[sandbox];
  while (ids.size() >= kMaxPerSandbox) {
    entries_.erase(ids.front());
    ids.pop_front();
  }
}

/// Of sandboxes that are gone. Another sandbox may have taken the address of one.
void OpenWindows::DropOrphans() {
  std::erase_if(entries_, [](const auto& item) { return item.second.window->sandbox.expired(); });
  for (auto& [sandbox, ids] : by_sandbox_)
    std::erase_if(ids, [this](const std::string& id) { return !entries_.contains(id); });
  std::erase_if(by_sandbox_, [](const auto& item) { return item.second.empty(); });
  sweep_at_size_ = std::max(kMaxPerSandbox, entries_.size() * 2);
}

}  // namespace portone::web
