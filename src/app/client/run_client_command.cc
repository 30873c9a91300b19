// SPDX-License-Identifier: MIT
#include <ostream>

#include "app/client/client_commands.h"
#include "app/command_error.h"
#include "json/text.h"
#include "portone/emulator.h"

namespace portone::app::client {

int RunClientCommand(ClientCommand command, const Settings& settings, std::ostream& out,
                     std::ostream& err) {
  EmulatorClient emulator(settings);
  int exit_code = 0;
  try {
    exit_code = command(emulator, settings, out);
  } catch (const CallRefused& refused) {
    err << "portone-emulator: " << json::EscapeUnprintable(refused.what()) << '\n';
    return 1;
  } catch (const Json::exception&) {
    throw CommandError("the server at " + emulator.base_url() +
                       " is not an emulator, or one of another version");
  }
  out.flush();
  if (!out) throw CommandError("the result cannot be written to standard output");
  return exit_code;
}

}  // namespace portone::app::client
