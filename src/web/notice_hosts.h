// SPDX-License-Identifier: MIT
// To which hosts a page in a browser may have the emulator send requests, by the notice_url and
// confirm_url of a window: any page can open windows, and would otherwise reach hosts that its
// browser cannot.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "commands/checkouts.h"
#include "domain/result.h"

namespace portone::web {

struct NoticeHostRules {
  /// Hosts in lower case, "*.name" or "*", that any page may name.
  std::vector<std::string> hosts{};
  /// The host to which a request for a URL is sent, in lower case; nothing for one to which none
  /// is. Null: pages may name any host.
  std::optional<std::string> (*find_host)(std::string_view url) = nullptr;
};

/// The page that opens a window.
struct RequestingPage {
  std::optional<std::string> origin{};  ///< absent: no browser sent the request
  std::string webhook_url{};            ///< of the merchant; "": none
};

/// The origin of the merchant's page, which no page can choose: that of the request, or if one of
/// the emulator's own pages has sent it, the one that this page names.
std::optional<std::string> FindPageOrigin(const api::Request& request,
                                          const std::optional<std::string>& named);

/// A page of this machine may name any host, another one its own, that of the webhook URL, and
/// those of the rules. Errors: InvalidParameter (confirm_url, notice_url).
Result<Done> CheckNoticeHosts(const NoticeHostRules& rules, const RequestingPage& page,
                              const commands::Checkout& checkout);

}  // namespace portone::web
