// SPDX-License-Identifier: MIT
// Keeps other people's web pages away from the control API. The API needs no token, so every page
// that is open in a browser on the same machine could call it: a form is sent without asking, and a
// page whose host name suddenly points to this machine (DNS rebinding) could even read the replies.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "control/control_reply.h"
#include "domain/result.h"

namespace portone::control {

/// The names by which programs of this machine reach it, and those by which containers reach their
/// host.
inline constexpr std::array<std::string_view, 3> kOwnNames{"localhost", "host.docker.internal",
                                                           "host.testcontainers.internal"};

/// Who may call from a browser.
struct WebGuard {
  /// Origins besides the emulator's own ("http://localhost:3000"), without a trailing slash.
  std::vector<std::string> origins{};
  /// Whether the Host of a request is checked at all: where only this machine can connect.
  bool checks_host = false;
  /// Names that pass as Host besides addresses and kOwnNames.
  std::vector<std::string> hosts{};
};

/// Why a control request is refused, or nullopt. Refused with kForbidden, in this order: a Host or
/// a name of the connection that is one of the service's, in whose place the emulator stands; a
/// Host that is not one of the emulator's; an Origin that is neither the emulator's own nor
/// allowed; without an Origin, `Sec-Fetch-Site: cross-site`; with an Origin or Sec-Fetch-Site, a
/// body of a type that a page can send to anybody (a form, plain text, none). Receipts pass: shops
/// link to them. What no browser sent has neither header, and passes whatever its type; a request
/// without a Host, such as one within the process, is not checked for it.
std::optional<ControlError> RefuseForeignControlCall(const WebGuard& guard,
                                                     const api::Request& request);

/// The same for the V1 API, which answers to every Host: refused with CrossOriginPage is what a
/// page sent that is neither allowed nor the emulator's own, nor one of the service's.
/// `Sec-Fetch-Site: same-origin`, which only browsers can set, passes: a development server passes
/// on what its own pages send. Without it the emulator's own page is one whose Host is a name of
/// this machine or of the service, so that a rebound name is not. A request with `Authorization`
/// passes: browsers never send it for a page of another origin without permission.
std::optional<Error> RefuseCrossOriginPage(const WebGuard& guard, const api::Request& request);

}  // namespace portone::control
