// SPDX-License-Identifier: MIT
// Certification by API: a code is sent to the person's telephone, and the merchant hands in what
// the person enters.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/certification.h"
#include "domain/merchant.h"
#include "domain/parameters.h"
#include "domain/person.h"
#include "domain/result.h"

namespace portone::commands {

/// Sends a code, or for `method` kApp asks in the app. Nothing is really sent: the control API
/// shows the code. Errors, in this order: ModuleNotFound, NoChannel, OperationUnsupported (no codes
/// at the gateway, or not its app), MissingParameter (that the gateway requires), InvalidParameter
/// (the merchant_uid's format), NotIdentified (the telephone is somebody else's), GatewayFailed (a
/// fault declines), FaultInjected.
// FIDELITY: certification-otp
struct RequestOtp {
  static constexpr bool kAddsState = true;

  PersonDetails person;  ///< all of it
  ChannelChoice channel{};
  std::optional<MerchantUid> merchant_uid{};  ///< absent: "nobody_" and the time
  VerificationMethod method = VerificationMethod::kSms;
  Parameters extra{};  ///< what only some gateways read: "bypass.…"
};
Result<Certification> Apply(Tx& tx, const RequestOtp& command);

/// Enters a code; by app, none is needed, and any is ignored. A wrong code is counted, and the
/// third makes the certification fail, as does a right one that comes too late. Errors, in this
/// order: CertificationNotFound, CertificationHasNoCode (of a window), AlreadyCertified,
/// OtpAttemptsExhausted or OtpExpired (it has failed for that), CertificationFailed,
/// MissingParameter (otp), OtpExpired, OtpWrong, OtpAttemptsExhausted (with the third),
/// GatewayFailed (a fault declines), FaultInjected.
// FIDELITY: certification-otp
struct ConfirmOtp {
  ImpUid imp_uid;
  std::optional<std::string> otp{};
};
Result<Certification> Apply(Tx& tx, const ConfirmOtp& command);

}  // namespace portone::commands
