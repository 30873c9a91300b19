// SPDX-License-Identifier: MIT
// The windows that pages have opened: which payment or certification each is for, and what its page
// received at the end. Kept beside the sandboxes, whose snapshots do not have them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "commands/certification_window.h"
#include "commands/checkouts.h"
#include "domain/ids.h"
#include "engine/sandbox.h"
#include "scenario/checkout.h"
#include "web/page_result.h"

namespace portone::web {

/// A payment's window as it was opened.
struct PaymentWindow {
  commands::Checkout checkout;
  commands::WindowState state;
};

/// A certification's.
struct CertificationWindow {
  commands::CertificationCheckout request;
  commands::CertificationWindowState state;
};

struct OpenedWindow {
  std::weak_ptr<engine::Sandbox> sandbox;
  TierCode tier{};
  scenario::CheckoutRequest request;  ///< what the page has asked for
  std::string return_origin{};        ///< of that page; "": unknown, or "null"
  std::variant<PaymentWindow, CertificationWindow> window{};
};

using OpenedWindowPtr = std::shared_ptr<const OpenedWindow>;

/// Thread-safe.
class OpenWindows {
 public:
  /// How many windows of a sandbox are kept; a new one takes the place of the oldest.
  static constexpr std::size_t kMaxPerSandbox = 100;

  /// The right to end a window: nobody else can meanwhile. Given up on destruction.
  class Ending {
   public:
    Ending(OpenWindows& windows, std::string id, OpenedWindowPtr window)
        : windows_(&windows), id_(std::move(id)), window_(std::move(window)) {}
    Ending(Ending&& other) noexcept
        : windows_(std::exchange(other.windows_, nullptr)),
          id_(std::move(other.id_)),
          window_(std::move(other.window_)) {}
    Ending& operator=(Ending&&) = delete;
    Ending(const Ending&) = delete;
    Ending& operator=(const Ending&) = delete;
    ~Ending();

    const OpenedWindow& window() const { return *window_; }
    /// The window ends with this result; without a call it stays open.
    void SetResult(PageResult result);

   private:
    OpenWindows* windows_;
    std::string id_;
    OpenedWindowPtr window_;
    std::optional<PageResult> result_;
  };

  struct Found {
    OpenedWindowPtr window;
    std::optional<PageResult> result{};
  };

  /// What a call that wants to end a window gets: the right to, or what its page received already.
  /// Neither: there is no such window.
  struct Claim {
    std::optional<Ending> ending{};
    std::optional<PageResult> result{};
  };

  /// Returns its id, which cannot be guessed. `result` is set for one that has ended. REQUIRES: the
  /// sandbox exists.
  std::string Add(OpenedWindow window, std::optional<PageResult> result = std::nullopt);
  /// Nothing when there is no such window, or its sandbox is gone.
  std::optional<Found> Find(const std::string& id);
  /// Waits while another call is ending it.
  Claim BeginEnding(const std::string& id);

 private:
  struct Entry {
    OpenedWindowPtr window;
    std::optional<PageResult> result{};
    bool is_ending = false;
  };

  void End(const std::string& id, std::optional<PageResult> result);
  Entry* FindEntry(const std::string& id);          // REQUIRES the lock
  void DropOldest(const engine::Sandbox* sandbox);  // REQUIRES the lock
  void DropOrphans();                               // REQUIRES the lock

  std::mutex mutex_;
  std::condition_variable ended_;
  std::map<std::string, Entry> entries_;
  std::map<const engine::Sandbox*, std::deque<std::string>> by_sandbox_;  // oldest first
  std::size_t sweep_at_size_ = kMaxPerSandbox;
};

}  // namespace portone::web
