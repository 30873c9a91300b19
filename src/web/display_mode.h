// SPDX-License-Identifier: MIT
// How the script displays a window, by the rules of its gateway and what the page asks for.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"
#include "domain/gateway_rules.h"
#include "domain/payment.h"
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

/// When a gateway's window is a popup.
struct PopupRule {
  bool always = false;
  std::string_view parameter{};  ///< of the page that asks for it; "": none does
  bool by_default = false;       ///< unless the parameter is false
};

/// The rule of a gateway on this device.
// FIDELITY: browser-script
PopupRule GetPopupRule(const WindowRules& rules, Device device);
/// The rule of every certification window: on a PC always a popup.
// FIDELITY: certification-callback
PopupRule GetCertificationPopupRule(Device device);

// FIDELITY: browser-script
DisplayMode GetDisplayMode(const OpenedWindow& window);

}  // namespace portone::web
