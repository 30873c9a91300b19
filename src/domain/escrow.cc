// SPDX-License-Identifier: MIT
#include "domain/escrow.h"

#include <algorithm>
#include <utility>

namespace portone {
namespace {

constexpr std::string_view kOtherCarrier = "ETC";

constexpr std::array<std::string_view, 18> kCarriers{
    "HYUNDAI", "HANARO", "SAGAWA", "KGB",    "YELLOWCAP",  "DONGBU",
    "EPOST",   "CJGLS",  "HANJIN", "DAESIN", "REGISTPOST", "CHUNIL",
    "ILYANG",  "CVSNET", "KDEXP",  "HONAM",  "HDEXP",      kOtherCarrier};

/// Carriers that have become part of another one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kMerged{{
    {"LOGEN", "KGB"},
    {"KOREX", "CJGLS"},
}};

}  // namespace

std::string_view GetEscrowStatusNumber(EscrowStatus status) {
  constexpr std::array<std::string_view, 7> kNumbers{"2", "3", "31", "32", "4", "8", "10"};
  return kNumbers.at(static_cast<std::size_t>(status));
}

std::string_view NormalizeDeliveryCompany(std::string_view company) {
  for (const auto& [from, to] : kMerged) {
    if (company == from) return to;
  }
  const auto* const found = std::find(kCarriers.begin(), kCarriers.end(), company);
  return found == kCarriers.end() ? kOtherCarrier : *found;
}

std::optional<EscrowStatus> FindNextEscrowStatus(EscrowStatus status, EscrowDecision decision) {
  if (decision == EscrowDecision::kConfirmDenial) {
    if (status != EscrowStatus::kDenied) return std::nullopt;
    return EscrowStatus::kDenialConfirmed;
  }
  if (status != EscrowStatus::kRegistered) return std::nullopt;
  switch (decision) {
    case EscrowDecision::kConfirm:
      return EscrowStatus::kConfirmed;
    case EscrowDecision::kAutoConfirm:
      return EscrowStatus::kAutoConfirmed;
    case EscrowDecision::kForceConfirm:
      return EscrowStatus::kForceConfirmed;
    case EscrowDecision::kDeny:
    case EscrowDecision::kConfirmDenial:
      break;
  }
  return EscrowStatus::kDenied;
}

EscrowStatus GetStatusAfterCancellation(EscrowStatus status) {
  const bool is_open = status == EscrowStatus::kRegistered || status == EscrowStatus::kDenied;
  return is_open ? EscrowStatus::kCancelled : status;
}

}  // namespace portone
