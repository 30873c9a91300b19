// SPDX-License-Identifier: MIT
// How the script displays a window, by the rules of its gateway and what the page asks for.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"
#include "web/open_windows.h"

namespace portone::web {

/// How the script displays a window.
enum class DisplayMode : std::uint8_t {
  kFrame,  ///< over the page
  kPopup,  ///< in a window of its own
  kPage,   ///< in the page's place, to be left for the redirect URL
};

}  // namespace portone::web

namespace portone {

template <>
struct EnumNames<web::DisplayMode> {
  static constexpr std::array<std::string_view, 3> kNames{"frame", "popup", "page"};
};

}  // namespace portone

namespace portone::web {

// FIDELITY: browser-script
DisplayMode GetDisplayMode(const OpenedWindow& window);

}  // namespace portone::web
