// SPDX-License-Identifier: MIT
// What the calls have in common that put something into a sandbox, or back.
#pragma once

#include <optional>
#include <string>

#include "control/control_error.h"
#include "engine/sandbox.h"
#include "json/writer.h"

namespace portone::control {

/// A sandbox as the control API shows it. A secret shows only to whoever just made the sandbox.
void WriteSandbox(json::Writer& json, engine::Sandbox& sandbox, bool with_secret);

/// What keeps a sandbox from starting like this, as a refusal of the parameter `place`; nothing
/// when it can.
std::optional<ControlError> WhyNotSetup(const engine::Setup& setup, const std::string& place);

}  // namespace portone::control
