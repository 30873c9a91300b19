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

}  // namespace portone::commands
