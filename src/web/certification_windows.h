// SPDX-License-Identifier: MIT
// The window of a certification in a browser: opening it, what its page shows, and its end.
#pragma once

#include <optional>
#include <variant>

#include "api/request.h"
#include "domain/ids.h"
#include "domain/result.h"
#include "engine/sandbox.h"
#include "json/writer.h"
#include "web/open_windows.h"
#include "web/page_result.h"
#include "web/window_requests.h"

namespace portone::web {

/// What comes of a page's call: a window that is shown, or what the page is told at once.
using OpenedCertificationWindow = std::variant<OpenedCertification, PageResult>;

/// Opens the window under the sub-merchant `tier`, unless the gateway refuses or the sandbox's
/// settings decide how it ends. Errors: Poisoned; any other is what the page is told. Thread-safe.
Result<OpenedCertificationWindow> OpenCertificationWindow(engine::Sandbox& sandbox,
                                                          const api::Request& request,
                                                          const TierCode& tier,
                                                          const OpeningRequest& opening);

/// Ends an open window as the person has chosen. Errors: as ConcludeCertification, and
/// InvalidParameter (what was entered). Thread-safe.
Result<PageResult> EndCertificationWindow(engine::Sandbox& sandbox, const api::Request& request,
                                          const OpenedWindow& window, const EndingRequest& ending);

/// How the script shows the window: on a PC always in a popup.
// FIDELITY: certification-callback
ShownAs FindCertificationShownAs(const OpenedWindow& window);

/// What its page shows, as JSON. REQUIRES: the window is a certification's. Errors:
/// CertificationNotFound (deleted, or the sandbox was reset).
Result<Done> EncodeCertificationWindow(json::Writer& json, engine::Sandbox& sandbox,
                                       const OpenedWindow& window,
                                       const std::optional<PageResult>& ended);

}  // namespace portone::web
