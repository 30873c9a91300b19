// SPDX-License-Identifier: MIT
#include "web/window_replies.h"

#include <optional>
#include <utility>
#include <variant>

#include "api/serve.h"
#include "domain/errors.h"
#include "gateways/registry.h"
#include "json/writer.h"
#include "web/display_mode.h"
#include "web/web_reply.h"
#include "web/window_state_json.h"

namespace portone::web {
namespace {

constexpr const char* kGone =
    "this window is gone: its sandbox was reset or removed, newer windows took its place, or it "
    "was never opened";

/// "http://localhost:12011", as the page has called.
std::string FindBase(const api::Request& request) {
  return (request.is_https ? "https://" : "http://") + std::string(api::FindHost(request));
}

}  // namespace

engine::SandboxPtr FindSandbox(const BrowserCall& call, const OpenedWindow& window) {
  engine::SandboxPtr sandbox = window.sandbox.lock();
  if (sandbox == nullptr) return nullptr;
  // One that is removed lives on until it is freed.
  const bool is_there = call.context.directory.FindByKey(sandbox->credentials.imp_key) == sandbox;
  return is_there ? sandbox : nullptr;
}

TierCode ReadTier(const OpeningRequest& opening) {
  if (!opening.tier || opening.tier->empty()) return {};
  return TierCode::Parse(*opening.tier).value_or(TierCode::Unknown());
}

api::Reply ResultReply(const PageResult& result) {
  json::Writer json;
  json.BeginObject();
  EncodeResult(json, result);
  json.EndObject();
  return JsonReply(json);
}

api::Reply OpenedReply(const BrowserCall& call, OpenedWindow window) {
  const DisplayMode shown_as = GetDisplayMode(window);
  const std::string id = call.context.windows.Add(std::move(window));
  json::Writer json;
  json.BeginObject()
      .Field("id", id)
      .Field("url", FindBase(call.request) + "/_browser/windows/" + id)
      .Field("popup", shown_as == DisplayMode::kPopup)
      .Field("leaves_page", shown_as == DisplayMode::kPage)
      .EndObject();
  return JsonReply(json);
}

api::Reply GoneReply() {
  return ErrorReply(WebErrc::kNotFound, kGone);
}

api::Reply RefusalReply(const Error& error) {
  if (error.code == Errc::kPoisoned) return ErrorReply(WebErrc::kPoisoned, error.message);
  const bool is_gone =
      error.code == Errc::kPaymentNotFound || error.code == Errc::kCertificationNotFound;
  return is_gone ? GoneReply() : ErrorReply(WebErrc::kConflict, error.message);
}

}  // namespace portone::web
