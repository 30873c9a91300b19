// SPDX-License-Identifier: MIT
// Which options there are, with their defaults and what --help says of them, and which command
// heeds which.
#pragma once

#include <string>

#include <boost/program_options/options_description.hpp>

#include "app/options.h"

namespace portone::app {

/// What may also stand in the configuration file and in variables.
const boost::program_options::options_description& SettingOptions();

/// These, and those that only arguments can be.
const boost::program_options::options_description& AllOptions();

/// "run".
std::string WordOf(Action action);

/// Whether the command heeds the option; all heed the general ones.
bool IsFor(Action action, const std::string& option);

}  // namespace portone::app
