// SPDX-License-Identifier: MIT
#include "commands/channels.h"

namespace portone::commands {

Result<std::vector<Channel>> Answer(const View& view, const ListChannels& /*query*/) {
  return view.world.merchant.channels;
}

}  // namespace portone::commands
