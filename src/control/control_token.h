// SPDX-License-Identifier: MIT
// The token of the control API, for machines that several people share: without it nobody else
// there can reset sandboxes or read what shops sent.
#pragma once

#include <optional>
#include <string_view>

#include "api/request.h"
#include "control/control_reply.h"

namespace portone::control {

/// Whether a control target is for everybody: health and its probes, the certificate that clients
/// have to trust before they can call at all, and the receipts that shops link to.
bool IsOpenToAll(std::string_view target);

/// Why a control request over the network is refused, or nothing. Refused with kUnauthorized: one
/// that carries another token than `token`, or none, as X-Emulator-Token or, without that header,
/// as `Authorization: Bearer`. An empty `token` refuses nothing; what IsOpenToAll names passes.
/// So do the files of
/// the demo shop, which asks for the token itself. Takes the same time for every wrong token of a length. REQUIRES: the path begins with
/// kControlPrefix.
std::optional<ControlError> RefuseWithoutToken(std::string_view token, const api::Request& request);

}  // namespace portone::control
