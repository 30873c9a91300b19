// SPDX-License-Identifier: MIT
// Certifications: finding and deleting them, and what their windows and codes have in common.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/transaction.h"
#include "domain/certification.h"
#include "domain/fault_plan.h"
#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/person.h"
#include "domain/result.h"

namespace portone::commands {

/// A certification, completed or not. Errors: CertificationNotFound.
// FIDELITY: certifications
struct FindCertification {
  ImpUid imp_uid;
};
Result<Certification> Handle(const View& view, const FindCertification& query);

/// Deletes a certification and returns it as it was. Errors: CertificationNotFound.
// FIDELITY: certifications
struct DeleteCertification {
  ImpUid imp_uid;
};
Result<Certification> Apply(Tx& tx, const DeleteCertification& command);

/// Whose identity it is: a person of the sandbox whom the details fit, or one made of the details.
/// Nullopt when the telephone belongs to somebody else.
// FIDELITY: certified-person
std::optional<Person> Identify(const World& world, const PersonDetails& details);

/// What the imp_uids of windows and of requests by API begin with.
inline constexpr std::string_view kWindowUidPrefix = "imp_";
inline constexpr std::string_view kRequestUidPrefix = "imps_";

/// An imp_uid that no payment and no certification, deleted ones included, has: `prefix` and 12
/// digits.
ImpUid MintCertificationUid(const Tx& tx, const MerchantUid& merchant_uid, std::string_view prefix);

/// The order number that the script makes for a page without one.
MerchantUid MakeAnonymousMerchantUid(Instant now);

/// The code that is sent for a certification, six digits.
std::string MakeOtp(const Tx& tx, const ImpUid& imp_uid);

/// A certification that awaits its person, with an imp_uid of its own.
Certification MakeCertification(const Tx& tx, const Channel& channel,
                                const MerchantUid& merchant_uid, std::string_view prefix);

/// The kind of certification that a gateway may offer (`&CertificationRules::window`).
using CertificationOffer = bool CertificationRules::*;

/// The merchant's channel for certifications: the one that is chosen, else the first whose purpose
/// is certification, else the first whose gateway offers it. Errors: ModuleNotFound (the choice is
/// of no channel), NoChannel (no gateway of the merchant's offers it), OperationUnsupported (that
/// of the chosen channel does not; `what` names the operation).
Result<Channel> ChooseCertificationChannel(const Merchant& merchant, const ChannelChoice& choice,
                                           CertificationOffer offer, std::string_view what);

/// Fills what the gateway adds to a person who is certified, where it is missing: the two keys, the
/// transaction number, the time (that of the request). REQUIRES: it has a person and a channel.
void FillCertificationResult(const Tx& tx, Certification& certification);
/// Marks a certification as completed now by this person, with all that the gateway adds. REQUIRES:
/// it exists.
const Certification& Certify(Tx& tx, const ImpUid& imp_uid, Person person);
/// Marks it as failed. REQUIRES: it exists.
const Certification& FailCertification(Tx& tx, const ImpUid& imp_uid, const GatewayError& error);

/// What faults are matched with. Valid as long as the certification.
FaultTarget MakeFaultTarget(const Certification& certification);

}  // namespace portone::commands
