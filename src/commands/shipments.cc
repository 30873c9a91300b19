// SPDX-License-Identifier: MIT
#include "commands/shipments.h"

#include <string_view>

#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

std::vector<std::string> FindMissing(const GatewayRules& rules, const RegisterShipment& command) {
  std::vector<std::string> missing;
  if (!command.is_physical) return missing;
  for (const std::string_view parameter : rules.shipment.required) {
    if (!command.parameters.Has(parameter)) missing.emplace_back(parameter);
  }
  return missing;
}

ShipmentResult MakeRefusal(const ErrorText& text, std::vector<std::string> missing_parameters) {
  return {ShipmentRefusal{text.ToError(), std::move(missing_parameters)}};
}

}  // namespace

Result<ShipmentResult> Apply(Tx& tx, const RegisterShipment& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr || payment->order.merchant_uid != command.merchant_uid) {
    return errors::PaymentNotFound();
  }
  const GatewayRules& rules = gateways::Get(payment->pg);
  if (!rules.optional_operations.shipment) {
    return errors::WrongGateway(gateways::FindGatewayNameWith(&OptionalOperations::shipment));
  }
  if (!WasPaid(*payment)) return MakeRefusal(rules.shipment.not_paid_error, {});
  std::vector<std::string> missing = FindMissing(rules, command);
  if (!missing.empty()) return MakeRefusal(rules.shipment.incomplete_error, std::move(missing));
  tx.ledger.payments.Update(command.imp_uid, [&](Payment& updated) {
    updated.shipment_stage = static_cast<std::uint8_t>(command.stage);
  });
  return ShipmentResult{};
}

}  // namespace portone::commands
