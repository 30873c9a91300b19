// SPDX-License-Identifier: MIT
// The result of a payment window for the merchant's page: the object passed to the callback of
// IMP.request_pay, or the query of its m_redirect_url.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "commands/checkouts.h"
#include "domain/result.h"

namespace portone::api {

/// For a completed window.
// FIDELITY: callback
void EncodeCallback(ReplyWriter& json, const commands::WindowState& window);

/// For a window that could not be opened.
// FIDELITY: callback
void EncodeCallback(ReplyWriter& json, const commands::Checkout& checkout, const Error& error);

/// The merchant's URL with the result appended to its query.
// FIDELITY: redirect
std::string MakeRedirectUrl(const std::string& url, const commands::WindowState& window);

}  // namespace portone::api
