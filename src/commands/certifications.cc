// SPDX-License-Identifier: MIT
#include "commands/certifications.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/errors.h"
#include "domain/number_pattern.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

bool Offers(const Channel& channel, CertificationOffer offer) {
  return gateways::Get(channel.pg).certification.*offer;
}

/// What tells the merchants of a service apart: sandbox and sub-merchant.
std::string FormatSite(const Tx& tx) {
  return std::to_string(tx.ids.seed()) + "\n" + tx.ids.scope() + "\n" + tx.tier.text();
}

std::string MakePgTid(const Tx& tx, const GatewayRules& rules, const Certification& certification) {
  PatternValues values;
  values.gateway = rules.code;
  values.mid = certification.pg_id;
  values.at = certification.requested_at;
  values.number = tx.ids.MakeNumber("certification_tid", certification.imp_uid.text, 0);
  return FormatPattern(rules.certification.pg_tid, values);
}

/// Whether the channel's contract keeps telephone and carrier from the merchant.
bool HidesPhone(const Tx& tx, const GatewayRules& rules, const Certification& certification) {
  const std::string_view setting = rules.certification.phone_setting;
  if (setting.empty()) return false;
  const Channel channel = ResolveChannel(
      tx.world.merchant, {certification.channel_key, certification.pg, certification.pg_id, {}});
  return GetSetting(rules, channel, setting) == "no";
}

}  // namespace

Result<Certification> Handle(const View& view, const FindCertification& query) {
  const Certification* found = view.ledger.certifications.Find(query.imp_uid);
  if (found == nullptr) return errors::CertificationNotFound();
  return *found;
}

Result<Certification> Apply(Tx& tx, const DeleteCertification& command) {
  if (tx.ledger.certifications.Find(command.imp_uid) == nullptr)
    return errors::CertificationNotFound();
  return tx.ledger.certifications.Remove(command.imp_uid);
}

std::optional<Person> Identify(const World& world, const PersonDetails& details) {
  for (const Person& person : world.persons) {
    if (MatchesDetails(person, details)) return person;
  }
  const bool belongs_to_another =
      details.phone &&
      std::any_of(world.persons.begin(), world.persons.end(),
                  [&](const Person& person) { return person.phone == *details.phone; });
  if (belongs_to_another) return std::nullopt;
  return ApplyDetails(MakeDefaultPerson(), details);
}

ImpUid MintCertificationUid(const Tx& tx, const MerchantUid& merchant_uid,
                            std::string_view prefix) {
  std::string cause = tx.tier.text() + merchant_uid.text;
  // FIDELITY: ids
  if (!tx.ids.scope().empty()) cause = tx.ids.scope() + "\n" + cause;
  for (std::uint64_t attempt = 0;; ++attempt) {
    ImpUid imp_uid(std::string(prefix) + tx.ids.MakeDigits("certification", cause, attempt, 12));
    const bool is_taken =
        tx.ledger.certifications.IsTaken(imp_uid) || tx.ledger.payments.Find(imp_uid) != nullptr;
    if (!is_taken) return imp_uid;
  }
}

MerchantUid MakeAnonymousMerchantUid(Instant now) {
  return MerchantUid("nobody_" + std::to_string(now.time_since_epoch().count()));
}

std::string MakeOtp(const Tx& tx, const ImpUid& imp_uid) {
  constexpr int kDigits = 6;
  return tx.ids.MakeDigits("otp", imp_uid.text, 0, kDigits);
}

Certification MakeCertification(const Tx& tx, const Channel& channel,
                                const MerchantUid& merchant_uid, std::string_view prefix) {
  Certification certification;
  certification.imp_uid = MintCertificationUid(tx, merchant_uid, prefix);
  certification.sequence = tx.sequence;
  certification.merchant_uid = merchant_uid;
  certification.channel_key = channel.channel_key;
  certification.pg = channel.pg;
  certification.pg_id = channel.pg_id;
  certification.requested_at = tx.now;
  return certification;
}

// FIDELITY: certification-channel
Result<Channel> ChooseCertificationChannel(const Merchant& merchant, const ChannelChoice& choice,
                                           CertificationOffer offer, std::string_view what) {
  if (choice.channel_key || choice.pg) {
    PORTONE_TRY(Channel channel, ChooseChannel(merchant, choice));
    if (!Offers(channel, offer)) return errors::OperationUnsupported(what, channel.pg.text);
    return channel;
  }
  const Channel* first = nullptr;
  for (const Channel& channel : merchant.channels) {
    if (!Offers(channel, offer)) continue;
    if (channel.type == ChannelType::kCertification) return channel;
    if (first == nullptr) first = &channel;
  }
  if (first == nullptr) return errors::NoChannel();
  return *first;
}

void FillCertificationResult(const Tx& tx, Certification& certification) {
  const GatewayRules& rules = gateways::Get(certification.pg);
  Person& person = *certification.person;
  if (!person.unique_key) person.unique_key = MakeUniqueKey(person);
  if (!person.unique_in_site) person.unique_in_site = MakeUniqueInSite(person, FormatSite(tx));
  if (!certification.pg_tid) certification.pg_tid = MakePgTid(tx, rules, certification);
  if (!certification.certified_at) certification.certified_at = certification.requested_at;
  if (HidesPhone(tx, rules, certification)) certification.hides_phone = true;
}

const Certification& Certify(Tx& tx, const ImpUid& imp_uid, Person person) {
  return tx.ledger.certifications.Update(imp_uid, [&](Certification& updated) {
    updated.status = CertificationStatus::kCertified;
    updated.person = std::move(person);
    updated.certified_at = tx.now;
    FillCertificationResult(tx, updated);
  });
}

const Certification& FailCertification(Tx& tx, const ImpUid& imp_uid, const GatewayError& error) {
  return tx.ledger.certifications.Update(imp_uid, [&](Certification& updated) {
    updated.status = CertificationStatus::kFailed;
    updated.fail_reason = FormatFailReason(error);
  });
}

FaultTarget MakeFaultTarget(const Certification& certification) {
  FaultTarget target;
  target.operation = FaultOperation::kCertification;
  target.pg = certification.pg.text;
  target.merchant_uid = certification.merchant_uid.text;
  return target;
}

}  // namespace portone::commands
