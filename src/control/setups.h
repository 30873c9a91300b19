// SPDX-License-Identifier: MIT
// Shared by the calls that create, load or reset a sandbox.
#pragma once

#include <string>

#include "control/control_reply.h"
#include "engine/sandbox.h"
#include "json/writer.h"

namespace portone::control {

/// Writes a sandbox as the control API shows it. `with_secret` only in the reply that creates it.
void WriteSandbox(json::Writer& json, engine::Sandbox& sandbox, bool with_secret);

/// Checks that a sandbox can start with this setup. Error: kInvalidParameter of `parameter`.
ControlResult<Done> ValidateSetup(const engine::Setup& setup, const std::string& parameter);

}  // namespace portone::control
