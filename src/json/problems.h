// SPDX-License-Identifier: MIT
// The mistakes in a document of the emulator's own formats. A text of a few megabytes may hold
// millions of mistakes: the first ones are listed, the others are only counted.
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
  bool is_renamed = false;    ///< the key, or the word that is its value, was renamed

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// A list of problems in the order in which they were found. Not thread-safe.
class Problems {
 public:
  /// The maximum number of listed problems.
  static constexpr std::size_t kMaxListed = 100;

  using Filter = std::function<bool(const Problem&)>;

  Problems() = default;
  /// Problems for which `filter` is false are neither listed nor counted.
  explicit Problems(Filter filter) : filter_(std::move(filter)) {}

  void Add(Problem problem);
  /// Adds the problems of another list, and to the count those that it has not listed.
  void Append(Problems others);

  /// Whether further problems are only counted. Readers need not store what they read from then on,
  /// because the document is refused.
  bool full() const { return listed_.size() == kMaxListed; }
  /// The number of all problems, listed or not.
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// The listed problems.
  const std::vector<Problem>& listed() const { return listed_; }
  const Problem& front() const { return listed_.front(); }
  auto begin() const { return listed_.begin(); }
  auto end() const { return listed_.end(); }

  /// "and 4,999,900 more"; "" when all are listed.
  std::string DescribeRest() const;

  /// The first problem with `is_renamed`, listed or not, among those after the first `from`.
  std::optional<Problem> FindRenamed(std::size_t from) const;
  /// Forgets all but the first `size`. REQUIRES: `size` <= size().
  void Truncate(std::size_t size);

 private:
  Filter filter_;
  std::vector<Problem> listed_;
  std::size_t size_ = 0;
  /// The last problem with `is_renamed` that was not listed, and how many were found before it.
  std::optional<std::pair<std::size_t, Problem>> renamed_;
};

}  // namespace portone::json
