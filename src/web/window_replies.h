// SPDX-License-Identifier: MIT
// What the calls about windows of both kinds have in common.
#pragma once

#include <string>
#include <string_view>

#include "api/reply.h"
#include "domain/ids.h"
#include "domain/result.h"
#include "web/browser_side.h"
#include "web/open_windows.h"
#include "web/page_result.h"
#include "web/window_requests.h"

namespace portone::web {

/// The sandbox of a window; null once it is removed.
engine::SandboxPtr FindSandbox(const BrowserCall& call, const OpenedWindow& window);

/// The sub-merchant that a page names.
TierCode ReadTier(const OpeningRequest& opening);

/// The page is notified at once.
api::Reply MakeResultReply(const PageResult& result);
/// The window is open, and kept: "id", its "path" on the address from which the script came,
/// "popup", "leaves_page".
api::Reply MakeOpenedReply(const BrowserCall& call, OpenedWindow window);
/// The window has ended as it was opened. One whose page is left for a redirect is kept, and has a
/// "path" from which a browser is redirected, for pages that cannot send it elsewhere themselves.
api::Reply MakeEndedReply(const BrowserCall& call, OpenedWindow window, const PageResult& result);
/// There is no such window, or not any more.
api::Reply MakeGoneReply();
/// The reply to a call whose command was refused.
api::Reply MakeRefusalReply(const Error& error);

// By kind. REQUIRES: the call has a sandbox.

/// Opens a window of the sandbox, or says what the page receives instead.
api::Reply OpenPayment(const BrowserCall& call, OpeningRequest opening);
api::Reply OpenCertification(const BrowserCall& call, OpeningRequest opening);

/// What the window shows.
api::Reply ShowPayment(const BrowserCall& call, const OpenWindows::Found& found);
api::Reply ShowCertification(const BrowserCall& call, const OpenWindows::Found& found);

/// Ends the window that the caller has the right to end.
api::Reply EndPayment(const BrowserCall& call, OpenWindows::Ending& claimed,
                      const EndingRequest& ending);
api::Reply EndCertification(const BrowserCall& call, OpenWindows::Ending& claimed,
                            const EndingRequest& ending);

}  // namespace portone::web
