// SPDX-License-Identifier: MIT
#include "commands/escrow.h"

#include <string_view>
#include <utility>

#include "base/invariant.h"
#include "commands/charging.h"
#include "commands/gateway_calls.h"
#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr std::string_view kEscrowEvent = "Inicis.Escrow.Changed";

bool MayBeDelivered(const Payment& payment) {
  return payment.escrow && WasPaid(payment) && !payment.without_charge &&
         !GetRemainingAmount(payment).IsZero();
}

/// The payment, if its gateway has the operation (`&EscrowRules::changes`).
Result<const Payment*> FindEscrowPayment(const Ledger& ledger, const ImpUid& imp_uid,
                                         bool EscrowRules::*operation) {
  const Payment* payment = ledger.payments.Find(imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  if (!(gateways::Get(payment->pg).escrow.*operation)) return errors::GatewayUnsupported();
  return payment;
}

/// Errors: MissingParameter.
Result<Done> CheckRequired(const Payment& payment, const DeliveryDetails& details) {
  for (const std::string_view parameter : gateways::Get(payment.pg).escrow.required) {
    if (!details.shipping.Has(parameter)) return errors::MissingParameter(parameter);
  }
  return Done{};
}

EscrowDelivery MakeDelivery(const Tx& tx, const DeliveryDetails& details) {
  EscrowDelivery delivery;
  delivery.company = NormalizeDeliveryCompany(details.company);
  delivery.invoice = details.invoice;
  delivery.sent_at = details.sent_at;
  delivery.applied_at = tx.now;
  delivery.changed_at = tx.now;
  delivery.shipping = details.shipping;
  return delivery;
}

/// Reports the delivery's status to the merchant, where the gateway does.
// FIDELITY: escrow-webhooks
void SendEscrowWebhook(Tx& tx, const Payment& payment) {
  if (!gateways::Get(payment.pg).escrow.sends_webhooks) return;
  const EscrowDelivery& delivery = *payment.escrow_delivery;
  WebhookEvent event = MakeWebhookEvent(payment);
  event.event = kEscrowEvent;
  event.escrow_status = GetEscrowStatusNumber(delivery.status);
  event.changed_at = std::to_string(ToUnixSeconds(delivery.changed_at));
  event.denied_reason = delivery.denied_reason;
  tx.Notify(event, ChooseWebhookUrls(tx.world, payment));
}

const Payment& SetStatus(Tx& tx, const ImpUid& imp_uid, EscrowStatus status,
                         const std::optional<std::string>& denied_reason) {
  const Payment& payment = tx.ledger.payments.Update(imp_uid, [&](Payment& updated) {
    updated.escrow_delivery->status = status;
    updated.escrow_delivery->changed_at = tx.now;
    updated.escrow_delivery->denied_reason = denied_reason;
    if (IsConfirmed(status)) updated.purchase_confirmed = true;
  });
  SendEscrowWebhook(tx, payment);
  return payment;
}

const Payment* FindDecisionTarget(const PaymentTable& payments,
                                  const RecordEscrowDecision& command) {
  if (command.imp_uid) return payments.Find(*command.imp_uid);
  const auto& attempts = payments.FindByMerchantUid(*command.merchant_uid);
  for (auto attempt = attempts.rbegin(); attempt != attempts.rend(); ++attempt) {
    if ((*attempt)->escrow_delivery) return *attempt;
  }
  return attempts.empty() ? nullptr : attempts.back();
}

}  // namespace

Result<Payment> Apply(Tx& tx, const RegisterEscrowDelivery& command) {
  PORTONE_TRY(const Payment* payment,
              FindEscrowPayment(tx.ledger, command.imp_uid, &EscrowRules::deliveries));
  PORTONE_RETURN_IF_ERROR(CheckRequired(*payment, command.details));
  if (payment->escrow_delivery) return errors::DeliveryAlreadyRegistered();
  if (!MayBeDelivered(*payment)) return errors::DeliveryRefused();
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  const Payment& registered = tx.ledger.payments.Update(command.imp_uid, [&](Payment& updated) {
    updated.escrow_delivery = MakeDelivery(tx, command.details);
  });
  SendEscrowWebhook(tx, registered);
  return registered;
}

Result<Payment> Apply(Tx& tx, const ChangeEscrowDelivery& command) {
  PORTONE_TRY(const Payment* payment,
              FindEscrowPayment(tx.ledger, command.imp_uid, &EscrowRules::changes));
  PORTONE_RETURN_IF_ERROR(CheckRequired(*payment, command.details));
  if (!payment->escrow_delivery) return errors::DeliveryNotFound();
  if (payment->escrow_delivery->status != EscrowStatus::kRegistered)
    return errors::DeliveryNotChangeable();
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  const Payment& changed = tx.ledger.payments.Update(command.imp_uid, [&](Payment& updated) {
    const Instant changed_at = updated.escrow_delivery->changed_at;
    updated.escrow_delivery = MakeDelivery(tx, command.details);
    updated.escrow_delivery->changed_at = changed_at;
  });
  return changed;
}

Result<Payment> Handle(const View& view, const FindEscrowDelivery& query) {
  PORTONE_TRY(const Payment* payment,
              FindEscrowPayment(view.ledger, query.imp_uid, &EscrowRules::deliveries));
  if (!payment->escrow_delivery) return errors::DeliveryNotFound();
  return *payment;
}

Result<Payment> Apply(Tx& tx, const RecordEscrowDecision& command) {
  PORTONE_INVARIANT(command.imp_uid || command.merchant_uid, "a decision names no payment");
  const Payment* payment = FindDecisionTarget(tx.ledger.payments, command);
  if (payment == nullptr) return errors::PaymentNotFound();
  const std::optional<EscrowDelivery>& delivery = payment->escrow_delivery;
  const auto status =
      delivery ? FindNextEscrowStatus(delivery->status, command.decision) : std::nullopt;
  if (!status) {
    return errors::EscrowDecisionRefused(Name(command.decision),
                                         delivery ? Name(delivery->status) : "");
  }
  const bool denies = command.decision == EscrowDecision::kDeny;
  return SetStatus(tx, payment->imp_uid, *status,
                   denies ? command.reason : payment->escrow_delivery->denied_reason);
}

void CancelEscrowIfFullyRefunded(Tx& tx, const ImpUid& imp_uid) {
  const Payment* payment = tx.ledger.payments.Find(imp_uid);
  if (!payment->escrow_delivery || !GetRemainingAmount(*payment).IsZero()) return;
  const EscrowStatus status = GetStatusAfterCancellation(payment->escrow_delivery->status);
  if (status == payment->escrow_delivery->status) return;
  SetStatus(tx, imp_uid, status, payment->escrow_delivery->denied_reason);
}

}  // namespace portone::commands
