// SPDX-License-Identifier: MIT
// What gateways have accepted and not yet confirmed: charges, with the keys that come with them,
// and cancellations. Each waits for the gateway's later word (its pingback).
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/billing_key.h"
#include "domain/gateway_request.h"
#include "domain/ids.h"
#include "domain/payment.h"

namespace portone {

/// A key that is not stored before its charge is confirmed.
struct NewKey {
  StoredCard card;
  CustomerUid customer_uid;
  Buyer customer;
  std::optional<std::string> customer_id;
  Claims claims;
};

/// A charge whose gateway has not had its last word.
struct PendingCharge {
  std::uint64_t asked = 0;  ///< the sequence of the command that accepted it
  bool approves = true;     ///< what that word will be
  std::optional<NewKey> key;
};

/// Whom a cancellation is told when it is done.
enum class TellCancellation : std::uint8_t {
  kNobody,
  kWhomPaymentTold,  ///< who was told that it was paid
  kAll,              ///< as of a new payment: the console cancels
};

/// A cancellation that its gateway has not done yet.
struct PendingCancellation {
  std::uint64_t asked = 0;  ///< the sequence of the command that accepted it
  Cancellation cancellation;
  TellCancellation tell = TellCancellation::kNobody;
};

/// By the payment's id; a payment has at most one of each.
class PendingTable {
 public:
  void Await(const ImpUid& imp_uid, PendingCharge charge) {
    charges_.insert_or_assign(imp_uid, std::move(charge));
  }
  void Await(const ImpUid& imp_uid, PendingCancellation cancellation) {
    cancellations_.insert_or_assign(imp_uid, std::move(cancellation));
  }
  /// Null when none waits.
  const PendingCharge* FindCharge(const ImpUid& imp_uid) const { return Find(charges_, imp_uid); }
  const PendingCancellation* FindCancellation(const ImpUid& imp_uid) const {
    return Find(cancellations_, imp_uid);
  }
  bool AwaitsCharge(const ImpUid& imp_uid) const { return FindCharge(imp_uid) != nullptr; }
  bool AwaitsCancellation(const ImpUid& imp_uid) const {
    return FindCancellation(imp_uid) != nullptr;
  }

  /// All of them, in no order.
  const std::unordered_map<ImpUid, PendingCharge>& Charges() const { return charges_; }
  const std::unordered_map<ImpUid, PendingCancellation>& Cancellations() const {
    return cancellations_;
  }

  /// Takes it out. Nothing when there is none.
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
