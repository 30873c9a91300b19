// SPDX-License-Identifier: MIT
// What a connection does besides serving plain requests: it speaks TLS, and is a proxy.
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <netinet/in.h>
#include <utility>

#include "base/http_result.h"
#include "http/connection.h"
#include "http/exchange.h"
#include "http/io_errors.h"
#include "http/proxied_request.h"
#include "http/transport_errors.h"
#include "http/url.h"

namespace portone::http {
namespace {

constexpr std::string_view kTunnelOpen = "HTTP/1.1 200 Connection established\r\n\r\n";

/// Whether connecting to the address leads to this machine.
bool IsLocal(const SocketAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    const auto* const v4 = reinterpret_cast<const sockaddr_in*>(&address.storage);
    const std::uint32_t host = ntohl(v4->sin_addr.s_addr);
    return (host >> 24U) == 127 || (host >> 24U) == 0;
  }
  const in6_addr& v6 = reinterpret_cast<const sockaddr_in6*>(&address.storage)->sin6_addr;
  if (IN6_IS_ADDR_LOOPBACK(&v6) || IN6_IS_ADDR_UNSPECIFIED(&v6)) return true;
  const bool is_v4 = IN6_IS_ADDR_V4MAPPED(&v6) || IN6_IS_ADDR_V4COMPAT(&v6);
  return is_v4 && (v6.s6_addr[12] == 127 || v6.s6_addr[12] == 0);
}

/// The host as a URL has it, with the brackets of an IPv6 address.
std::string GetHost(const RequestParser& parser) {
  const std::string& authority = parser.authority();
  return authority.substr(0, authority.find(':', authority.rfind(']') + 1));
}

}  // namespace

/// `received` has the first bytes of the ClientHello.
void Connection::StartTls(std::string_view received) {
  const tls::ServerTls* const tls = context_.server.options.tls;
  if (tls == nullptr || !is_fresh_) return Close();  // the peer waits for what we cannot give
  is_fresh_ = false;
  auto session = tls->NewSession(tunnel_host_);
  auto tls_stream =
      std::make_unique<TlsStream>(std::move(stream_), std::move(session), std::string(received));
  tls_ = tls_stream.get();
  stream_ = std::move(tls_stream);
  can_read_ = true;
}

/// Adds what the connection, and not the request itself, says about the URL that the client called.
void Connection::AddSchemeAndServerName(api::Request& request) const {
  if (!tunnel_host_.empty()) {
    request.server_name = tunnel_host_;
  } else if (tls_ != nullptr) {
    request.server_name = tls_->server_name();
  }
  if (tls_ != nullptr && exchange_->parser.authority().empty()) request.is_https = true;
}

/// Opens a tunnel, passes the request on, or refuses it. Returns false, with nothing done, when it
/// is to be handled like a request without a host. REQUIRES: its target names a host.
bool Connection::HandleAsProxy() {
  const RequestParser& parser = exchange_->parser;
  const api::Request& request = exchange_->parser.request();
  const bool is_connect = request.method == "CONNECT";
  const auto& rules = context_.server.options.proxy;
  if (is_connect && (!rules || !tunnel_host_.empty())) {
    Refuse(405);
    return true;
  }
  if (!rules) return false;
  const auto url = ParseUrl((request.is_https ? "https://" : "http://") + parser.authority());
  if (!url) {
    Refuse(400);
    return true;
  }
  const Destination where = FindDestination(*rules, url->host, url->port, context_.server.ports);
  if (where == Destination::kLocal && !is_connect) return false;
  if (where == Destination::kLocal) {
    ServeTunnel(url->host);
  } else if (where == Destination::kRefuse) {
    Respond(MakeHostRefusedReply(GetHost(parser)));
  } else if (request.is_https) {
    Respond(MakeTunnelRequiredReply(GetHost(parser)));
  } else {
    ConnectToHost(*url, where == Destination::kForward);
  }
  return true;
}

