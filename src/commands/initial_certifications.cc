// SPDX-License-Identifier: MIT
#include "commands/initial_certifications.h"

#include <set>
#include <string>
#include <utility>

#include "base/letters_and_digits.h"
#include "commands/certifications.h"
#include "commands/initial_channel.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// What a gateway demands of a request for a code.
std::optional<WrongMember> ValidateRequest(const PgCode& pg, const Certification& certification,
                                           const std::string& name) {
  const CertificationRules& rules = gateways::Get(pg).certification;
  if (!certification.otp || certification.sequence != 0)
    return std::nullopt;  // a complete record has happened
  if (certification.otp->method == VerificationMethod::kApp && !rules.app)
    return WrongMember{"otp/method", name + ": " + pg.text + " does not certify by app"};
  if (rules.strict_merchant_uid && !HasOnlyLettersAndDigits(certification.merchant_uid.text))
    return WrongMember{"merchant_uid",
                       name + ": " + pg.text + " takes order numbers of letters and digits only"};
  return std::nullopt;
}

std::optional<WrongMember> ValidateCertification(const Merchant& merchant,
                                                 const Certification& certification,
                                                 const std::string& name) {
  const CertificationOffer offer =
      certification.otp ? &CertificationRules::otp : &CertificationRules::window;
  const std::string member = GetChannelField(certification);
  if (member.empty()) {
    const auto channel = ChooseCertificationChannel(merchant, {}, offer, "");
    if (!channel.ok()) return WrongMember{"", name + ": no gateway of the merchant's certifies"};
    return ValidateRequest(channel.value().pg, certification, name);
  }
  if (auto reason = ValidateChannel(merchant, certification, name))
    return WrongMember{member, *std::move(reason)};
  const PgCode pg = GetGateway(merchant, certification);
  if (!(gateways::Get(pg).certification.*offer))
    return WrongMember{member, name + ": " + pg.text + " does not certify"};
  return ValidateRequest(pg, certification, name);
}

}  // namespace

FoundProblem ValidateCertifications(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<ImpUid> imp_uids;
  for (const Payment& payment : ledger.payments)
    imp_uids.insert(payment.imp_uid);
  for (const Certification& certification : ledger.certifications) {
    const std::string name = "certification " + certification.merchant_uid.text;
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("certifications", ledger.certifications, certification, std::move(member),
                         std::move(message));
    };
    if (!certification.imp_uid.text.empty() && !imp_uids.insert(certification.imp_uid).second)
      return refuse("imp_uid", name + ": its imp_uid is given twice");
    if (auto wrong = ValidateCertification(merchant, certification, name))
      return refuse(std::move(wrong->member), std::move(wrong->message));
  }
  for (const ImpUid& imp_uid : ledger.deleted_certifications) {
    if (imp_uids.insert(imp_uid).second) continue;
    return MakeProblem("deleted_certifications", ledger.deleted_certifications, imp_uid, "imp_uid",
                       "deleted certification " + imp_uid.text + ": its imp_uid is given twice");
  }
  return std::nullopt;
}

}  // namespace portone::commands
