// SPDX-License-Identifier: MIT
// The body of a streamed reply, which continues for as long as the client stays. Independent of
// its content and of how it is sent.
#pragma once

#include <functional>
#include <string>

namespace portone::api {

/// A transport reads and sends until `Read` returns "", and then calls `NotifyWhenReady`. All
/// members are called by one thread at a time.
class BodyStream {
 public:
  BodyStream() = default;
  BodyStream(const BodyStream&) = delete;
  BodyStream& operator=(const BodyStream&) = delete;
  virtual ~BodyStream() = default;

  /// The next bytes; "" when there are none now. Does not wait. Bytes that have not been read take
  /// no memory here.
  virtual std::string Read() = 0;
  /// Arranges that `wake` is called once when `Read` may return something: from any thread, maybe
  /// before `NotifyWhenReady` returns, and maybe with locks held.
  virtual void NotifyWhenReady(std::function<void()> wake) = 0;
  /// Once this has returned, `wake` is neither running nor called again.
  virtual void Stop() = 0;
  /// The bytes that a transport sends when it has sent nothing else for a while, to show the client
  /// that the connection is alive.
  virtual std::string Heartbeat() = 0;
};

}  // namespace portone::api
