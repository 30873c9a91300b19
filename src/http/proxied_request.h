// SPDX-License-Identifier: MIT
// What a proxy writes: requests that it passes on, and replies of its own. Opens no sockets.
#pragma once

#include <string>
#include <string_view>

#include "api/reply.h"
#include "api/request.h"

namespace portone::http {

/// The bytes of a request to be passed on, after which the server is to end the connection: without
/// the headers that are for the proxy (RFC 9110, 7.6.1). `is_head`: it was one with HEAD.
std::string FormatForwarded(const api::Request& request, bool is_head);

/// Refuses to connect to a host that no option names.
api::Reply RefuseHost(std::string_view host);
/// Refuses to connect to this machine for a host that only a pattern names.
api::Reply RefuseLocalHost(std::string_view host);
/// Refuses an https URL that was sent without a tunnel.
api::Reply RefuseUntunnelled(std::string_view host);
/// No connection to the host could be made.
api::Reply ReportUnreachable(std::string_view host, std::string_view reason);

}  // namespace portone::http
