// SPDX-License-Identifier: MIT
// Reads the URL for which a browser leaves a page. Fetches nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/fields.h"
#include "domain/result.h"

namespace portone::api {

/// Whether a browser would run or show the text of this URL itself instead of leaving for another
/// place: `javascript:`, `data:` and the like, as browsers read them (without regard to case, to
/// blanks in front and to line breaks within). Schemes of apps are other places.
bool RunsInPage(std::string_view url);

/// `m_redirect_url`. Errors: InvalidParameter when RunsInPage.
Result<std::optional<std::string>> DecodeRedirectUrl(const Fields& params);

}  // namespace portone::api
