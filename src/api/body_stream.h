// SPDX-License-Identifier: MIT
// The body of a reply that goes on for as long as the client stays. Knows neither what it says nor
// how it is sent.
#pragma once

#include <functional>
#include <string>

namespace portone::api {

/// What a transport has to do: read and send until nothing is there, and then await more. All
/// members are called by one thread at a time.
class BodyStream {
 public:
  BodyStream() = default;
  BodyStream(const BodyStream&) = delete;
  BodyStream& operator=(const BodyStream&) = delete;
  virtual ~BodyStream() = default;

  /// The next bytes; "" when there are none now. Waits for nothing. What is not read costs no
  /// memory here.
  virtual std::string Read() = 0;
  /// Has `wake` called once when `Read` may have something: from any thread, maybe before this
  /// returns, and maybe with locks held.
  virtual void Await(std::function<void()> wake) = 0;
  /// When it returns, `wake` is not and will not be called.
  virtual void Stop() = 0;
  /// What shows that the connection is still there, to be sent when nothing else was for a while.
  virtual std::string Heartbeat() = 0;
};

}  // namespace portone::api
