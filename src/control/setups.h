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

/// Whether a sandbox can start with this setup. Error: kInvalidParameter of the parameter `place`.
ControlResult<Done> ValidateSetup(const engine::Setup& setup, const std::string& place);

}  // namespace portone::control
