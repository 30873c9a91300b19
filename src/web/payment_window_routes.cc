// SPDX-License-Identifier: MIT
// The windows of payments, as the calls of pages open, show and end them.
#include <string>
#include <utility>
#include <variant>

#include "api/serve.h"
#include "commands/webhook_settings.h"
#include "domain/errors.h"
#include "json/writer.h"
#include "web/checkouts.h"
#include "web/notice_hosts.h"
#include "web/payment_window.h"
#include "web/read_checkout.h"
#include "web/web_reply.h"
#include "web/window_replies.h"
#include "web/window_state_json.h"

namespace portone::web {
namespace {

/// The checkout with what the buyer has chosen in the window.
commands::Checkout AddChoices(commands::Checkout checkout, const EndingRequest& ending) {
  checkout.buyer_action = ending.buyer.buyer_action;
  if (ending.pay_method) checkout.pay_method = ending.pay_method;
  if (ending.buyer.pays_with) checkout.pays_with = ending.buyer.pays_with;
  if (ending.buyer.bank_code) checkout.bank_code = ending.buyer.bank_code;
  if (ending.buyer.cash_receipt) checkout.cash_receipt = ending.buyer.cash_receipt;
  if (ending.quota) checkout.order.card_quota = *ending.quota;
  if (ending.buyer.card) checkout.buyers_card = ending.buyer.card;
  return checkout;
}

/// Whether the page that asks may name the hosts of the checkout's URLs.
Result<Done> CheckUrls(const BrowserCall& call, const OpeningRequest& opening,
                       const commands::Checkout& checkout) {
  PORTONE_TRY(const WebhookSettings settings,
              call.sandbox->engine.Query(commands::ReadWebhookSettings{}));
  return CheckNoticeHosts(call.context.notice_hosts,
                          {FindPageOrigin(call.request, opening.shop_origin), settings.url},
                          checkout);
}

}  // namespace

api::Reply OpenPayment(const BrowserCall& call, OpeningRequest opening) {
  engine::Sandbox& sandbox = *call.sandbox;
  const TierCode tier = ReadTier(opening);
  const auto refuse = [&](const Error& error) {
    if (error.code == Errc::kPoisoned) return MakeRefusalReply(error);
    return MakeResultReply(MakeNotOpenedResult(sandbox.engine, opening.checkout, error));
  };
  const Result<Done> known_tier = CheckTier(sandbox.engine, tier);
  if (!known_tier.ok()) return refuse(known_tier.error());
  const auto checkout = ReadCheckout(call.request, opening.checkout, sandbox.engine.tolerance());
  if (!checkout.ok()) return refuse(checkout.error());
  const Result<Done> may_name = CheckUrls(call, opening, checkout.value());
  if (!may_name.ok()) return refuse(may_name.error());
  const auto shown = OpenWindow(sandbox, call.context.sender,
                                api::MakeJournalRequest(call.request, tier), checkout.value());
  if (!shown.ok()) return refuse(shown.error());
  const commands::BrowserWindow& window = shown.value();
  opening.checkout.callback_is_lost = window.callback_is_lost;
  OpenedWindow opened{call.sandbox, tier, opening.checkout, opening.FindReturnOrigin(),
                      PaymentWindow{window.checkout, window.window}};
  if (window.stage != commands::WindowStage::kEnded)
    return MakeOpenedReply(call, std::move(opened));
  return MakeEndedReply(call, std::move(opened),
                        MakeEndResult(api::MakeReplyOptions(call.request, sandbox),
                                      opening.checkout, window.checkout, window.window));
}

api::Reply ShowPayment(const BrowserCall& call, const OpenWindows::Found& found) {
  const OpenedWindow& opened = *found.window;
  const auto& window = std::get<PaymentWindow>(opened.window);
  const auto state = call.sandbox->engine.Query(commands::ReadWindow{window.state}, opened.tier);
  if (!state.ok()) return MakeRefusalReply(state.error());
  json::Writer json;
  EncodePaymentWindow(json, opened, state.value(), found.result);
  return MakeJsonReply(json);
}

api::Reply EndPayment(const BrowserCall& call, OpenWindows::Ending& claimed,
                      const EndingRequest& ending) {
  engine::Sandbox& sandbox = *call.sandbox;
  const OpenedWindow& opened = claimed.window();
  const auto& window = std::get<PaymentWindow>(opened.window);
  const auto state = sandbox.engine.Query(commands::ReadWindow{window.state}, opened.tier);
  if (!state.ok()) return MakeRefusalReply(state.error());
  const commands::Checkout checkout = AddChoices(window.checkout, ending);
  const auto ended =
      EndWindow(sandbox, call.context.sender, api::MakeJournalRequest(call.request, opened.tier),
                state.value(), checkout);
  if (!ended.ok()) return MakeRefusalReply(ended.error());
  scenario::CheckoutRequest request = opened.request;
  request.callback_is_lost = ending.buyer.callback_is_lost;
  PageResult result =
      MakeEndResult(api::MakeReplyOptions(call.request, sandbox), request, checkout, ended.value());
  api::Reply reply = MakeResultReply(result);
  claimed.SetResult(std::move(result));
  return reply;
}

}  // namespace portone::web
