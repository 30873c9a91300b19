// SPDX-License-Identifier: MIT
// The interface for all outgoing HTTP POSTs to the merchant. http/ implements it with real sockets,
// tests with a recorder.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/http_header.h"
#include "base/http_result.h"

namespace portone::webhook {

/// An HTTP POST to send. Redirects are not followed.
struct Post {
  std::string url;  ///< absolute, http or https
  std::string content_type;
  std::string body;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds read_timeout{30'000};
  std::chrono::milliseconds total_timeout{40'000};  ///< for connecting and reading together
  /// Headers besides those of every request. None that the sender sets itself, such as Host and
  /// Content-Length; values without line breaks.
  std::vector<HttpHeader> headers{};
};

/// Sends POSTs one after the other and keeps the connections to their receivers, where those allow
/// it, until it is destroyed. Thread safety: `Send` is called by one thread at a time.
class SendSession {
 public:
  SendSession() = default;
  SendSession(const SendSession&) = delete;
  SendSession& operator=(const SendSession&) = delete;
  virtual ~SendSession() = default;

  /// As Sender::Send.
  virtual HttpResult Send(const Post& post) = 0;

  /// As Sender::Abort, for the posts of this session. May be called from any thread while the
  /// session exists.
  virtual void Abort() {}
};

/// Sends POSTs. Thread safety: all members may be called from several threads at once.
class Sender {
 public:
  Sender() = default;
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  virtual ~Sender() = default;

  /// Sends one POST and waits for the response, of whose body the first 4,096 bytes are kept.
  /// Without a response the result's error is a short reason ("connection refused", "no response
  /// within 30000 ms", "not an http or https URL"). Throws nothing but std::bad_alloc.
  virtual HttpResult Send(const Post& post) = 0;

  /// Begins a session. By default its posts are sent like any others.
  /// REQUIRES: the sender outlives the session.
  virtual std::unique_ptr<SendSession> NewSession();

  /// Aborts sends in progress and makes later ones return immediately, with the error "stopped".
  virtual void Abort() {}
};

}  // namespace portone::webhook
