// SPDX-License-Identifier: MIT
// The browser side: what merchants' pages load and call, and the emulator's own pages, under paths
// of their own outside the control API, so that the names of the service serve them too.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "api/reply.h"
#include "api/request.h"
#include "api/route.h"
#include "api/router.h"
#include "api/service.h"
#include "base/http_method.h"
#include "engine/sandbox_registry.h"
#include "web/notice_hosts.h"
#include "web/open_windows.h"
#include "webhook/sender.h"

namespace portone::web {

/// The parts of the emulator that the browser side works with.
struct BrowserContext {
  engine::SandboxRegistry& registry;
  webhook::Sender& sender;
  OpenWindows& windows;
  const NoticeHostRules& notice_hosts;
};

/// One request being handled.
struct BrowserCall {
  const api::Request& request;
  std::string_view query;
  const BrowserContext& context;
  const api::PathValues& path;   ///< values of the {parameters} in the route's path
  engine::SandboxPtr sandbox{};  ///< set by the handler when it finds one
};

/// What a call may have to wait for.
enum class BrowserWait : std::uint8_t {
  kNever,
  kForSandbox,   ///< other calls of the same sandbox
  kForMerchant,  ///< the merchant's confirm_url
};

struct BrowserRoute {
  Method method;
  std::string_view path;
  api::Reply (*handler)(BrowserCall&);
  BrowserWait wait = BrowserWait::kNever;
};

/// Every route of the browser side.
std::span<const BrowserRoute> BrowserRoutes();

// The routes of each topic, in the file of the same name.
std::span<const BrowserRoute> FileRoutes();
std::span<const BrowserRoute> WindowRoutes();
std::span<const BrowserRoute> ChannelListRoutes();
std::span<const BrowserRoute> PopupListRoutes();

/// Thread-safe. REQUIRES: what the context refers to outlives it.
class BrowserSide {
 public:
  explicit BrowserSide(BrowserContext context) : context_(context) {}

  /// Where a request of the browser side goes.
  struct Match {
    api::RouteMatch route;

    /// What the call may have to wait for.
    BrowserWait wait() const;
  };

  /// Nothing for a request that is not the browser side's. One with a token or a key is for the V1
  /// API, some of whose paths have the same form.
  static std::optional<Match> Find(const api::Request& request);

  /// REQUIRES: `match` was found for this request. Never throws because of the content of the
  /// request.
  api::ServiceResult Handle(const api::Request& request, const Match& match) const;

 private:
  BrowserContext context_;
};

}  // namespace portone::web
