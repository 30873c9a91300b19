// SPDX-License-Identifier: MIT
// The options with their defaults and --help texts, and which command takes which option.
#pragma once

#include <string>

#include <boost/program_options/options_description.hpp>

#include "app/options.h"

namespace portone::app {

/// The options that the configuration file and variables can also set.
const boost::program_options::options_description& SettingOptions();

/// The above, and those that are only arguments.
const boost::program_options::options_description& AllOptions();

/// The name on the command line, such as "run".
std::string CommandName(Action action);

/// Whether the command takes the option. Every command takes the general ones.
bool AppliesTo(Action action, const std::string& option);

}  // namespace portone::app
