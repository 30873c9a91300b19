// SPDX-License-Identifier: MIT
// What a window's page shows, as JSON.
#pragma once

#include <cstdint>
#include <optional>

#include "commands/window_state.h"
#include "json/writer.h"
#include "web/open_windows.h"
#include "web/page_result.h"

namespace portone::web {

/// How the script shows a window.
enum class ShownAs : std::uint8_t {
  kFrame,  ///< over the page
  kPopup,  ///< in a window of its own
  kPage,   ///< in the page's place, to be left for the redirect URL
};

ShownAs FindShownAs(const OpenedWindow& window);

/// `state` is the window as it is now; `ended` what its page was told, absent while it is open.
void EncodeWindow(json::Writer& json, const OpenedWindow& window,
                  const commands::WindowState& state, const std::optional<PageResult>& ended);

/// {"callback": object or null, "redirect_url": text or null, …}: the two keys of an open object.
void EncodeResult(json::Writer& json, const PageResult& result);

}  // namespace portone::web
