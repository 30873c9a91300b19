// SPDX-License-Identifier: MIT
// A running server with TLS, a proxy and its own certificate authority (CA), for tests.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "http/running_server.h"
#include "support/tls_peer.h"
#include "tls/server_tls.h"

namespace portone::http {

/// Replies with the destination of the request: its scheme, Host, server name and target.
inline api::Reply EchoDestination(const api::Request& request) {
  api::Reply reply;
  reply.body = request.method + " " + (request.is_https ? "https" : "http") + " " +
               std::string(request.FindHeader("Host")) + " [" + request.server_name + "] " +
               request.target + " [" + request.body + "]";
  return reply;
}

/// The request to a proxy for a tunnel to `authority`, "host:port".
inline std::string MakeConnectRequest(const std::string& authority) {
  return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
}

struct TlsServer {
  explicit TlsServer(ServerOptions options = {},
                     ProxyRules rules = {.served_hosts = {"api.iamport.kr"},
                                         .own_hosts = {"localhost"}},
                     Server::Handler handler = EchoDestination)
      : leaves(tls::Authority::Make(sim::ReadWallClock()),
               {.names = {"api.iamport.kr", "localhost", "127.0.0.1"}}),
        context(leaves),
        running(std::move(handler), AddTlsAndProxy(std::move(options), std::move(rules))) {}

  ServerOptions AddTlsAndProxy(ServerOptions options, ProxyRules rules) const {
    options.tls = &context;
    options.proxy = std::move(rules);
    return options;
  }

  std::string ca_pem() const { return tls::CertificateToPem(leaves.authority().certificate()); }

  /// A client that trusts only this server's certificate authority (CA).
  testing::TlsPeer Connect(testing::TlsPeerOptions options = {}) const {
    return Connect(running.Connect(), std::move(options));
  }
  testing::TlsPeer Connect(testing::RawSocket socket, testing::TlsPeerOptions options = {}) const {
    options.ca_pem = ca_pem();
    return {std::move(socket), options};
  }

  /// A connection with an open tunnel to `authority`, "host:port".
  testing::RawSocket OpenTunnel(const std::string& authority) const {
    testing::RawSocket client = running.Connect();
    client.Send(MakeConnectRequest(authority));
    if (client.ReadUntil("\r\n\r\n") != "HTTP/1.1 200 Connection established\r\n\r\n")
      throw std::runtime_error("no tunnel to " + authority);
    return client;
  }

  tls::LeafCache leaves;
  tls::ServerTls context;
  RunningServer running;
};

}  // namespace portone::http
