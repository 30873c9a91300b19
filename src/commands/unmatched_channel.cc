// SPDX-License-Identifier: MIT
#include "commands/unmatched_channel.h"

#include <string>

namespace portone::commands {

void WarnAboutUnmatchedChannel(Tx& tx, const WindowChannel& chosen,
                               const MerchantUid& merchant_uid) {
  if (chosen.unmatched.empty()) return;
  const std::string& channel_key = chosen.channel.channel_key.text;
  const std::string& pg = chosen.channel.pg.text;
  tx.side_effects.warnings.push_back("no channel is called " + chosen.unmatched + ": " +
                                     channel_key + " (" + pg + ") is used instead");
  tx.side_effects.unmatched_channels.push_back(
      {merchant_uid.text, chosen.unmatched, channel_key, pg});
}

}  // namespace portone::commands
