// SPDX-License-Identifier: MIT
// Waiting for descriptors, and the words for what went wrong with a request that the emulator made.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/cancel_token.h"
#include "sim/stopwatch.h"

namespace portone::http {

enum class WaitResult : std::uint8_t { kReady, kTimedOut, kCancelled };

/// Waits until poll(2) reports one of `events` or an error for `fd`, `limit` has passed on `since`,
/// or `cancel_token` is cancelled. Does not throw.
WaitResult WaitFor(int fd, short events, const sim::Stopwatch& since,
                   std::chrono::milliseconds limit, const CancelToken& cancel_token);

/// The errno of a socket whose non-blocking connect(2) has ended, 0 if it is connected.
int GetConnectError(int fd);

/// The error of a request that was cancelled.
inline constexpr std::string_view kStopped = "stopped";

/// "no response within 30000 ms".
std::string DescribeTimeout(std::string_view what, std::chrono::milliseconds limit);

/// The words for an errno of a call on sockets: "connection refused", "too many open files"; others
/// as in strerror(3), in lower case.
std::string DescribeSystemError(int error);

}  // namespace portone::http
