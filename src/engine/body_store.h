// SPDX-License-Identifier: MIT
// The bodies of requests that are kept for inspection, of all sandboxes together: their size is
// bounded, and the oldest are dropped. Does not know who keeps them.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace portone::engine {

class BodyStore;

/// One body, shared by those who keep it. All members may be called from any thread.
class KeptBody {
 public:
  KeptBody(std::shared_ptr<BodyStore> store, std::string text);
  KeptBody(const KeptBody&) = delete;
  KeptBody& operator=(const KeptBody&) = delete;
  ~KeptBody();

  /// In bytes, also after it was dropped.
  std::size_t size() const { return size_; }
  /// Nothing after it was dropped.
  std::optional<std::string> Text() const;

 private:
  friend class BodyStore;

  const std::shared_ptr<BodyStore> store_;
  const std::size_t size_;
  // Guarded by the store's lock.
  std::string text_;
  bool is_kept_ = false;
  std::list<KeptBody*>::iterator place_{};  // valid while kept
};

/// Null: an empty body.
using KeptBodyPtr = std::shared_ptr<const KeptBody>;

/// The text of a body, "" of an empty one; nothing when it was dropped.
std::optional<std::string> ReadText(const KeptBodyPtr& body);

/// All members may be called from any thread.
class BodyStore : public std::enable_shared_from_this<BodyStore> {
 public:
  static constexpr std::size_t kDefaultLimit = std::size_t{256} << 20;

  /// `limit` in bytes of text. REQUIRES: owned by a shared_ptr.
  explicit BodyStore(std::size_t limit = kDefaultLimit) : limit_(limit) {}

  /// Keeps a body for as long as the result lives, or until newer ones need the room.
  KeptBodyPtr Keep(std::string text);

  /// How much is kept now.
  std::size_t bytes() const;

 private:
  friend class KeptBody;

  std::string TakeOut(KeptBody& body);  // REQUIRES the lock

  const std::size_t limit_;
  mutable std::mutex mutex_;   // held for a few instructions; copying one body
  std::list<KeptBody*> kept_;  // oldest first
  std::size_t bytes_ = 0;
};

}  // namespace portone::engine
