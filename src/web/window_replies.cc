// SPDX-License-Identifier: MIT
#include "web/window_replies.h"

#include <optional>
#include <utility>
#include <variant>

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

/// The path of a window's page. A page that takes the place of the merchant's learns that: then
/// nobody is waiting for its end.
std::string FormatPath(const std::string& id, bool replaces_page) {
  return "/_browser/windows/" + id + (replaces_page ? "?as=page" : "");
}

}  // namespace

engine::SandboxPtr FindSandbox(const BrowserCall& call, const OpenedWindow& window) {
  engine::SandboxPtr sandbox = window.sandbox.lock();
  if (sandbox == nullptr) return nullptr;
  // One that is removed lives on until it is freed.
  const bool exists = call.context.registry.FindByKey(sandbox->credentials.imp_key) == sandbox;
  return exists ? sandbox : nullptr;
}

TierCode ReadTier(const OpeningRequest& opening) {
  if (!opening.tier || opening.tier->empty()) return {};
  return TierCode::Parse(*opening.tier).value_or(TierCode::Unknown());
}

api::Reply MakeResultReply(const PageResult& result) {
  json::Writer json;
  json.BeginObject();
  EncodeScriptResult(json, result);
  json.EndObject();
  return MakeJsonReply(json);
}

api::Reply MakeOpenedReply(const BrowserCall& call, OpenedWindow window) {
  const DisplayMode shown_as = GetDisplayMode(window);
  const std::string id = call.context.windows.Add(std::move(window));
  json::Writer json;
  json.BeginObject()
      .Field("id", id)
      .Field("path", FormatPath(id, shown_as == DisplayMode::kPage))
      .Field("popup", shown_as == DisplayMode::kPopup)
      .Field("leaves_page", shown_as == DisplayMode::kPage)
      .EndObject();
  return MakeJsonReply(json);
}

api::Reply MakeEndedReply(const BrowserCall& call, OpenedWindow window, const PageResult& result) {
  if (!result.redirect_url) return MakeResultReply(result);
  const std::string id = call.context.windows.Add(std::move(window), result);
  json::Writer json;
  json.BeginObject();
  EncodeScriptResult(json, result);
  json.Field("id", id).Field("path", FormatPath(id, true)).EndObject();
  return MakeJsonReply(json);
}

api::Reply MakeGoneReply() {
  return MakeErrorReply(WebErrc::kNotFound, kGone);
}

api::Reply MakeRefusalReply(const Error& error) {
  if (error.code == Errc::kPoisoned) return MakeErrorReply(WebErrc::kPoisoned, error.message);
  const bool is_gone =
      error.code == Errc::kPaymentNotFound || error.code == Errc::kCertificationNotFound;
  return is_gone ? MakeGoneReply() : MakeErrorReply(WebErrc::kConflict, error.message);
}

}  // namespace portone::web
