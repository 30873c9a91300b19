// SPDX-License-Identifier: MIT
#include "commands/browser_certifications.h"

#include <optional>
#include <utility>
#include <variant>

#include "commands/certifications.h"
#include "commands/window_settings.h"
#include "domain/errors.h"

namespace portone::commands {
namespace {

/// What a decision for a window means for a certification; nothing for a refusal of cards.
std::optional<PersonAction> FindAction(const BuyerAction& buyer) {
  if (std::holds_alternative<DeclineByName>(buyer)) return std::nullopt;
  if (std::holds_alternative<CloseWindow>(buyer)) return CloseWindow{};
  if (std::holds_alternative<AbandonWindow>(buyer)) return AbandonWindow{};
  if (const auto* declined = std::get_if<DeclineInWindow>(&buyer)) return *declined;
  return CertifyInWindow{};
}

}  // namespace

Result<BrowserCertification> Apply(Tx& tx, const OpenBrowserCertification& command) {
  BrowserCertification opened{.window = {}, .request = command.request};
  WindowSettings& settings = tx.world.merchant.windows;
  const std::optional<WindowOutcome> decision = FindDecision(settings);
  const std::optional<PersonAction> action =
      decision ? FindAction(decision->buyer_action) : std::nullopt;
  if (!action) {
    PORTONE_TRY(opened.window, Apply(tx, OpenCertification{command.request}));
    opened.is_shown = !opened.window.page_refusal;
    return opened;
  }
  opened.request.action = *action;
  opened.callback_is_lost = decision->callback_is_lost;
  opened.is_shown = false;
  PORTONE_TRY(opened.window, Apply(tx, opened.request));
  UseUpDecision(settings);
  return opened;
}

Result<CertificationWindowContents> Handle(const View& view, const ReadCertificationWindow& query) {
  const Certification* found = view.ledger.certifications.Find(query.window.certification.imp_uid);
  if (found == nullptr || query.window.generation != view.world.generation)
    return errors::CertificationNotFound();
  CertificationWindowContents window{query.window, {}};
  window.window.certification = *found;
  const PersonDetails& known = query.request.prefilled;
  window.person = Identify(view.world, known).value_or(ApplyDetails(MakeDefaultPerson(), known));
  return window;
}

}  // namespace portone::commands
