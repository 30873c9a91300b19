// SPDX-License-Identifier: MIT
// What a proxy writes: the requests that it passes on, and the replies of its own. Opens no
// sockets.
#pragma once

#include <string>
#include <string_view>

#include "api/reply.h"
#include "api/request.h"

namespace portone::http {

/// The bytes of a request to be passed on, without the headers that are for the proxy (RFC 9110,
/// 7.6.1) and with one that asks the server to close the connection. `is_head_request`: its method
/// was HEAD.
std::string FormatForwardedRequest(const api::Request& request, bool is_head_request);

/// The reply to a client that asks for a host that no option names.
api::Reply MakeHostRefusedReply(std::string_view host);
/// The reply when a host that only a pattern names turns out to be this machine.
api::Reply MakeLocalHostRefusedReply(std::string_view host);
/// The reply to a request for an https URL that was sent without a tunnel.
api::Reply MakeTunnelRequiredReply(std::string_view host);
/// The reply when no connection to the host could be made.
api::Reply MakeHostUnreachableReply(std::string_view host, std::string_view reason);

}  // namespace portone::http
