// SPDX-License-Identifier: MIT
#include "commands/certification_window.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include "commands/certifications.h"
#include "commands/faults.h"
#include "commands/unmatched_channel.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/merchant.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// As in the script's parameter; the API's replies have other names.
constexpr std::array<std::string_view, 4> kWindowCarriers{"SKT", "KTF", "LGT", "MVNO"};
constexpr std::string_view kMvno = "MVNO";

bool IsKnownCarrier(const std::optional<std::string>& carrier) {
  return !carrier || std::find(kWindowCarriers.begin(), kWindowCarriers.end(), *carrier) !=
                         kWindowCarriers.end();
}

const CertificationRules& GetRules(const Certification& certification) {
  return gateways::Get(certification.pg).certification;
}

/// An unknown channel leads to the default one, as in a payment window.
// FIDELITY: certification-channel
Result<WindowChannel> ChooseWindow(const Merchant& merchant, const ChannelChoice& choice) {
  WindowChannelMatch match = MatchWindowChannel(merchant, choice);
  if (!match.channel) {
    PORTONE_TRY(match.channel, ChooseCertificationChannel(merchant, {}, &CertificationRules::window,
                                                          texts::kCertificationWindow));
  } else if (!gateways::Get(match.channel->pg).certification.window) {
    return errors::OperationUnsupported(texts::kCertificationWindow, match.channel->pg.text);
  }
  return WindowChannel{*std::move(match.channel), std::move(match.unmatched)};
}

/// A PC always has a popup; a mobile device has none unless the page asks for it.
ReturnBy ChooseReturn(const CertificationCheckout& request) {
  const bool redirects =
      request.device == Device::kMobile && !request.is_popup && request.redirect_url;
  return redirects ? ReturnBy::kRedirect : ReturnBy::kCallback;
}

CertificationWindowState Refuse(Tx& tx, CertificationWindowState state, GatewayError error) {
  state.certification = FailCertification(tx, state.certification.imp_uid, error);
  state.page_refusal = std::move(error);
  return state;
}

CertificationWindowState RefuseByName(Tx& tx, CertificationWindowState state,
                                      CertificationRefusal refusal) {
  state.includes_ids = refusal != CertificationRefusal::kWrongField;
  GatewayError error = GetErrorText(GetRules(state.certification), refusal).ToError();
  return Refuse(tx, std::move(state), std::move(error));
}

CertificationWindowState Close(CertificationWindowState state,
                               const CertificationCheckout& request) {
  const CertificationRules& rules = GetRules(state.certification);
  state.page_refusal = rules.closed.ToError();
  state.reports_end =
      !(rules.closes_silently && request.device == Device::kMobile && !request.redirect_url);
  return state;
}

/// What is known of the person: entered by themselves, else by the page.
PersonDetails CombineDetails(const CertificationCheckout& request) {
  PersonDetails details = request.person;
  if (!details.name) details.name = request.prefilled.name;
  if (!details.phone) details.phone = request.prefilled.phone;
  if (!details.carrier) details.carrier = request.prefilled.carrier;
  return details;
}

/// A page that says MVNO does not say in whose network.
void MoveToMvno(const CertificationCheckout& request, Person& person) {
  const bool is_mvno = request.carrier == kMvno && !request.person.carrier;
  if (!is_mvno || person.carrier >= Carrier::kSktMvno) return;
  constexpr int kNetworks = static_cast<int>(Carrier::kSktMvno);
  person.carrier = static_cast<Carrier>(static_cast<int>(person.carrier) + kNetworks);
}

Result<CertificationWindowState> IdentifyInWindow(Tx& tx, CertificationWindowState state,
                                                  const CertificationCheckout& request) {
  std::optional<Person> person = Identify(tx.world, CombineDetails(request));
  if (!person) return RefuseByName(tx, std::move(state), CertificationRefusal::kNotIdentified);
  if (request.min_age && GetAge(*person, tx.now) < *request.min_age)
    return RefuseByName(tx, std::move(state), CertificationRefusal::kUnderage);
  FaultTarget target = MakeFaultTarget(state.certification);
  auto fault = ApplyFault(tx, target);
  if (!fault.ok()) return Refuse(tx, std::move(state), {"", fault.error().message});
  if (fault.value()) return Refuse(tx, std::move(state), *std::move(fault.value()));
  MoveToMvno(request, *person);
  state.certification = Certify(tx, state.certification.imp_uid, *std::move(person));
  return state;
}

/// When the window was opened: a person spends 34 to 65 seconds in it.
// FIDELITY: certification-window
Instant ChooseOpeningTime(const Tx& tx, const ImpUid& imp_uid) {
  constexpr std::uint64_t kShortest = 34;
  constexpr std::uint64_t kSpan = 32;
  const std::uint64_t spent = kShortest + tx.ids.MakeNumber("dwell", imp_uid.text, 0) % kSpan;
  return tx.now - std::chrono::seconds{spent};
}

}  // namespace

Result<CertificationWindowState> Apply(Tx& tx, const OpenCertification& command) {
  const CertificationCheckout& request = command.request;
  PORTONE_TRY(const WindowChannel chosen, ChooseWindow(tx.world.merchant, request.channel));
  const MerchantUid merchant_uid = request.merchant_uid.value_or(MakeAnonymousMerchantUid(tx.now));
  WarnAboutUnmatchedChannel(tx, chosen, merchant_uid);
  Certification made = MakeCertification(tx, chosen.channel, merchant_uid, kWindowUidPrefix);
  made.origin = request.origin;
  CertificationWindowState state{tx.ledger.certifications.Insert(std::move(made))};
  state.return_by = ChooseReturn(request);
  state.generation = tx.world.generation;
  if (!IsKnownCarrier(request.carrier))
    return RefuseByName(tx, std::move(state), CertificationRefusal::kWrongField);
  return state;
}

Result<CertificationWindowState> Apply(Tx& tx, const ConcludeCertification& command) {
  const CertificationCheckout& request = command.request;
  const Certification* found = tx.ledger.certifications.Find(command.window.certification.imp_uid);
  if (found == nullptr || command.window.generation != tx.world.generation)
    return errors::CertificationNotFound();
  if (found->is_certified()) return errors::AlreadyCertified();
  if (found->status == CertificationStatus::kFailed)
    return errors::CertificationFailed(found->fail_reason.value_or(""));
  CertificationWindowState state = command.window;
  state.certification = *found;
  if (std::holds_alternative<CloseWindow>(request.action)) return Close(std::move(state), request);
  if (std::holds_alternative<AbandonWindow>(request.action)) {
    state.reports_end = false;
    return state;
  }
  if (const auto* declined = std::get_if<DeclineInWindow>(&request.action))
    return Refuse(tx, std::move(state), *declined);
  if (const auto* refusal = std::get_if<CertificationRefusal>(&request.action))
    return RefuseByName(tx, std::move(state), *refusal);
  return IdentifyInWindow(tx, std::move(state), request);
}

Result<CertificationWindowState> Apply(Tx& tx, const CertificationCheckout& command) {
  PORTONE_TRY(CertificationWindowState state, Apply(tx, OpenCertification{command}));
  if (!std::holds_alternative<AbandonWindow>(command.action)) {
    const ImpUid imp_uid = state.certification.imp_uid;
    state.certification = tx.ledger.certifications.Update(imp_uid, [&](Certification& updated) {
      updated.requested_at = ChooseOpeningTime(tx, imp_uid);
    });
  }
  if (state.page_refusal) return state;
  return Apply(tx, ConcludeCertification{std::move(state), command});
}

}  // namespace portone::commands
