// SPDX-License-Identifier: MIT
// Shared by the calls that create, load or reset a sandbox.
#pragma once

#include <string>

#include "api/request.h"
#include "control/control_reply.h"
#include "engine/sandbox.h"
#include "json/writer.h"

namespace portone::control {

/// Writes a sandbox as the control API shows it. `with_secret` only in the reply that creates it.
void WriteSandbox(json::Writer& json, engine::Sandbox& sandbox, bool with_secret);

/// Checks that a sandbox can start with this setup, which was read from the body of `request`,
/// where `member` holds the scenario ("": the body is one). Error: kInvalidParameter of the member
/// of the record at fault, like "given/payments/0/card_code"; of `given` when the record is not in
/// the body.
ControlResult<Done> ValidateSetup(const engine::Setup& setup, const api::Request& request,
                                  const std::string& member);

}  // namespace portone::control
