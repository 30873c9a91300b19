// SPDX-License-Identifier: MIT
// The help: an overview of all commands, and a page for each, from the tables.
#pragma once

#include "app/options.h"

namespace portone::app {

/// help [COMMAND], and --help: explains the command that the first word names, or lists all of
/// them. Returns 0. Throws UsageError for an unknown one.
int PrintHelp(const Settings& settings);

/// version, and --version. Returns 0.
int PrintVersion(const Settings& settings);

}  // namespace portone::app
