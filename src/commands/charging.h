// SPDX-License-Identifier: MIT
// Charging a card: the code shared by one-time, billing-key and scheduled payments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/channel.h"
#include "domain/gateway_rules.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/pending_table.h"
#include "domain/result.h"

namespace portone::commands {

/// A delay that never elapses: the gateway sends no pingback by itself, so no timer is planned.
inline constexpr Duration kNever = Duration::max();

/// The imp_uid of an attempt under an order number (the first attempt is 0): "imps_", or "imp_" for
/// a payment window, and 12 digits. Not checked for uniqueness.
// FIDELITY: ids
ImpUid MakeImpUid(const Tx& tx, const MerchantUid& merchant_uid, std::uint64_t attempt,
                  Device device);

/// An unused imp_uid for the next attempt.
ImpUid MintImpUid(const Tx& tx, const MerchantUid& merchant_uid, Device device = Device::kApi);

/// A presented card, masked for storage.
struct PresentedCard {
  Card card;  ///< masked as the channel's gateway masks it
  CardOutcome issue_outcome = CardOutcome::kApproved;
};

/// Evaluates a card for a channel: issuer, masked number and outcome. Never refuses; the caller
/// turns a bad outcome into the error of its operation.
PresentedCard InspectCard(const Channel& channel, const CardInput& input);

/// Checks earlier payments under this order number. Errors: MerchantUidUsed, according to the
/// sandbox's switch: when one of them was ever paid or, in strict mode, when there was any attempt.
// FIDELITY: merchant-uid-once
Result<Done> CheckMerchantUidReuse(const View& view, const MerchantUid& merchant_uid);

/// Errors: MerchantUidUsed, when a payment under this order number was ever paid, or by switch is
/// pending at its gateway; regardless of the switch of CheckMerchantUidReuse.
Result<Done> CheckUnpaid(const View& view, const MerchantUid& merchant_uid);

/// Checks that no other attempt of the payment's order was paid: banks and stores do not check
/// order numbers, but an order can be paid only once. Errors: MerchantUidUsed.
Result<Done> CheckOtherAttempts(const PaymentTable& payments, const Payment& payment);

/// As CheckMerchantUidReuse, for a new payment or schedule: in strict mode an existing schedule in
/// any state also blocks its order number.
Result<Done> CheckMerchantUid(const View& view, const MerchantUid& merchant_uid);

/// Warns in the journal of a merchant_uid over its documented length.
// FIDELITY: long-merchant-uid
void WarnAboutLongMerchantUid(Tx& tx, const MerchantUid& merchant_uid);

/// A request to charge an order now. The order and the channel must outlive the result.
GatewayRequest MakeGatewayRequest(Tx& tx, Operation operation, const Channel& channel,
                                  const Order& order);

/// Checks what the gateway rejects before it contacts the issuer. Errors: as CheckOrder.
Result<Done> CheckCharge(const GatewayRequest& request);

/// As CheckCharge, for the charge of a billing key. Errors: ModuleNotFound (the gateway charges no
/// keys by API), as CheckOrder, ChargeRefused (the channel is not set up for it).
Result<Done> CheckKeyCharge(const GatewayRequest& request);

/// One attempt to charge. REQUIRES: the checks above have passed.
struct ChargeAttempt {
  Channel channel;
  Order order;  ///< its name and buyer are final
  Card card;    ///< empty unless the payment is by card
  std::optional<CustomerUid> customer_uid;
  CustomerUidUsage usage = CustomerUidUsage::kNone;
  std::optional<std::string> user_agent;
  std::optional<GatewayError> decline_error{};  ///< set: the gateway declines, whatever the card
  std::optional<DeferredResult> deferred_result{};  ///< set: the gateway confirms later
  std::optional<NewKey> key{};                      ///< stored once the charge is paid
  FundingSource pays_with = FundingSource::kCard;   ///< what the key was issued for
  std::optional<std::string> emb_pg_provider{};     ///< the key's wallet
  Duration time_since_start{0};                     ///< since the gateway was called
};

/// Applies the sandbox's faults to the attempt, as the last check before the charge. A `scheduled`
/// charge has no HTTP reply, so faults that change replies do not apply. Errors: FaultInjected;
/// the caller must then not charge.
Result<Done> ApplyFaultToAttempt(Tx& tx, ChargeAttempt& attempt, bool scheduled = false);

/// Checks that an order is in won, as points and a quick pay require. Errors: CurrencyUnsupported.
Result<Done> CheckCurrencyIsWon(const Channel& channel, const Order& order);

/// The gateway's error when a fault declines the charge; nullopt when none does. Errors:
/// FaultInjected.
Result<std::optional<GatewayError>> ApplyChargeFault(Tx& tx, const Channel& channel,
                                                     const Order& order);

/// Records the attempt: paid; failed, when a fault or the issuer declines it; or in the interim
/// status of a gateway that confirms later. Stores the key of a paid attempt. Sends no webhook.
const Payment& Charge(Tx& tx, ChargeAttempt attempt);

/// As Charge, for a payment that exists already and is still ready.
const Payment& ChargeExisting(Tx& tx, const ImpUid& imp_uid, const ChargeAttempt& attempt);

/// The gateway's number of a payment that it accepts now.
std::string MintPgTid(const Tx& tx, const Payment& payment);

/// Marks the payment as paid now.
void Approve(const Tx& tx, Payment& payment);
/// Marks the payment as failed now.
void Fail(const Tx& tx, Payment& payment, std::string reason);

/// Records an attempt that failed with `reason` before the card was charged.
const Payment& RecordFailure(Tx& tx, ChargeAttempt attempt, std::string reason);

/// The webhook URLs of a payment: the order's own, or else the console's.
std::vector<std::string> ChooseWebhookUrls(const World& world, const Payment& payment);

/// Sends a payment's webhook to ChooseWebhookUrls(payment). Records the URLs in the payment and
/// returns it. If the payment is paid, the receipt that was asked for is issued first.
// FIDELITY: webhook-when
const Payment& SendPaymentWebhook(Tx& tx, const Payment& payment);

}  // namespace portone::commands
