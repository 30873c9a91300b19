// SPDX-License-Identifier: MIT
// Small HTML pages.
#pragma once

#include <string>
#include <string_view>

#include "api/reply.h"

namespace portone::control {

/// The text with the characters that HTML uses replaced by entities.
std::string EscapeHtml(std::string_view text);

/// A page with a heading. `content` is HTML; `language` is "ko" or "en".
api::Reply MakeHtmlPage(std::string_view language, std::string_view title,
                        std::string_view content);

}  // namespace portone::control
