// SPDX-License-Identifier: MIT
// Counts V1 calls by operation and outcome, and how long they took, since the start.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/reply.h"
#include "base/enum_names.h"

namespace portone::control {

/// What a caller sees of a V1 call.
enum class ReplyKind : std::uint8_t {
  kSucceeded,    ///< code 0; the payment in it may be failed
  kRefused,      ///< HTTP 200 with another code
  kClientError,  ///< HTTP 4xx
  kServerError,  ///< HTTP 5xx
  kNoReply,      ///< a fault ended the connection instead
};

}  // namespace portone::control

namespace portone {

template <>
struct EnumNames<control::ReplyKind> {
  static constexpr std::array<std::string_view, 5> kNames{"succeeded", "refused", "client_error",
                                                          "server_error", "no_reply"};
};

}  // namespace portone

namespace portone::control {

ReplyKind GetReplyKind(const api::Reply& reply);

/// Thread-safe without a lock: a few instructions for each call. A reader sees each count as it
/// was at some time while it was reading.
class CallCounters {
 public:
  CallCounters();

  /// Counts a call of a row of api::RouteTable, or of no route. `elapsed` is the time from its
  /// parsed request to its reply, without the delay of a fault.
  void Count(std::optional<std::size_t> row, const api::Reply& reply,
             std::chrono::nanoseconds elapsed);

  /// The counters in the text format of Prometheus.
  std::string Format() const;

 private:
  /// The upper bounds of the histogram's buckets in seconds; the last bucket has none.
  static constexpr std::array<double, 9> kBucketSeconds{0.0001, 0.0005, 0.001, 0.005, 0.01,
                                                        0.05,   0.1,    0.5,   1};
  using Counter = std::atomic<std::uint64_t>;

  struct Operation {
    std::array<Counter, EnumNames<ReplyKind>::kNames.size()> reply_counts{};
    std::array<Counter, kBucketSeconds.size() + 1> latency_buckets{};
    Counter total_nanoseconds{0};
  };

  static void AppendReplyCounts(std::string& text, const std::string& name,
                                const Operation& operation);
  static void AppendLatencies(std::string& text, const std::string& name,
                              const Operation& operation);

  std::vector<Operation> operations_;  // by row; the last: calls of no route
};

}  // namespace portone::control
