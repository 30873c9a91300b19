// SPDX-License-Identifier: MIT
// The token of the control API, for machines that several people share: nobody without the token
// can reset sandboxes or read what shops sent.
#pragma once

#include <optional>
#include <string_view>

#include "api/request.h"
#include "control/control_reply.h"

namespace portone::control {

/// Whether a control target needs no token: health and its probes, the certificate that clients
/// have to trust before they can call at all, and the receipts that shops link to.
bool IsOpenToAll(std::string_view target);

/// Why a control request over the network is refused, or nullopt. Refused with kUnauthorized: one
/// that carries another token than `token`, or none, as X-Emulator-Token or, without that header,
/// as `Authorization: Bearer`. With an empty `token` nothing is refused; targets for which
/// IsOpenToAll is true pass, and so do the files of the demo shop, which asks for the token itself.
/// Takes the same time for every wrong token of a length. REQUIRES: the path begins with
/// kControlPrefix.
std::optional<ControlError> RefuseWithoutToken(std::string_view token, const api::Request& request);

}  // namespace portone::control
