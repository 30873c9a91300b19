// SPDX-License-Identifier: MIT
// The request bodies of all sandboxes that are stored for inspection: their total size is bounded,
// and the oldest are dropped. Does not know who refers to them.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace portone::engine {

class BodyStore;

/// One body, shared by all records that refer to it. All members may be called from any thread.
class StoredBody {
 public:
  StoredBody(std::shared_ptr<BodyStore> store, std::string text);
  StoredBody(const StoredBody&) = delete;
  StoredBody& operator=(const StoredBody&) = delete;
  ~StoredBody();

  /// The size in bytes, also after the body was dropped.
  std::size_t size() const { return size_; }
  /// The text of the body; nothing after it was dropped.
  std::optional<std::string> ReadText() const;

 private:
  friend class BodyStore;

  const std::shared_ptr<BodyStore> store_;
  const std::size_t size_;
  // Guarded by the store's lock.
  std::string text_;
  bool is_stored_ = false;
  std::list<StoredBody*>::iterator position_{};  // valid while stored
};

/// Null: an empty body.
using StoredBodyPtr = std::shared_ptr<const StoredBody>;

/// The text of a body, "" of an empty one; nothing when it was dropped.
std::optional<std::string> ReadText(const StoredBodyPtr& body);

/// All members may be called from any thread.
class BodyStore : public std::enable_shared_from_this<BodyStore> {
 public:
  static constexpr std::size_t kDefaultLimit = std::size_t{256} << 20;

  /// `limit` in bytes of text. REQUIRES: owned by a shared_ptr.
  explicit BodyStore(std::size_t limit = kDefaultLimit) : limit_(limit) {}

  /// Stores a body for as long as the result lives, or until newer bodies need the space.
  StoredBodyPtr Store(std::string text);

  /// The total size of the stored bodies.
  std::size_t bytes() const;

 private:
  friend class StoredBody;

  std::string TakeOut(StoredBody& body);  // REQUIRES the lock

  const std::size_t limit_;
  mutable std::mutex mutex_;       // held for a few instructions; copying one body
  std::list<StoredBody*> bodies_;  // oldest first
  std::size_t bytes_ = 0;
};

}  // namespace portone::engine
