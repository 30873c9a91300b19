// SPDX-License-Identifier: MIT
// What a window's page shows, as JSON.
#pragma once

#include <optional>

#include "commands/browser_certifications.h"
#include "commands/window_state.h"
#include "json/writer.h"
#include "web/open_windows.h"
#include "web/page_result.h"

namespace portone::web {

/// `state` is the window as it is now; `result` what its page received, absent while it is open.
/// REQUIRES: the window is of the kind.
void EncodePaymentWindow(json::Writer& json, const OpenedWindow& window,
                         const commands::WindowState& state,
                         const std::optional<PageResult>& result);
void EncodeCertificationWindow(json::Writer& json, const OpenedWindow& window,
                               const commands::CertificationWindowContents& state,
                               const std::optional<PageResult>& result);

}  // namespace portone::web