/// Serves what the client sends through the tunnel as if it had connected to the host.
void Connection::ServeTunnel(const std::string& host) {
  const IoResult result = stream_->Write(kTunnelOpen, "");
  ReportAccess(kHttpOk);
  if (result.bytes != kTunnelOpen.size()) return Close();
  exchange_.reset();
  tunnel_host_ = host;
  tls_ = nullptr;
  is_fresh_ = true;
  state_ = State::kReading;
}

/// Looks the host up on a thread that may wait; this connection lives until that is done.
void Connection::ConnectToHost(const Url& url, bool may_be_local) {
  const bool is_taken = context_.server.external_workers.TryEnqueue(
      [this, host = url.host, port = url.port, may_be_local] {
        BasicResult<Addresses, std::string> found{std::string(kStopped)};
        try {
          found = LookUpHost(host, port, context_.server.options.stall_timeout,
                             context_.server.cancel_token);
        } catch (const std::exception&) {
          found = DescribeSystemError(ENOMEM);
        }
        context_.loop.Post([this, may_be_local, found] { OnHostLookedUp(may_be_local, found); });
      });
  if (!is_taken) Respond(MakeTransportErrorReply(503));
}

void Connection::OnHostLookedUp(bool may_be_local, BasicResult<Addresses, std::string> found) {
  if (!found.ok()) {
    OnRelayFailed(found.error());
    return;
  }
  Addresses addresses = std::move(found).value();
  if (!may_be_local) std::erase_if(addresses, IsLocal);
  if (!addresses.empty()) return StartRelay(std::move(addresses));
  Respond(MakeLocalHostRefusedReply(GetHost(exchange_->parser)));
  Proceed();
}

void Connection::StartRelay(Addresses addresses) {
  if (context_.stopping) return OnRelayFailed(kStopped);
  const api::Request& request = exchange_->parser.request();
  const bool is_tunnel = request.method == "CONNECT";
  state_ = State::kRelaying;
  last_active_ = context_.loop.now();
  RelayOptions options{
      .addresses = std::move(addresses),
      .first_bytes = is_tunnel
                         ? std::exchange(unread_, "")
                         : FormatForwardedRequest(request, exchange_->parser.is_head_request()),
      .copies_from_client = is_tunnel,
      .buffer = context_.input,
      .on_connected = [this, is_tunnel] { OnRelayConnected(is_tunnel); },
      .on_failed = [this](int error) { OnRelayFailed(DescribeSystemError(error)); },
      .on_activity = [this] { last_active_ = context_.loop.now(); },
      .on_ended = [this] { EndRelay(); }};
  relay_ = std::make_unique<Relay>(context_.loop, *stream_, std::move(options));
  relay_->Connect();
}

void Connection::OnRelayConnected(bool is_tunnel) {
  last_active_ = context_.loop.now();
  ReportAccess(is_tunnel ? kHttpOk : 0);
  exchange_.reset();
  if (is_tunnel && stream_->Write(kTunnelOpen, "").bytes != kTunnelOpen.size()) Close();
}

void Connection::OnRelayFailed(std::string_view reason) {
  RetireRelay();
  Respond(MakeHostUnreachableReply(GetHost(exchange_->parser), reason));
  Proceed();
}

void Connection::EndRelay() {
  RetireRelay();
  Linger();
}

void Connection::RetireRelay() {
  if (relay_ == nullptr) return;
  relay_->Stop();
  context_.loop.Retire(std::move(relay_));
}

void Connection::CheckRelay(EventLoop::Milliseconds inactive) {
  const ServerOptions& options = context_.server.options;
  if (relay_->is_connected() && inactive >= options.tunnel_idle_timeout) return EndRelay();
  if (!relay_->is_connected() && inactive >= options.stall_timeout)
    OnRelayFailed(DescribeTimeout("not connected", options.stall_timeout));
}

}  // namespace portone::http
