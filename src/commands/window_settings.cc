// SPDX-License-Identifier: MIT
#include "commands/window_settings.h"

namespace portone::commands {

Result<WindowSettings> Handle(const View& view, const ReadWindowSettings& /*query*/) {
  return view.world.merchant.windows;
}

Result<WindowSettings> Apply(Tx& tx, const ChangeWindowSettings& command) {
  tx.world.merchant.windows = command.settings;
  return tx.world.merchant.windows;
}

std::optional<WindowOutcome> FindDecision(const WindowSettings& settings) {
  if (settings.always) return settings.always;
  if (settings.next.empty()) return std::nullopt;
  return settings.next.front();
}

void UseUpDecision(WindowSettings& settings) {
  if (!settings.always && !settings.next.empty()) settings.next.erase(settings.next.begin());
}

}  // namespace portone::commands
