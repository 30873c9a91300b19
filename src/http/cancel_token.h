// SPDX-License-Identifier: MIT
// Ends the waits of other threads. Independent of what they wait for.
#pragma once

namespace portone::http {

/// A switch that is thrown once, for any number of waiting threads. They wait with poll(2) for
/// `fd()` besides their own descriptors. Thread safety: all members may be called from any thread.
class CancelToken {
 public:
  /// Throws std::system_error when the process has no descriptor left.
  CancelToken();
  CancelToken(const CancelToken&) = delete;
  CancelToken& operator=(const CancelToken&) = delete;
  ~CancelToken();

  /// Ends present and future waits. Idempotent.
  void Cancel() noexcept;
  bool cancelled() const;

  /// Becomes readable when cancelled, and stays so. Not to be read.
  int fd() const { return fd_; }

 private:
  int fd_;
};

}  // namespace portone::http
