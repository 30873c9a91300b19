// SPDX-License-Identifier: MIT
#include "http/http_sender.h"

#include <exception>
#include <utility>

#include "http/url.h"

namespace portone::http {
namespace {

class HttpSession final : public webhook::SendSession {
 public:
  HttpSession(HttpClient::GetTls tls, const Cancellation& cancellation)
      : client_(std::move(tls), cancellation) {}

  HttpResult Send(const webhook::Post& post) override {
    HttpResult result;
    const auto url = ParseUrl(post.url);
    if (!url) {
      result.error = "not an http or https url";
      return result;
    }
    try {
      return client_.Send(*url, {"POST", post.content_type, post.body},
                          {post.connect_timeout, post.read_timeout, post.total_timeout});
    } catch (const std::exception& error) {  // out of memory
      result.error = error.what();
      return result;
    }
  }

 private:
  HttpClient client_;
};

}  // namespace

HttpSender::HttpSender(TlsOptions options) : options_(std::move(options)) {
  if (!options_.ca_file.empty()) GetTls();
}

HttpResult HttpSender::Send(const webhook::Post& post) {
  return NewSession()->Send(post);
}

std::unique_ptr<webhook::SendSession> HttpSender::NewSession() {
  return std::make_unique<HttpSession>([this]() -> const TlsClient& { return GetTls(); },
                                       cancellation_);
}

const TlsClient& HttpSender::GetTls() {
  std::call_once(tls_made_, [this] { tls_.emplace(options_); });
  return *tls_;
}

}  // namespace portone::http
