// SPDX-License-Identifier: MIT
// Charges (with the keys they issue) and cancellations that gateways have accepted but not yet
// confirmed. Each waits for the gateway's pingback.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/enum_names.h"
#include "domain/billing_key.h"
#include "domain/gateway_request.h"
#include "domain/ids.h"
#include "domain/payment.h"

namespace portone {

/// A key to be stored when its charge is confirmed.
struct NewKey {
  StoredCard card;
  CustomerUid customer_uid;
  Buyer customer;
  std::optional<std::string> customer_id;
  KeyReservation reservations;
};

/// A charge that its gateway has not yet confirmed.
struct PendingCharge {
  std::uint64_t revision = 0;  ///< the sequence number of the command that accepted it
  bool approved = true;        ///< whether the pingback will approve it
  std::optional<NewKey> key;
};

/// Who receives the webhook of a completed cancellation.
enum class NotifyPolicy : std::uint8_t {
  kNobody,
  kOriginalRecipients,  ///< the receivers of the paid webhook
  kAll,                 ///< the same receivers as for a new payment: cancelled in the console
};

template <>
struct EnumNames<NotifyPolicy> {
  static constexpr std::array<std::string_view, 3> kNames{"none", "original_recipients", "all"};
};

/// A cancellation that its gateway has not yet completed.
struct PendingCancellation {
  std::uint64_t revision = 0;  ///< the sequence number of the command that accepted it
  Cancellation cancellation;
  NotifyPolicy notify = NotifyPolicy::kNobody;
};

/// Keyed by imp_uid; a payment has at most one pending charge and one pending cancellation.
class PendingTable {
 public:
  void Add(const ImpUid& imp_uid, PendingCharge charge) {
    charges_.insert_or_assign(imp_uid, std::move(charge));
  }
  void Add(const ImpUid& imp_uid, PendingCancellation cancellation) {
    cancellations_.insert_or_assign(imp_uid, std::move(cancellation));
  }
  /// Null when none is pending.
  const PendingCharge* FindCharge(const ImpUid& imp_uid) const { return Find(charges_, imp_uid); }
  const PendingCancellation* FindCancellation(const ImpUid& imp_uid) const {
    return Find(cancellations_, imp_uid);
  }
  bool HasCharge(const ImpUid& imp_uid) const { return FindCharge(imp_uid) != nullptr; }
  bool HasCancellation(const ImpUid& imp_uid) const { return FindCancellation(imp_uid) != nullptr; }

  /// All of them, in no particular order.
  const std::unordered_map<ImpUid, PendingCharge>& Charges() const { return charges_; }
  const std::unordered_map<ImpUid, PendingCancellation>& Cancellations() const {
    return cancellations_;
  }

  /// Removes and returns it; nullopt when there is none.
  std::optional<PendingCharge> TakeCharge(const ImpUid& imp_uid) { return Take(charges_, imp_uid); }
  std::optional<PendingCancellation> TakeCancellation(const ImpUid& imp_uid) {
    return Take(cancellations_, imp_uid);
  }

 private:
  template <class Map>
  static const typename Map::mapped_type* Find(const Map& map, const ImpUid& imp_uid) {
    const auto found = map.find(imp_uid);
    return found == map.end() ? nullptr : &found->second;
  }
  template <class Map>
  static auto Take(Map& map, const ImpUid& imp_uid) -> std::optional<typename Map::mapped_type> {
    auto node = map.extract(imp_uid);
    if (node.empty()) return std::nullopt;
    return std::move(node.mapped());
  }

  std::unordered_map<ImpUid, PendingCharge> charges_;
  std::unordered_map<ImpUid, PendingCancellation> cancellations_;
};

}  // namespace portone
