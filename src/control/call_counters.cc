// SPDX-License-Identifier: MIT
#include "control/call_counters.h"

#include <algorithm>
#include <sstream>

#include "api/route.h"

namespace portone::control {
namespace {

constexpr int kFirstClientError = 400;
constexpr int kFirstServerError = 500;
constexpr double kNanosecondsPerSecond = 1e9;

/// "POST /subscribe/payments/again"; "none" after the last row.
std::string NameOperation(std::size_t row) {
  const auto table = api::RouteTable();
  if (row >= table.size()) return "none";
  return std::string(Name(table[row].method)) + " " + std::string(table[row].path);
}

std::string FormatNumber(double number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

}  // namespace

ReplyKind GetReplyKind(const api::Reply& reply) {
  if (reply.hang_up != HangUp::kNone) return ReplyKind::kNoReply;
  if (reply.status >= kFirstServerError) return ReplyKind::kServerError;
  if (reply.status >= kFirstClientError) return ReplyKind::kClientError;
  return reply.code == 0 ? ReplyKind::kSucceeded : ReplyKind::kRefused;
}

CallCounters::CallCounters() : operations_(api::RouteTable().size() + 1) {}

void CallCounters::Count(std::optional<std::size_t> row, const api::Reply& reply,
                         std::chrono::nanoseconds elapsed) {
  Operation& operation = operations_[row.value_or(operations_.size() - 1)];
  const auto kind = static_cast<std::size_t>(GetReplyKind(reply));
  operation.reply_counts.at(kind).fetch_add(1, std::memory_order_relaxed);
  const double seconds = static_cast<double>(elapsed.count()) / kNanosecondsPerSecond;
  const auto* const bucket =
      std::lower_bound(kBucketSeconds.begin(), kBucketSeconds.end(), seconds);
  const auto index = static_cast<std::size_t>(bucket - kBucketSeconds.begin());
  operation.latency_buckets.at(index).fetch_add(1, std::memory_order_relaxed);
  operation.total_nanoseconds.fetch_add(static_cast<std::uint64_t>(elapsed.count()),
                                        std::memory_order_relaxed);
}

void CallCounters::AppendReplyCounts(std::string& text, const std::string& name,
                                     const Operation& operation) {
  for (std::size_t i = 0; i < operation.reply_counts.size(); ++i) {
    const std::uint64_t count = operation.reply_counts.at(i).load(std::memory_order_relaxed);
    if (count == 0) continue;
    text += "portone_requests_total{operation=\"" + name + "\",outcome=\"" +
            std::string(Names<ReplyKind>()[i]) + "\"} " + std::to_string(count) + "\n";
  }
}

/// A Prometheus bucket counts all calls that took no longer than its upper bound.
void CallCounters::AppendLatencies(std::string& text, const std::string& name,
                                   const Operation& operation) {
  const std::string metric = "portone_request_duration_seconds";
  const std::string label = "{operation=\"" + name + "\"";
  std::uint64_t count = 0;
  std::string buckets;
  for (std::size_t i = 0; i < operation.latency_buckets.size(); ++i) {
    count += operation.latency_buckets.at(i).load(std::memory_order_relaxed);
    const std::string end = i < kBucketSeconds.size() ? FormatNumber(kBucketSeconds.at(i)) : "+Inf";
    buckets += metric + "_bucket" + label + ",le=\"" + end + "\"} " + std::to_string(count) + "\n";
  }
  if (count == 0) return;
  const auto nanoseconds =
      static_cast<double>(operation.total_nanoseconds.load(std::memory_order_relaxed));
  text += buckets + metric + "_sum" + label + "} " +
          FormatNumber(nanoseconds / kNanosecondsPerSecond) + "\n" + metric + "_count" + label +
          "} " + std::to_string(count) + "\n";
}

std::string CallCounters::Format() const {
  std::string text =
      "# HELP portone_requests_total V1 calls by operation and outcome\n"
      "# TYPE portone_requests_total counter\n";
  for (std::size_t row = 0; row < operations_.size(); ++row)
    AppendReplyCounts(text, NameOperation(row), operations_[row]);
  text +=
      "# HELP portone_request_duration_seconds how long V1 calls took, without injected delays\n"
      "# TYPE portone_request_duration_seconds histogram\n";
  for (std::size_t row = 0; row < operations_.size(); ++row)
    AppendLatencies(text, NameOperation(row), operations_[row]);
  return text;
}

}  // namespace portone::control
