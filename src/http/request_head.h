// SPDX-License-Identifier: MIT
// Finds the end of a request's head and refuses what the grammar's parser would let pass: long and
// folded lines, line ends without a carriage return. Does not interpret the lines.
#pragma once

#include <cstddef>
#include <string_view>

namespace portone::http {

struct HeadLimits {
  std::size_t max_bytes = std::size_t{32} << 10;  ///< request line and headers together
  std::size_t max_lines = 256;                    ///< request line and headers together
  std::size_t max_line_bytes = 8192;              ///< of a header; with its line end
};

/// Reads a head as it arrives, each byte once. Thread safety: used by one thread.
class HeadScanner {
 public:
  explicit HeadScanner(const HeadLimits& limits) : limits_(limits) {}

  /// `bytes` is everything received of the request so far; each call has the bytes of the call
  /// before and more. Returns whether the head is complete or refused.
  bool Scan(std::string_view bytes);

  /// The HTTP status of the refusal (400, 431), or 0.
  int refusal() const { return refusal_; }
  /// Where the request line begins: empty lines before it are skipped.
  std::size_t begin() const { return begin_; }
  /// Where the head ends: after its empty line. REQUIRES: the head is complete.
  std::size_t end() const { return line_begin_; }

 private:
  bool Refuse(int status);

  HeadLimits limits_;
  std::size_t begin_ = 0;
  std::size_t line_begin_ = 0;  // where the current line begins
  std::size_t scanned_ = 0;     // where the search for the next line end goes on
  std::size_t line_count_ = 0;
  int refusal_ = 0;
};

}  // namespace portone::http
