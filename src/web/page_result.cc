// SPDX-License-Identifier: MIT
#include "web/page_result.h"

#include <utility>

#include "api/codec/callback_json.h"
#include "domain/errors.h"
#include "json/json.h"
#include "web/read_checkout.h"

namespace portone::web {
namespace {

/// Whether the window would take the place of the page.
bool LeavesPage(const scenario::CheckoutRequest& request) {
  const auto popup = request.params.find("popup");
  return request.device == Device::kMobile || (popup != request.params.end() && *popup == false);
}

PageResult TellRefusal(const commands::PageForm& page, const scenario::CheckoutRequest& request,
                       const Error& error) {
  const ChannelChoice choice = FindChannel(request.params);
  const MerchantUid merchant_uid(FindText(request.params, "merchant_uid").value_or(""));
  const PageRefusal refusal = TellPageRefusal(
      page.callback, error, merchant_uid, choice.pg.value_or(""), choice.channel_key.has_value());
  PageResult result;
  if (request.has_callback_function) {
    api::ReplyWriter json;
    EncodeCallback(json, page.callback, merchant_uid, refusal);
    result.callback = json.Take();
  } else if (page.redirects || LeavesPage(request)) {
    const auto url = FindText(request.params, "m_redirect_url");
    result.redirect_url = api::MakeRedirectUrl(url, merchant_uid, refusal);
  }
  return result;
}

}  // namespace

PageResult TellNotOpened(engine::Engine& engine, const scenario::CheckoutRequest& request,
                         const Error& error) {
  const auto form = engine.Query(commands::FindPageForm{FindChannel(request.params)});
  return TellRefusal(form.ok() ? form.value() : commands::PageForm{}, request, error);
}

PageResult TellNoMerchant(const scenario::CheckoutRequest& request) {
  return TellRefusal({}, request, errors::NoChannel());
}

PageResult TellEnd(const api::ReplyOptions& options, const scenario::CheckoutRequest& request,
                   const commands::Checkout& checkout, const commands::WindowState& window) {
  PageResult result;
  if (window.left_open || request.callback_is_lost) return result;
  const bool has_callback = request.has_callback_function;
  const bool redirects = window.return_by == ReturnBy::kRedirect;
  // Told by callback for lack of the gateway's page: a page without one on a mobile is redirected.
  const bool instead = !has_callback && checkout.device == Device::kMobile;
  if (checkout.redirect_url && (redirects || instead)) {
    result.redirect_url = api::MakeRedirectUrl(*checkout.redirect_url, window);
  } else if (has_callback) {
    api::ReplyWriter json(options);
    EncodeCallback(json, window);
    result.callback = json.Take();
  }
  return result;
}

}  // namespace portone::web
