// SPDX-License-Identifier: MIT
// What a window's page shows, as JSON.
#pragma once

#include <optional>

#include "commands/window_state.h"
#include "domain/gateway_rules.h"
#include "json/writer.h"
#include "web/open_windows.h"
#include "web/page_result.h"

namespace portone::web {

/// Of a payment's window.
ShownAs FindShownAs(const OpenedWindow& window);

/// `state` is the window as it is now; `ended` what its page was told, absent while it is open.
void EncodeWindow(json::Writer& json, const OpenedWindow& window,
                  const commands::WindowState& state, const std::optional<PageResult>& ended);

/// The keys of an open object that all windows begin with: language, device, how it is shown, the
/// gateway's look.
void EncodeFrame(json::Writer& json, const OpenedWindow& window, const GatewayRules& rules,
                 ShownAs shown_as);
/// The keys that all windows end with: where the page is, and what it was told.
void EncodeEnd(json::Writer& json, const OpenedWindow& window,
               const std::optional<PageResult>& ended);

/// {"callback": object or null, "redirect_url": text or null, …}: the two keys of an open object.
void EncodeResult(json::Writer& json, const PageResult& result);

}  // namespace portone::web
