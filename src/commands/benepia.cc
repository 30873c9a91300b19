// SPDX-License-Identifier: MIT
#include "commands/benepia.h"

#include "commands/charging.h"
#include "commands/faults.h"
#include "commands/gateway_calls.h"
#include "commands/point_payments.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr const char* kService = "benepia";

bool Offers(const Channel& channel) {
  return gateways::Get(channel.pg).optional_operations.benepia;
}

/// The chosen channel; without a choice the first one whose gateway has such points. Errors:
/// ModuleNotFound, NoChannel, OperationUnsupported.
Result<Channel> FindChannel(const Merchant& merchant, const ChannelChoice& choice) {
  if (!choice.channel_key && !choice.pg) {
    for (const Channel& channel : merchant.channels)
      if (Offers(channel)) return channel;
    return errors::NoChannel();
  }
  PORTONE_TRY(Channel channel, ChooseChannel(merchant, choice));
  if (!Offers(channel)) return errors::OperationUnsupported(texts::kBenepiaPoints, channel.pg.text);
  return channel;
}

PointAccount FindAccount(const Ledger& ledger, const std::string& user) {
  const auto found = ledger.benepia_accounts.find(user);
  return found == ledger.benepia_accounts.end() ? PointAccount{kUsualPoints}
                                                : found->second.account;
}

/// Errors: GatewayFailed (a fault declines), FaultInjected.
Result<Done> ApplyChargeFaults(Tx& tx, const Channel& channel, const Order& order) {
  FaultTarget target;
  target.operation = FaultOperation::kCharge;
  target.pg = channel.pg.text;
  target.merchant_uid = order.merchant_uid.text;
  PORTONE_TRY(const std::optional<GatewayError> declined, ApplyFault(tx, target));
  if (declined) return errors::GatewayFailed(FailReason(*declined));
  return Done{};
}

}  // namespace

Result<std::int64_t> Apply(Tx& tx, const AskForPoints& command) {
  PORTONE_TRY(const Channel channel, FindChannel(tx.world.merchant, command.channel));
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, channel.pg, {}));
  return RemainingPoints(tx.ledger.payments, FindAccount(tx.ledger, command.user));
}

Result<Payment> Apply(Tx& tx, const PayWithPoints& command) {
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.order.merchant_uid);
  PORTONE_TRY(const Channel channel, FindChannel(tx.world.merchant, command.channel));
  const PointAccount account = FindAccount(tx.ledger, command.user);
  if (RemainingPoints(tx.ledger.payments, account) < command.order.amount.minor)
    return errors::GatewayFailed(texts::kTooFewPoints);
  PORTONE_RETURN_IF_ERROR(ApplyChargeFaults(tx, channel, command.order));
  BenepiaAccount& stored =
      tx.ledger.benepia_accounts.try_emplace(command.user, BenepiaAccount{command.user, account})
          .first->second;
  return PayFromPointAccount(tx, {channel, command.order, kService, command.user_agent},
                             stored.account);
}

}  // namespace portone::commands
