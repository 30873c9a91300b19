// SPDX-License-Identifier: MIT
// Reads the URL to which a browser is redirected from a page. Fetches nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/fields.h"
#include "domain/result.h"

namespace portone::api {

/// Whether a browser would run or show the text of this URL itself instead of navigating to another
/// page: `javascript:`, `data:` and the like, as browsers read them (ignoring case, leading blanks
/// and line breaks). App schemes count as other pages.
bool RunsInPage(std::string_view url);

/// `m_redirect_url`. Errors: InvalidParameter when RunsInPage.
Result<std::optional<std::string>> DecodeRedirectUrl(const Fields& params);

}  // namespace portone::api
