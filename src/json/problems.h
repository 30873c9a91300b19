// SPDX-License-Identifier: MIT
// What is wrong with a document of the emulator's own formats. A text of a few megabytes may hold
// millions of mistakes: the first ones are kept, the others are counted.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portone::json {

struct Problem {
  std::string pointer;  ///< RFC 6901: "/given/channels/0/pg"; "" for the whole document
  std::string message;
  bool is_key_error = false;  ///< the key is wrong (unknown or not allowed here), not its value
  bool is_renamed = false;    ///< the key or the word has another name now

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// A list of problems in the order in which they were found. Not thread-safe.
class Problems {
 public:
  /// How many are kept.
  static constexpr std::size_t kMaxKept = 100;

  using Filter = std::function<bool(const Problem&)>;

  Problems() = default;
  /// Problems for which `filter` is false are neither kept nor counted.
  explicit Problems(Filter filter) : filter_(std::move(filter)) {}

  void Add(Problem problem);
  /// Adds those of another list, with the count of those that it has not kept.
  void Append(Problems others);

  /// Whether further problems are only counted. What is read from then on need not be kept, because
  /// the document is refused.
  bool full() const { return kept_.size() == kMaxKept; }
  /// The number of all problems, kept or not.
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// The kept ones.
  const std::vector<Problem>& kept() const { return kept_; }
  const Problem& front() const { return kept_.front(); }
  auto begin() const { return kept_.begin(); }
  auto end() const { return kept_.end(); }

  /// "and 4,999,900 more"; "" when all are kept.
  std::string DescribeRest() const;

  /// The first problem with `is_renamed`, kept or not, among those after the first `from`.
  std::optional<Problem> FindRenamed(std::size_t from) const;
  /// Forgets all but the first `size`. REQUIRES: `size` <= size().
  void Truncate(std::size_t size);

 private:
  Filter filter_;
  std::vector<Problem> kept_;
  std::size_t size_ = 0;
  /// The last problem with `is_renamed` that was not kept, and how many were found before it.
  std::optional<std::pair<std::size_t, Problem>> renamed_;
};

}  // namespace portone::json
