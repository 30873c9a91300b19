// SPDX-License-Identifier: MIT
// The API calls that a sandbox has received, including queries and refused calls, in order of
// arrival. Unlike the journal it is for inspection, not for replay. Not thread-safe (guarded by the
// engine).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/call_outcome.h"
#include "engine/body_store.h"

namespace portone::engine {

/// One call and its reply, shared with the readers of the log: copying it under a lock would hold
/// up requests. Contains secrets in plain text: must be redacted before it is shown.
struct RequestRecord {
  std::uint64_t sequence = 0;  ///< among all events of the sandbox
  Instant at;                  ///< the sandbox's time of the reply
  std::string method;
  std::string target;  ///< undecoded, with query
  std::string content_type;
  StoredBodyPtr body;
  /// The route: "/payments/{imp_uid}"; "" when there is none. Points into the table of routes.
  std::string_view operation;
  int status = 0;            ///< HTTP status of the reply; 0 if a fault cut the connection
  int code = 0;              ///< `code` of the reply envelope
  std::string message;       ///< of the reply envelope; "" in a success
  CallOutcome outcome{};     ///< what the call was about, as far as it is known
  std::string reply_body{};  ///< "" unless the feed of events keeps replies
  std::chrono::milliseconds elapsed{0};      ///< real time from the request to the reply
  std::chrono::milliseconds fault_delay{0};  ///< how long a fault held the reply back
};

class RequestLog {
 public:
  /// Drops the oldest records beyond the limits.
  void Append(std::shared_ptr<const RequestRecord> record);
  /// All records, in the order of the replies.
  std::vector<std::shared_ptr<const RequestRecord>> All() const {
    return {records_.begin(), records_.end()};
  }

  static constexpr std::size_t kMaxRecords = 10'000;
  static constexpr std::size_t kMaxBytes = 64U << 20U;

 private:
  std::deque<std::shared_ptr<const RequestRecord>> records_;
  std::size_t bytes_ = 0;
};

}  // namespace portone::engine
