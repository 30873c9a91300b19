// SPDX-License-Identifier: MIT
#include "api/decode_redirect.h"

#include <algorithm>
#include <array>

#include "base/lower_case.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::array<std::string_view, 6> kInPageSchemes{"javascript", "data",       "vbscript",
                                                         "blob",       "filesystem", "view-source"};

/// Before it reads a URL, a browser drops these wherever they stand.
bool IsDropped(char c) {
  return c == '\t' || c == '\n' || c == '\r';
}

bool IsBlank(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

}  // namespace

bool RunsInPage(std::string_view url) {
  const auto* const start = std::find_if_not(url.begin(), url.end(), IsBlank);
  std::string text(start, url.end());
  std::erase_if(text, IsDropped);
  const std::string scheme = ToLowerCase(text.substr(0, text.find(':')));
  return scheme.size() < text.size() &&
         std::find(kInPageSchemes.begin(), kInPageSchemes.end(), scheme) != kInPageSchemes.end();
}

Result<std::optional<std::string>> DecodeRedirectUrl(const Fields& params) {
  PORTONE_TRY(std::optional<std::string> url, params.OptionalText("m_redirect_url", kNoLimit));
  if (url && RunsInPage(*url))
    return errors::InvalidParameter("m_redirect_url", texts::kNotARedirectTarget);
  return url;
}

}  // namespace portone::api
