// SPDX-License-Identifier: MIT
#include "commands/goods_delivery.h"

#include <array>
#include <string_view>

#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr std::string_view kGateway = "페이먼트월";

// Codes of the gateway's book.
constexpr std::string_view kNoCharge = "3000";
constexpr std::string_view kIncomplete = "3008";

constexpr std::array<std::string_view, 10> kNeededToShip{
    "carrier_tracking_id",      "carrier_type",           "shipping_address_country",
    "shipping_address_city",    "shipping_address_zip",   "shipping_address_state",
    "shipping_address_street",  "shipping_address_phone", "shipping_address_firstname",
    "shipping_address_lastname"};

std::vector<std::string> Missing(const RegisterDelivery& command) {
  std::vector<std::string> missing;
  if (!command.physical) return missing;
  for (const std::string_view parameter : kNeededToShip) {
    if (!command.said.Has(parameter)) missing.emplace_back(parameter);
  }
  return missing;
}

DeliveryAnswer Refused(const GatewayRules& rules, std::string_view code,
                       std::vector<std::string> notices) {
  const std::optional<GatewayFault> fault = rules.FindFault(code);
  return {DeliveryRefusal{fault.value_or(GatewayFault{std::string(code), ""}), std::move(notices)}};
}

}  // namespace

Result<DeliveryAnswer> Apply(Tx& tx, const RegisterDelivery& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr || payment->order.merchant_uid != command.merchant_uid) {
    return errors::PaymentNotFound();
  }
  const GatewayRules& rules = gateways::Of(payment->pg);
  if (!rules.own.delivery) return errors::WrongGateway(kGateway);
  if (!BlocksMerchantUid(*payment)) return Refused(rules, kNoCharge, {});
  std::vector<std::string> missing = Missing(command);
  if (!missing.empty()) return Refused(rules, kIncomplete, std::move(missing));
  tx.ledger.payments.Update(command.imp_uid, [&](Payment& changing) {
    changing.delivery_stage = static_cast<std::uint8_t>(command.stage);
  });
  return DeliveryAnswer{};
}

}  // namespace portone::commands
