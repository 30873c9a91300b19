// SPDX-License-Identifier: MIT
// Shared by the calls that create, load or reset a sandbox.
#pragma once

#include <optional>
#include <string>

#include "control/control_error.h"
#include "engine/sandbox.h"
#include "json/writer.h"

namespace portone::control {

/// Writes a sandbox as the control API shows it. `with_secret` only in the reply that creates it.
void WriteSandbox(json::Writer& json, engine::Sandbox& sandbox, bool with_secret);

/// Returns why a sandbox cannot start with this setup, as an error of the parameter `place`;
/// nothing when it can.
std::optional<ControlError> ValidateSetup(const engine::Setup& setup, const std::string& place);

}  // namespace portone::control
