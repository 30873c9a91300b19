// SPDX-License-Identifier: MIT
// Escrow: registering, changing and finding the delivery of a payment's goods, and what is decided
// about them.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/escrow.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// What a merchant reports about a delivery.
struct DeliveryDetails {
  std::string company;
  std::string invoice;
  Instant sent_at;
  Parameters shipping{};  ///< "sender.name", "receiver.tel", "logis.address", "products[0].id" ...
};

/// Registers the delivery of a paid escrow payment, once. Errors, in this order: PaymentNotFound,
/// GatewayUnsupported, MissingParameter (what the gateway requires), DeliveryRefused (no escrow,
/// not paid or fully cancelled), DeliveryAlreadyRegistered, GatewayFailed and FaultInjected (a
/// fault).
// FIDELITY: escrow
struct RegisterEscrowDelivery {
  ImpUid imp_uid;
  DeliveryDetails details;
};
Result<Payment> Apply(Tx& tx, const RegisterEscrowDelivery& command);

/// Replaces what was registered, until the buyer decides. Errors, in this order: PaymentNotFound,
/// GatewayUnsupported (its gateway takes no changes), MissingParameter, DeliveryNotFound,
/// DeliveryNotChangeable, GatewayFailed, FaultInjected.
// FIDELITY: escrow
struct ChangeEscrowDelivery {
  ImpUid imp_uid;
  DeliveryDetails details;
};
Result<Payment> Apply(Tx& tx, const ChangeEscrowDelivery& command);

/// A payment that has a delivery. Errors, in this order: PaymentNotFound, GatewayUnsupported,
/// DeliveryNotFound.
// FIDELITY: escrow
struct FindEscrowDelivery {
  ImpUid imp_uid;
};
Result<Payment> Handle(const View& view, const FindEscrowDelivery& query);

/// The buyer, the gateway or the merchant decides; a webhook reports it where the gateway sends
/// one. An order number selects its newest payment with a delivery, or else its newest payment.
/// Errors: PaymentNotFound, EscrowDecisionRefused.
// FIDELITY: escrow-decisions
struct RecordEscrowDecision {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;
  EscrowDecision decision = EscrowDecision::kConfirm;
  std::optional<std::string> reason{};  ///< of a denial
};
Result<Payment> Apply(Tx& tx, const RecordEscrowDecision& command);

/// Follows a cancellation of the payment: once nothing is left of it, goods that the buyer has not
/// kept are no longer delivered.
void CancelEscrowIfFullyRefunded(Tx& tx, const ImpUid& imp_uid);

}  // namespace portone::commands
