// SPDX-License-Identifier: MIT
// A certification: the merchant's request to have somebody's identity confirmed, in a window or by
// a code that is sent to their telephone. Evidence: docs/behaviour/certifications.md#certifications
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/ids.h"
#include "domain/person.h"

namespace portone {

enum class CertificationStatus : std::uint8_t {
  kReady,      ///< the window or the code awaits the person
  kCertified,  ///< it is known who it is
  kFailed,     ///< refused, or wrong codes were entered too often
};

template <>
struct EnumNames<CertificationStatus> {
  static constexpr std::array<std::string_view, 3> kNames{"ready", "certified", "failed"};
};

/// How the person confirms a request by API.
enum class VerificationMethod : std::uint8_t {
  kSms,  ///< with the code of a message
  kApp,  ///< in the agency's app, without a code
};

template <>
struct EnumNames<VerificationMethod> {
  static constexpr std::array<std::string_view, 2> kNames{"SMS", "APP"};
};

/// The code that was sent to a person's telephone.
// FIDELITY: certification-otp
struct OneTimeCode {
  VerificationMethod method = VerificationMethod::kSms;
  std::string code{};  ///< six digits; "" by app
  std::uint32_t failed_attempts = 0;
};

/// How long a code is valid, and how often a wrong one may be entered.
inline constexpr std::chrono::minutes kCodeLifetime{3};
inline constexpr std::uint32_t kMaxFailedAttempts = 3;

struct Certification {
  ImpUid imp_uid;
  std::uint64_t sequence = 0;  ///< of the event that created it, within the sandbox
  MerchantUid merchant_uid;
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  CertificationStatus status = CertificationStatus::kReady;
  /// Who it is, once certified; of a request by API also before, as the merchant stated it.
  std::optional<Person> person{};
  std::optional<std::string> pg_tid{};  ///< once certified
  std::optional<std::string> origin{};  ///< of the page that opened the window
  std::optional<OneTimeCode> otp{};     ///< absent: a window
  Instant requested_at{};               ///< when the window was opened or the code was sent
  std::optional<Instant> certified_at{};
  std::optional<std::string> fail_reason{};
  bool hides_phone = false;  ///< the merchant's contract does not include telephone and carrier

  bool is_certified() const { return status == CertificationStatus::kCertified; }
};

/// Whether the code of a certification can no longer be entered for lack of time. REQUIRES: `otp`.
inline bool IsOtpExpired(const Certification& certification, Instant now) {
  return now >= certification.requested_at + kCodeLifetime;
}

}  // namespace portone
