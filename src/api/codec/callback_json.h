// SPDX-License-Identifier: MIT
// How the result of a window reaches the merchant's page: as the object that the callback of
// IMP.request_pay is given, or as the query of its m_redirect_url.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "commands/checkouts.h"
#include "domain/error.h"

namespace portone::api {

/// Of a window that came to its end.
// FIDELITY: callback
void EncodeCallback(ReplyWriter& json, const commands::WindowState& window);

/// Of a window that never opened.
// FIDELITY: callback
void EncodeCallback(ReplyWriter& json, const commands::Checkout& checkout, const Error& why);

/// The merchant's URL with the result in its query; what the query had stays.
// FIDELITY: redirect
std::string RedirectUrl(const std::string& url, const commands::WindowState& window);

}  // namespace portone::api
