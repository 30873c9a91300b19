// SPDX-License-Identifier: MIT
// The variables by which clients in many languages find a proxy and the authorities that they
// trust, and the values that direct calls to PortOne's hosts to the emulator. Touches neither files
// nor the process.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command_line.h"
#include "app/exec/client_files.h"

namespace portone::app {

struct ClientVariable {
  std::string_view name;
  std::string value;
};

/// Each variable with its value, in the order of the table. Where a variable of `own_environment`
/// is a list (NO_PROXY, NODE_OPTIONS, JAVA_TOOL_OPTIONS, PHP_INI_SCAN_DIR), the value extends that
/// one; any other is replaced. `emulator` is where the emulator listens.
std::vector<ClientVariable> MakeClientVariables(const EmulatorAddress& emulator,
                                                const ClientFiles& files,
                                                const Environment& own_environment);

/// As lines for a POSIX shell: "export NAME='value'".
std::string ToShellLines(const std::vector<ClientVariable>& variables);

/// The variables of `own_environment` with those of `variables` in their place, as "NAME=value".
std::vector<std::string> MakeProcessEnvironment(const Environment& own_environment,
                                                const std::vector<ClientVariable>& variables);

}  // namespace portone::app
