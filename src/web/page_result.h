// SPDX-License-Identifier: MIT
// What a merchant's page learns of its window, and how: by the callback function, by a redirect, or
// not at all. Runs nothing.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "commands/checkouts.h"
#include "domain/result.h"
#include "engine/engine.h"
#include "json/writer.h"
#include "scenario/checkout.h"

namespace portone::web {

/// At most one of them is set; none when the page learns nothing.
struct PageResult {
  std::optional<std::string> callback{};  ///< the object for the callback function, as JSON text
  std::optional<std::string> redirect_url{};  ///< where the browser is sent instead
  /// Where it is sent when the merchant has named nothing: path and query of a page of the service.
  std::optional<std::string> service_page{};
};

/// Whether the page can learn of a window's end only by being left: on a mobile device, without a
/// callback function.
// FIDELITY: redirect
bool MustRedirect(const scenario::CheckoutRequest& request);

/// The m_redirect_url of the parameters, if there is one that a browser may be sent to.
std::optional<std::string> FindRedirectUrl(const scenario::CheckoutRequest& request);

/// A window that was not opened: by callback, or, where the page has none, by redirect if the
/// window would have redirected. REQUIRES: `error` is not Poisoned.
// FIDELITY: page-refusals
PageResult MakeNotOpenedResult(engine::Engine& engine, const scenario::CheckoutRequest& request,
                               const Error& error);

/// A window of a user code that no merchant has.
// FIDELITY: page-refusals
PageResult MakeNoMerchantResult(const scenario::CheckoutRequest& request);

/// The end of a window. A page without a callback function is redirected where the window takes its
/// place, even where others are called back. `options` are those of receipt links.
// FIDELITY: callback
PageResult MakeEndResult(const api::ReplyOptions& options, const scenario::CheckoutRequest& request,
                         const commands::Checkout& checkout, const commands::WindowState& window);

/// Writes "callback" (object or null) and "redirect_url" (text or null) into an open object.
/// The service's pages are on its own origin.
void EncodeResult(json::Writer& json, const PageResult& result);

/// The same for the script, with a third key: "service_page", a path on the address from which the
/// script came, or null.
void EncodeScriptResult(json::Writer& json, const PageResult& result);

}  // namespace portone::web
