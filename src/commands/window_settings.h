// SPDX-License-Identifier: MIT
// Whether a sandbox shows its payment windows or decides how they end.
#pragma once

#include <optional>

#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/window_outcome.h"

namespace portone::commands {

/// The settings, with the decisions that have not been used up.
struct ReadWindowSettings {};
Result<WindowSettings> Handle(const View& view, const ReadWindowSettings& query);

/// Replaces the settings, and returns them. Applies to windows that open later.
struct ChangeWindowSettings {
  WindowSettings settings;
};
Result<WindowSettings> Apply(Tx& tx, const ChangeWindowSettings& command);

/// What the settings decide for the next window; nothing when it is shown.
std::optional<WindowOutcome> FindDecision(const WindowSettings& settings);
/// Removes it from the decisions that are for one window each.
void UseUpDecision(WindowSettings& settings);

}  // namespace portone::commands
