// SPDX-License-Identifier: MIT
#include "web/certification_windows.h"

#include <string_view>
#include <utility>
#include <vector>

#include "api/decode_certification.h"
#include "api/serve.h"
#include "commands/certifications.h"
#include "commands/shown_windows.h"
#include "domain/errors.h"
#include "domain/outcome_titles.h"
#include "gateways/registry.h"
#include "scenario/window_outcome.h"
#include "web/certification_checkouts.h"
#include "web/read_checkout.h"
#include "web/window_state_json.h"

namespace portone::web {
namespace {

/// What the gateway says in a case; nothing when it does not refuse.
std::optional<std::string> FindMessage(const CertificationRules& rules, std::string_view outcome) {
  const auto refusal = Parse<CertificationRefusal>(outcome);
  if (!refusal) return std::nullopt;
  const ErrorText& text = FindText(rules, *refusal);
  return "[" + std::string(text.code) + "] " + std::string(text.message);
}

void EncodeOutcomes(json::Writer& json, const CertificationRules& rules) {
  const auto refusals = Names<CertificationRefusal>();
  json.Key("outcomes").BeginArray();
  for (const std::string_view name : scenario::OutcomeNames({refusals.begin(), refusals.end()})) {
    const OutcomeTitle& title = GetOutcomeTitle(name);
    json.BeginObject()
        .Field("name", name)
        .Field("title_ko", title.korean)
        .Field("title_en", title.english)
        .Field("message", FindMessage(rules, name))
        .EndObject();
  }
  json.EndArray();
}

/// Whom the window would certify without anything being entered.
void EncodePerson(json::Writer& json, const Person& person) {
  json.Key("person")
      .BeginObject()
      .Field("name", person.name)
      .Field("birthday", person.birthday)
      .Field("gender", Name(person.gender))
      .Field("foreigner", person.is_foreigner)
      .Field("phone", person.phone)
      .Field("carrier", Name(person.carrier))
      .EndObject()
      .Key("carriers")
      .BeginArray();
  for (const std::string_view carrier : Names<Carrier>())
    json.Text(carrier);
  json.EndArray();
}

}  // namespace

Result<OpenedCertificationWindow> OpenCertificationWindow(engine::Sandbox& sandbox,
                                                          const api::Request& request,
                                                          const TierCode& tier,
                                                          const OpeningRequest& opening) {
  const scenario::CheckoutRequest& asked = opening.checkout;
  const auto read = ReadCertification(asked, sandbox.engine.tolerance());
  if (!read.ok()) return OpenedCertificationWindow(MakeCertificationRefusal(asked, read.error()));
  const auto shown =
      sandbox.engine.Run(api::MakeCause(request, tier), commands::ShowCertification{read.value()});
  if (!shown.ok()) {
    if (shown.error().code == Errc::kPoisoned) return shown.error();
    return OpenedCertificationWindow(MakeCertificationRefusal(asked, shown.error()));
  }
  const commands::ShownCertification& window = shown.value();
  if (!window.has_ended)
    return OpenedCertificationWindow(OpenedCertification{window.request, window.window});
  scenario::CheckoutRequest decided = asked;
  decided.callback_is_lost = window.callback_is_lost;
  return OpenedCertificationWindow(MakeCertificationEnd(decided, window.request, window.window));
}

Result<PageResult> EndCertificationWindow(engine::Sandbox& sandbox, const api::Request& request,
                                          const OpenedWindow& window, const EndingRequest& ending) {
  commands::CertificationRequest chosen = window.certification->request;
  chosen.action = ending.buyer.person_action;
  if (ending.buyer.person) {
    const api::Fields person(*ending.buyer.person, "person.", sandbox.engine.tolerance());
    PORTONE_TRY(chosen.person, api::DecodeEnteredPerson(person));
  }
  PORTONE_TRY(
      const commands::CertificationState state,
      sandbox.engine.Run(api::MakeCause(request, window.tier),
                         commands::ConcludeCertification{window.certification->state, chosen}));
  scenario::CheckoutRequest told = window.request;
  told.callback_is_lost = ending.buyer.callback_is_lost;
  return MakeCertificationEnd(told, chosen, state);
}

ShownAs FindCertificationShownAs(const OpenedWindow& window) {
  const commands::CertificationRequest& request = window.certification->request;
  if (request.device == Device::kPc || request.is_popup) return ShownAs::kPopup;
  return request.redirect_url ? ShownAs::kPage : ShownAs::kFrame;
}

Result<Done> EncodeCertificationWindow(json::Writer& json, engine::Sandbox& sandbox,
                                       const OpenedWindow& window,
                                       const std::optional<PageResult>& ended) {
  const OpenedCertification& opened = *window.certification;
  PORTONE_TRY(const commands::CertificationForm form,
              sandbox.engine.Query(commands::ReadCertificationForm{opened.state, opened.request},
                                   window.tier));
  const GatewayRules& rules = gateways::Get(form.certification.pg);
  json.BeginObject().Field("kind", "certification");
  EncodeFrame(json, window, rules, FindCertificationShownAs(window));
  json.Key("order")
      .BeginObject()
      .Field("merchant_uid", form.certification.merchant_uid.text)
      .EndObject()
      .Field("company", FindText(window.request.params, "company"))
      .Key("min_age");
  if (opened.request.min_age) {
    json.Number(*opened.request.min_age);
  } else {
    json.Null();
  }
  EncodePerson(json, form.person);
  EncodeOutcomes(json, rules.certification);
  EncodeEnd(json, window, ended);
  json.EndObject();
  return Done{};
}

}  // namespace portone::web
