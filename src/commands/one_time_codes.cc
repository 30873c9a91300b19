// SPDX-License-Identifier: MIT
#include "commands/one_time_codes.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/letters_and_digits.h"
#include "commands/certifications.h"
#include "commands/faults.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

Result<Done> CheckParameter(const OtpParameter& parameter, std::string_view value) {
  if (value.empty()) return errors::MissingParameter(parameter.name);
  const auto& values = parameter.values;
  const bool is_known =
      values.empty() || std::find(values.begin(), values.end(), value) != values.end();
  if (!is_known) return errors::InvalidParameter(parameter.name, texts::NotOneOf(values));
  return Done{};
}

Result<Done> CheckGatewayRequirements(const CertificationRules& rules, const RequestOtp& command,
                                      const PgCode& pg) {
  if (command.method == VerificationMethod::kApp && !rules.app)
    return errors::OperationUnsupported(texts::kCertificationByApp, pg.text);
  for (const OtpParameter& parameter : rules.otp_required)
    PORTONE_RETURN_IF_ERROR(CheckParameter(parameter, command.extra.Text(parameter.name)));
  const bool is_refused = rules.strict_merchant_uid && command.merchant_uid &&
                          !HasOnlyLettersAndDigits(command.merchant_uid->text);
  if (is_refused) return errors::InvalidParameter("merchant_uid", texts::kNotLettersAndDigits);
  return Done{};
}

/// Errors: GatewayFailed, FaultInjected.
Result<Done> CheckFaults(Tx& tx, const Certification& certification) {
  PORTONE_TRY(const std::optional<GatewayError> declined,
              ApplyFault(tx, MakeFaultTarget(certification)));
  if (declined) return errors::GatewayFailed(FormatFailReason(*declined));
  return Done{};
}

/// The certification no longer awaits a code, because its own has been used up.
Error Fail(Tx& tx, const ImpUid& imp_uid, Error error) {
  FailCertification(tx, imp_uid, {"", error.message});
  return error;
}

/// Counts a wrong code. Always an error.
Error RefuseCode(Tx& tx, const ImpUid& imp_uid) {
  const Certification& counted = tx.ledger.certifications.Update(
      imp_uid, [](Certification& updated) { ++updated.otp->failed_attempts; });
  const std::uint32_t attempts = counted.otp->failed_attempts;
  if (attempts >= kMaxFailedAttempts) return Fail(tx, imp_uid, errors::OtpAttemptsExhausted());
  return errors::OtpWrong(kMaxFailedAttempts - attempts);
}

/// Errors: those of ConfirmOtp that are about an earlier call.
Result<Done> CheckAwaitsCode(const Certification* certification) {
  if (certification == nullptr) return errors::CertificationNotFound();
  if (!certification->otp) return errors::CertificationHasNoCode();
  if (certification->is_certified()) return errors::AlreadyCertified();
  if (certification->status == CertificationStatus::kReady) return Done{};
  const std::string reason = certification->fail_reason.value_or("");
  for (const Error& error : {errors::OtpAttemptsExhausted(), errors::OtpExpired()}) {
    if (error.message == reason) return error;
  }
  return errors::CertificationFailed(reason);
}

}  // namespace

Result<Certification> Apply(Tx& tx, const RequestOtp& command) {
  PORTONE_TRY(const Channel channel,
              ChooseCertificationChannel(tx.world.merchant, command.channel,
                                         &CertificationRules::otp, texts::kCertificationByCode));
  const CertificationRules& rules = gateways::Get(channel.pg).certification;
  PORTONE_RETURN_IF_ERROR(CheckGatewayRequirements(rules, command, channel.pg));
  std::optional<Person> person = Identify(tx.world, command.person);
  if (!person) return errors::NotIdentified();
  const MerchantUid merchant_uid = command.merchant_uid.value_or(MakeAnonymousMerchantUid(tx.now));
  Certification made = MakeCertification(tx, channel, merchant_uid, kRequestUidPrefix);
  PORTONE_RETURN_IF_ERROR(CheckFaults(tx, made));
  made.person = std::move(person);
  made.otp.emplace();
  made.otp->method = command.method;
  if (command.method == VerificationMethod::kSms) made.otp->code = MakeOtp(tx, made.imp_uid);
  return tx.ledger.certifications.Insert(std::move(made));
}

Result<Certification> Apply(Tx& tx, const ConfirmOtp& command) {
  const Certification* found = tx.ledger.certifications.Find(command.imp_uid);
  PORTONE_RETURN_IF_ERROR(CheckAwaitsCode(found));
  const bool needs_code = found->otp->method == VerificationMethod::kSms;
  if (needs_code && !command.otp) return errors::MissingParameter("otp");
  if (IsOtpExpired(*found, tx.now)) return Fail(tx, command.imp_uid, errors::OtpExpired());
  if (needs_code && *command.otp != found->otp->code) return RefuseCode(tx, command.imp_uid);
  PORTONE_RETURN_IF_ERROR(CheckFaults(tx, *found));
  return Certify(tx, command.imp_uid, *found->person);
}

}  // namespace portone::commands
