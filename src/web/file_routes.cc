// SPDX-License-Identifier: MIT
// The files that browsers load: the script, under every address that pages carry, and the
// emulator's own pages.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "web/browser_side.h"
#include "web/files.h"
#include "web/script_text.h"
#include "web/web_reply.h"

namespace portone::web {
namespace {

api::Reply ServeFile(std::string_view path) {
  const File* file = FindFile(path);
  if (file == nullptr) {
    return MakeErrorReply(WebErrc::kNotFound, "there is no file " + std::string(path));
  }
  return MakeFileReply(*file);
}

/// "iamport.payment.js", "iamport.payment-1.1.5.js": all versions are the same script.
bool IsScriptName(std::string_view name) {
  constexpr std::string_view kStart = "iamport.payment";
  constexpr std::string_view kEnd = ".js";
  if (!name.starts_with(kStart) || !name.ends_with(kEnd)) return false;
  if (name.size() == kStart.size() + kEnd.size()) return true;
  if (name.size() < kStart.size() + kEnd.size()) return false;
  const std::string_view version =
      name.substr(kStart.size(), name.size() - kStart.size() - kEnd.size());
  return version.size() > 1 && version.front() == '-' &&
         std::all_of(version.begin() + 1, version.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; });
}

// FIDELITY: browser-script
api::Reply ServeScript(BrowserCall& /*call*/) {
  return MakeFileReply({"iamport.js", GetScriptText()});
}

api::Reply ServeVersionedScript(BrowserCall& call) {
  if (IsScriptName(call.path[0])) return ServeScript(call);
  return MakeErrorReply(WebErrc::kNotFound, "no script of the service has this name");
}

/// A file below pages/, which the rest of the path names.
api::Reply ServePage(BrowserCall& call) {
  std::string path = "pages";
  for (const std::string& segment : call.path)
    path += "/" + segment;
  return ServeFile(path);
}

api::Reply ServeFailPage(BrowserCall& /*call*/) {
  return ServeFile("pages/fail.html");
}

api::Reply ServeDonePage(BrowserCall& /*call*/) {
  return ServeFile("pages/done.html");
}

/// The frame with which the service's own script talks; the page reads the rest from its address.
api::Reply ServeFrame(BrowserCall& /*call*/) {
  return ServeFile("pages/frame.html");
}

constexpr std::array kFileRoutes{
    BrowserRoute{Method::kGet, "/v1/iamport.js", ServeScript},
    BrowserRoute{Method::kGet, "/js/{file}", ServeVersionedScript},
    BrowserRoute{Method::kGet, "/_browser/pages/*", ServePage},
    BrowserRoute{Method::kGet, "/payments/fail", ServeFailPage},
    BrowserRoute{Method::kGet, "/payments/success", ServeDonePage},
    BrowserRoute{Method::kGet, "/payments/vbank", ServeDonePage},
    BrowserRoute{Method::kGet, "/payments/ready/{user_code}", ServeFrame},
    BrowserRoute{Method::kGet, "/payments/ready/{user_code}/{pg}", ServeFrame},
    BrowserRoute{Method::kGet, "/payments/ready/{user_code}/{pg}/{mid}", ServeFrame},
    BrowserRoute{Method::kGet, "/certificates/ready/{user_code}", ServeFrame},
    BrowserRoute{Method::kGet, "/certificates/ready/{user_code}/{pg}", ServeFrame},
    BrowserRoute{Method::kGet, "/certificates/ready/{user_code}/{pg}/{mid}", ServeFrame},
};

}  // namespace

std::span<const BrowserRoute> FileRoutes() {
  return kFileRoutes;
}

}  // namespace portone::web
