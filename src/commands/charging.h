// SPDX-License-Identifier: MIT
// Charging a card: the part that one-time payments, payments by key and scheduled payments share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/channel.h"
#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/pending.h"

namespace portone::commands {

/// A wait that nobody ends: the gateway will not call, so its word is not planned.
inline constexpr Duration kNever = Duration::max();

/// For an attempt under an order number, the first being 0: "imps_", or "imp_" of a window, and 12
/// digits. Another payment may have them.
// FIDELITY: ids
ImpUid ImpUidOf(const Tx& tx, const MerchantUid& merchant_uid, std::uint64_t attempt,
                Device device);

/// The same for the next attempt; no payment has it yet.
ImpUid MintImpUid(const Tx& tx, const MerchantUid& merchant_uid, Device device = Device::kApi);

/// A card as it was presented, and as it may be kept.
struct PresentedCard {
  Card card;  ///< masked as the channel's gateway masks it
  CardCase at_issue = CardCase::kGood;
};

/// Looks a card up for a channel. Never refuses: the caller knows which sentence to wrap a fault
/// in.
PresentedCard LookAtCard(const Channel& channel, const CardInput& input);

/// Refused: MerchantUidUsed, by the rule that the sandbox's switch names: a payment of this order
/// number that was paid once; strictly any attempt.
// FIDELITY: merchant-uid-once
Result<Done> CheckAttempts(const View& view, const MerchantUid& merchant_uid);

/// Refused: MerchantUidUsed, when a payment of this order number was paid once, or waits for its
/// gateway's word, whatever the switch.
Result<Done> CheckUnpaid(const View& view, const MerchantUid& merchant_uid);

/// The same as CheckAttempts for something new: strictly a schedule blocks its number too, whatever
/// became of it.
Result<Done> CheckMerchantUid(const View& view, const MerchantUid& merchant_uid);

/// An order that is charged at once. The order and the channel must outlive what is asked.
GatewayAsk AskFor(Tx& tx, Occasion occasion, const Channel& channel, const Order& order);

/// Refused: as CheckOrder, when the gateway would not even ask the issuer.
Result<Done> CheckCharge(const GatewayAsk& ask);

/// The same of a key. Refused: OperationUnsupported, as CheckOrder, ChargeRefused (the channel is
/// not set up for it).
Result<Done> CheckKeyCharge(const GatewayAsk& ask);

/// One attempt to charge. REQUIRES: it was checked.
struct Attempt {
  Channel channel;
  Order order;  ///< its name and buyer are final
  Card card;
  std::optional<CustomerUid> customer_uid;
  CustomerUidUsage usage = CustomerUidUsage::kNone;
  std::optional<std::string> user_agent;
  std::optional<GatewayFault> declined{};  ///< the gateway refuses, whatever the card is like
  std::optional<Wait> wait{};              ///< the gateway says later what came of it
  std::optional<NewKey> key{};             ///< to be stored once it is paid
};

/// Shows the attempt to the sandbox's faults, the last thing before it is charged. Nobody waits for
/// the reply to a `scheduled` one. Refused: FaultInjected; then nothing is to be charged.
Result<Done> MeetFaults(Tx& tx, Attempt& attempt, bool scheduled = false);

/// Records the attempt as paid, or as failed when a fault or the issuer declines it, or as its
/// gateway wants it until it says more. Stores the key of one that is paid. Told to nobody.
const Payment& Charge(Tx& tx, const Attempt& attempt);

/// Lets the attempt decide what becomes of a payment that was only begun; otherwise as Charge.
const Payment& ChargeBegun(Tx& tx, const ImpUid& imp_uid, const Attempt& attempt);

/// The payment becomes paid now.
void Approve(const Tx& tx, Payment& payment);
/// The payment becomes failed now.
void Fail(const Tx& tx, Payment& payment, std::string reason);

/// Records an attempt that failed for `reason` before any card was asked.
const Payment& RecordFailure(Tx& tx, const Attempt& attempt, std::string reason);

/// Who is to be told of a payment: the order's own URLs, or else the console's.
std::vector<std::string> UrlsFor(const World& world, const Payment& payment);

/// Tells of a payment: to the order's own URLs, or to the console's. Remembers whom it told, and
/// returns the payment with that.
// FIDELITY: webhook-when
const Payment& TellOf(Tx& tx, const Payment& payment);

}  // namespace portone::commands
