// SPDX-License-Identifier: MIT
#include "http/http_sender.h"

#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <utility>

#include "http/io_errors.h"
#include "http/url.h"

namespace portone::http {
/// Has a cancel token of its own, so that it can be aborted alone.
class HttpSender::Session final : public webhook::SendSession {
 public:
  /// Throws std::system_error when the process has no descriptor left.
  explicit Session(HttpSender& sender)
      : sender_(sender),
        client_([&sender]() -> const TlsClient& { return sender.GetTls(); }, cancel_token_) {
    const std::lock_guard lock(sender_.mutex_);
    sender_.sessions_.insert(this);
    if (sender_.aborted_) cancel_token_.Cancel();
  }

  ~Session() override {
    const std::lock_guard lock(sender_.mutex_);
    sender_.sessions_.erase(this);
  }

  HttpResult Send(const webhook::Post& post) override {
    HttpResult result;
    const auto url = ParseUrl(post.url);
    if (!url) {
      result.error = "not an http or https URL";
      return result;
    }
    try {
      return client_.Send(*url, {"POST", post.content_type, post.body, post.headers},
                          {post.connect_timeout, post.read_timeout, post.total_timeout});
    } catch (const std::bad_alloc&) {
      result.error = "out of memory";
      return result;
    } catch (const std::exception& error) {
      result.error = error.what();
      return result;
    }
  }

  void Abort() override { cancel_token_.Cancel(); }

 private:
  HttpSender& sender_;
  CancelToken cancel_token_;
  HttpClient client_;
};

namespace {

/// Stands in for a session that could not be begun for want of descriptors: every post fails.
class FailedSession final : public webhook::SendSession {
 public:
  explicit FailedSession(std::string reason) : reason_(std::move(reason)) {}

  HttpResult Send(const webhook::Post& /*post*/) override {
    HttpResult result;
    result.error = reason_;
    return result;
  }

 private:
  const std::string reason_;
};

}  // namespace

HttpSender::HttpSender(TlsOptions options) : options_(std::move(options)) {
  if (!options_.ca_file.empty()) GetTls();
}

HttpResult HttpSender::Send(const webhook::Post& post) {
  return NewSession()->Send(post);
}

std::unique_ptr<webhook::SendSession> HttpSender::NewSession() {
  try {
    return std::make_unique<Session>(*this);
  } catch (const std::system_error& error) {
    return std::make_unique<FailedSession>(DescribeSystemError(error.code().value()));
  }
}

void HttpSender::Abort() {
  const std::lock_guard lock(mutex_);
  aborted_ = true;
  for (Session* session : sessions_)
    session->Abort();
}

const TlsClient& HttpSender::GetTls() {
  std::call_once(tls_made_, [this] { tls_.emplace(options_); });
  return *tls_;
}

}  // namespace portone::http
