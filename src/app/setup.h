// SPDX-License-Identifier: MIT
// Converts the public options into those of the parts of an emulator.
#pragma once

#include <memory>

#include "app/core.h"
#include "http/http_sender.h"
#include "http/server.h"
#include "portone/options.h"

namespace portone::app {

/// The options with `host` resolved to the one address to listen on, for "localhost" the IPv4
/// address; the name is added to `allow_hosts`. A name that cannot be resolved stays; listening
/// will fail.
Options ResolveHost(Options options);

CoreOptions MakeCoreOptions(const Options& options, control::AuthorityCertificate authority = {});

/// Throws StartError when the file of certificates cannot be read.
std::unique_ptr<http::HttpSender> MakeSender(const Options& options);

/// Uploads to the control API may be larger than V1 requests. Without `tls` the server speaks no
/// TLS.
http::ServerOptions MakeServerOptions(const Options& options, const tls::ServerTls* tls = nullptr);

}  // namespace portone::app
