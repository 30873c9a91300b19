// SPDX-License-Identifier: MIT
// The demo shop, a page that runs the guides' sample calls, and the files that it loads.
#include <array>
#include <string>
#include <string_view>

#include "base/path_prefixes.h"
#include "control/control.h"
#include "web/files.h"
#include "web/web_reply.h"

namespace portone::control {
namespace {

ControlResult<api::Reply> SendFile(std::string_view path) {
  const web::File* const file = web::FindFile(path);
  if (file == nullptr) {
    return ControlError{ControlErrc::kNotFound, "the pages have no file " + std::string(path), ""};
  }
  return web::MakeFileReply(*file, web::Framing::kByNone);
}

ControlResult<api::Reply> ShowDemo(ControlCall& /*call*/) {
  return SendFile("pages/demo/demo.html");
}

/// The paths are those of the source tree, so that files find each other.
ControlResult<api::Reply> SendPageFile(ControlCall& call) {
  std::string_view path = call.request.target;
  path = path.substr(0, path.find('?')).substr(kControlPrefix.size());
  return SendFile(path.substr(1));
}

constexpr std::array kDemoRoutes{
    ControlRoute{Method::kGet, "/demo", ShowDemo, ControlWait::kNever},
    ControlRoute{Method::kGet, "/pages/*", SendPageFile, ControlWait::kNever},
};

}  // namespace

std::span<const ControlRoute> DemoRoutes() {
  return kDemoRoutes;
}

}  // namespace portone::control
