// SPDX-License-Identifier: MIT
// The URL to which a page is redirected when its window closes. Independent of the kind of window.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace portone::api {

/// Where the service has its own pages.
inline constexpr std::string_view kServiceOrigin = "https://service.iamport.kr";

// The paths, on the service's origin, to which a page without m_redirect_url and without a callback
// function is redirected.
inline constexpr std::string_view kSuccessPage = "/payments/success";
inline constexpr std::string_view kAccountPage = "/payments/vbank";
inline constexpr std::string_view kFailurePage = "/payments/fail";

using RedirectQuery = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// The URL with the parameters, percent-encoded, before its fragment and after the query that it
/// has.
// FIDELITY: redirect
std::string AppendQuery(std::string_view url, const RedirectQuery& parameters);

}  // namespace portone::api
