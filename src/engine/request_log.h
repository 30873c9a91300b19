// SPDX-License-Identifier: MIT
// The API calls that a sandbox received, queries and refusals included, in the order in which they
// came. Unlike the journal it is for reading, not for repeating. Not thread-safe (the engine guards
// it).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "base/instant.h"

namespace portone::engine {

/// One call with its answer. Holds secrets as they came: only a view that redacts them may show it.
struct RequestRecord {
  std::uint64_t sequence = 0;  ///< among all that happened in the sandbox
  Instant at;                  ///< the sandbox's time when it was answered
  std::string method;
  std::string target;  ///< undecoded, with query
  std::string content_type;
  std::string body;
  std::string operation;  ///< the route: "/payments/{imp_uid}"
  int status = 0;         ///< HTTP status of the reply; 0 when a fault cut it
  int code = 0;           ///< of the envelope
};

class RequestLog {
 public:
  /// Drops the oldest ones beyond the bounds.
  void Append(RequestRecord record);
  /// In the order of their sequences.
  std::vector<RequestRecord> All() const;
  void Clear();

  static constexpr std::size_t kRecordsKept = 10'000;
  static constexpr std::size_t kBytesKept = 64U << 20U;

 private:
  std::deque<RequestRecord> records_;
  std::size_t bytes_ = 0;
};

}  // namespace portone::engine
