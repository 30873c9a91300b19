// SPDX-License-Identifier: MIT
// Completion for shells, from the tables of commands and options.
#pragma once

#include "app/options.h"

namespace portone::app {

/// completion bash|zsh|fish: prints a script for the shell that the first word names. Returns 0.
/// Throws UsageError for another shell.
int PrintCompletion(const Settings& settings);

}  // namespace portone::app
