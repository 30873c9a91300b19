// SPDX-License-Identifier: MIT
// The windows of certifications, as the calls of pages open, show and end them.
#include <string>
#include <utility>
#include <variant>

#include "api/decode_certification.h"
#include "api/serve.h"
#include "commands/browser_certifications.h"
#include "domain/errors.h"
#include "json/writer.h"
#include "web/certification_window.h"
#include "web/checkouts.h"
#include "web/web_reply.h"
#include "web/window_replies.h"
#include "web/window_state_json.h"

namespace portone::web {

api::Reply OpenCertification(const BrowserCall& call, OpeningRequest opening) {
  engine::Sandbox& sandbox = *call.sandbox;
  const TierCode tier = ReadTier(opening);
  const auto refuse = [&](const Error& error) {
    if (error.code == Errc::kPoisoned) return MakeRefusalReply(error);
    return MakeResultReply(MakeCertificationNotOpenedResult(opening.checkout, error));
  };
  const Result<Done> known_tier = CheckTier(sandbox.engine, tier);
  if (!known_tier.ok()) return refuse(known_tier.error());
  opening.checkout.origin = opening.shop_origin ? opening.shop_origin : opening.origin;
  const auto request = ReadCertification(opening.checkout, sandbox.engine.tolerance());
  if (!request.ok()) return refuse(request.error());
  const auto shown = sandbox.engine.Run(api::MakeJournalRequest(call.request, tier),
                                        commands::OpenBrowserCertification{request.value()});
  if (!shown.ok()) return refuse(shown.error());
  const commands::BrowserCertification& window = shown.value();
  opening.checkout.callback_is_lost = window.callback_is_lost;
  OpenedWindow opened{call.sandbox, tier, opening.checkout, opening.FindReturnOrigin(),
                      CertificationWindow{window.request, window.window}};
  if (window.is_shown) return MakeOpenedReply(call, std::move(opened));
  return MakeEndedReply(
      call, std::move(opened),
      MakeCertificationEndResult(opening.checkout, window.request, window.window));
}

api::Reply ShowCertification(const BrowserCall& call, const OpenWindows::Found& found) {
  const OpenedWindow& opened = *found.window;
  const auto& window = std::get<CertificationWindow>(opened.window);
  const auto state = call.sandbox->engine.Query(
      commands::ReadCertificationWindow{window.state, window.request}, opened.tier);
  if (!state.ok()) return MakeRefusalReply(state.error());
  json::Writer json;
  EncodeCertificationWindow(json, opened, state.value(), found.result);
  return MakeJsonReply(json);
}

api::Reply EndCertification(const BrowserCall& call, OpenWindows::Ending& claimed,
                            const EndingRequest& ending) {
  engine::Sandbox& sandbox = *call.sandbox;
  const OpenedWindow& opened = claimed.window();
  const auto& window = std::get<CertificationWindow>(opened.window);
  commands::CertificationCheckout request = window.request;
  request.action = ending.buyer.person_action;
  if (ending.buyer.person) {
    auto person = api::DecodeEnteredPerson(
        api::Fields(*ending.buyer.person, "person.", sandbox.engine.tolerance()));
    if (!person.ok()) {
      return MakeErrorReply(WebErrc::kInvalidParameter, person.error().message, "person");
    }
    request.person = std::move(person).value();
  }
  const auto ended = sandbox.engine.Run(api::MakeJournalRequest(call.request, opened.tier),
                                        commands::ConcludeCertification{window.state, request});
  if (!ended.ok()) return MakeRefusalReply(ended.error());
  scenario::CheckoutRequest checkout = opened.request;
  checkout.callback_is_lost = ending.buyer.callback_is_lost;
  PageResult result = MakeCertificationEndResult(checkout, request, ended.value());
  api::Reply reply = MakeResultReply(result);
  claimed.SetResult(std::move(result));
  return reply;
}

}  // namespace portone::web
