// SPDX-License-Identifier: MIT
// A sandbox in one line, for the start of the log.
#pragma once

#include <string>

#include "engine/sandbox.h"

namespace portone::app {

/// "sandbox imp_apikey: clock manual at 2026-11-29T20:22:50.000+09:00, webhooks to http://...", or
/// what to do when it has no webhook URL. May wait for the sandbox.
std::string DescribeSandbox(engine::Sandbox& sandbox);

}  // namespace portone::app
