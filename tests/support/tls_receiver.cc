// SPDX-License-Identifier: MIT
#include "support/tls_receiver.h"

#include <thread>

#include <httplib.h>

#include "sim/clock.h"
#include "tls/authority.h"

namespace portone::testing {
struct TlsReceiver::Impl {
  const Instant now = sim::ReadWallClock();
  const tls::Authority authority = tls::Authority::Make(now);
  const tls::KeyPtr key = tls::MakeKey();
  const tls::CertificatePtr certificate = authority.Issue({"127.0.0.1"}, *key);
  httplib::SSLServer server{certificate.get(), key.get()};
  int port = 0;
  std::thread thread;
};

TlsReceiver::TlsReceiver() : impl_(std::make_unique<Impl>()) {
  impl_->server.Post("/hook", [](const httplib::Request& request, httplib::Response& response) {
    response.set_content(request.body, "text/plain");
  });
  impl_->server.set_tcp_nodelay(true);
  impl_->port = impl_->server.bind_to_any_port("127.0.0.1");
  impl_->thread = std::thread([this] { impl_->server.listen_after_bind(); });
}

TlsReceiver::~TlsReceiver() {
  while (!impl_->server.is_running())
    std::this_thread::yield();
  impl_->server.stop();
  impl_->thread.join();
}

std::string TlsReceiver::ca_pem() const {
  return tls::CertificateToPem(impl_->authority.certificate());
}

std::string TlsReceiver::url() const {
  return "https://127.0.0.1:" + std::to_string(impl_->port) + "/hook";
}

}  // namespace portone::testing
