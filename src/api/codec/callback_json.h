// SPDX-License-Identifier: MIT
// The result of a payment window for the merchant's page: the object passed to the callback of
// IMP.request_pay, or the query of its m_redirect_url. Independent of the gateway.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/reply_writer.h"
#include "commands/checkouts.h"
#include "domain/page_rules.h"

namespace portone::api {

/// For a window that was opened. On success, by the gateway's CallbackFormat: 24 keys (and
/// customer_uid, if any), or imp_uid and merchant_uid only. On failure: the keys recorded from the
/// real service for that failure.
// FIDELITY: callback
void EncodeCallback(ReplyWriter& json, const commands::WindowState& window);

/// For a window that could not be opened.
// FIDELITY: page-refusals
void EncodeCallback(ReplyWriter& json, const MerchantUid& merchant_uid, const PageRefusal& refusal);

/// The merchant's URL with the result appended to its query.
// FIDELITY: redirect
std::string MakeRedirectUrl(const std::string& url, const commands::WindowState& window);

/// The same for a window that could not be opened, as the script does it for a page without a
/// callback function.
// FIDELITY: redirect
std::string MakeRedirectUrl(const std::string& url, const MerchantUid& merchant_uid,
                            const PageRefusal& refusal);

/// The path of the service's own page, with its query, at which a window ends that has no URL to
/// return to. It is on kServiceOrigin, or on the emulator in its place.
// FIDELITY: redirect
std::string MakeServicePagePath(const commands::WindowState& window);
std::string MakeServicePagePath(const PageRefusal& refusal);

}  // namespace portone::api
