// SPDX-License-Identifier: MIT
#include "web/page_result.h"

#include <string>
#include <string_view>
#include <utility>

#include "api/codec/callback_json.h"
#include "api/codec/redirect_url.h"
#include "api/decode_redirect.h"
#include "domain/page_rules.h"
#include "gateways/registry.h"
#include "json/json.h"
#include "web/read_checkout.h"

namespace portone::web {
namespace {

/// Whether the window would take the place of the page.
bool LeavesPage(const scenario::CheckoutRequest& request, std::string_view redirects_unless) {
  const auto popup = request.params.find("popup");
  if (request.device == Device::kMobile) return true;
  if (popup != request.params.end() && *popup == false) return true;
  if (redirects_unless.empty()) return false;
  const auto unless = request.params.find(std::string(redirects_unless));
  return unless == request.params.end() || (*unless != true && *unless != "true");
}

/// `leaves_page`: whether the window would have taken its place.
PageResult MakeRefusalResult(bool leaves_page, const scenario::CheckoutRequest& request,
                             const PageRefusal& refusal) {
  const MerchantUid merchant_uid = ReadMerchantUid(request.params);
  PageResult result;
  if (request.has_callback_function) {
    api::ReplyWriter json;
    EncodeCallback(json, merchant_uid, refusal);
    result.callback = json.Take();
  } else if (leaves_page) {
    if (const auto url = FindRedirectUrl(request)) {
      result.redirect_url = api::MakeRedirectUrl(*url, merchant_uid, refusal);
    } else {
      result.service_page = api::MakeServicePagePath(refusal);
    }
  }
  return result;
}

/// Whether the browser leaves the page. Where a gateway has no page of its own to come back from,
/// only a page without a callback function is left.
bool IsRedirected(const scenario::CheckoutRequest& request, const commands::Checkout& checkout,
                  const commands::WindowState& window) {
  const bool has_function = request.has_callback_function;
  const bool redirects = window.return_by == ReturnBy::kRedirect;
  const bool leaves_page =
      LeavesPage(request, gateways::Get(window.payment.pg).window.redirects_unless);
  if (checkout.redirect_url) return redirects || (!has_function && leaves_page);
  // To the service's own page. Without a function, a success that returns by callback is lost.
  return !has_function && (redirects || (leaves_page && window.page_refusal));
}

void EncodeCallback(json::Writer& json, const PageResult& result) {
  json.Key("callback");
  if (result.callback) {
    json.Raw(*result.callback);
  } else {
    json.Null();
  }
}

}  // namespace

bool MustRedirect(const scenario::CheckoutRequest& request) {
  return !request.has_callback_function && request.device == Device::kMobile;
}

std::optional<std::string> FindRedirectUrl(const scenario::CheckoutRequest& request) {
  std::optional<std::string> url = ReadText(request.params, "m_redirect_url");
  if (url && (url->empty() || api::RunsInPage(*url))) return std::nullopt;
  return url;
}

PageResult MakeNotOpenedResult(engine::Engine& engine, const scenario::CheckoutRequest& request,
                               const Error& error) {
  const ChannelChoice choice = ReadChannelChoice(request.params);
  const auto found = engine.Query(commands::GetReturnFormat{choice});
  const commands::ReturnFormat format = found.ok() ? found.value() : commands::ReturnFormat{};
  return MakeRefusalResult(format.redirects || LeavesPage(request, format.redirects_unless),
                           request,
                           MakePageRefusal(format.callback, error, ReadMerchantUid(request.params),
                                           choice.pg.value_or(""), choice.channel_key.has_value()));
}

PageResult MakeNoMerchantResult(const scenario::CheckoutRequest& request) {
  return MakeRefusalResult(LeavesPage(request, {}), request, MakeNoMerchantRefusal());
}

PageResult MakeEndResult(const api::ReplyOptions& options, const scenario::CheckoutRequest& request,
                         const commands::Checkout& checkout, const commands::WindowState& window) {
  PageResult result;
  if (window.is_abandoned || request.callback_is_lost) return result;
  if (IsRedirected(request, checkout, window)) {
    if (checkout.redirect_url) {
      result.redirect_url = api::MakeRedirectUrl(*checkout.redirect_url, window);
    } else {
      result.service_page = api::MakeServicePagePath(window);
    }
  } else if (request.has_callback_function) {
    api::ReplyWriter json(options);
    EncodeCallback(json, window);
    result.callback = json.Take();
  }
  return result;
}

void EncodeResult(json::Writer& json, const PageResult& result) {
  EncodeCallback(json, result);
  std::optional<std::string> url = result.redirect_url;
  if (result.service_page) url = std::string(api::kServiceOrigin) + *result.service_page;
  json.Field("redirect_url", url);
}

void EncodeScriptResult(json::Writer& json, const PageResult& result) {
  EncodeCallback(json, result);
  json.Field("redirect_url", result.redirect_url).Field("service_page", result.service_page);
}

}  // namespace portone::web
