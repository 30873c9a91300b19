// SPDX-License-Identifier: MIT
#include "commands/benepia.h"

#include "commands/channel_choice.h"
#include "commands/charging.h"
#include "commands/gateway_calls.h"
#include "commands/point_payments.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr const char* kService = "benepia";

bool TakesPoints(const GatewayRules& rules) {
  return rules.optional_operations.benepia;
}

/// Errors: ModuleNotFound, NoChannel, OperationUnsupported.
Result<Channel> ChoosePointsChannel(const Merchant& merchant, const ChannelChoice& choice) {
  PORTONE_TRY(Channel channel, ChooseChannelFor(merchant, choice, TakesPoints));
  if (!TakesPoints(gateways::Get(channel.pg)))
    return errors::OperationUnsupported(texts::kBenepiaPoints, channel.pg.text);
  return channel;
}

PointAccount GetAccount(const Ledger& ledger, const std::string& user) {
  const auto found = ledger.benepia_accounts.find(user);
  return found == ledger.benepia_accounts.end() ? PointAccount{kDefaultPoints}
                                                : found->second.account;
}

}  // namespace

Result<std::int64_t> Apply(Tx& tx, const LookUpPoints& command) {
  PORTONE_TRY(const Channel channel, ChoosePointsChannel(tx.world.merchant, command.channel));
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, channel.pg, {}));
  return GetRemainingPoints(tx.ledger.payments, GetAccount(tx.ledger, command.user));
}

Result<Payment> Apply(Tx& tx, const PayWithPoints& command) {
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.order.merchant_uid);
  PORTONE_TRY(const Channel channel, ChoosePointsChannel(tx.world.merchant, command.channel));
  PORTONE_RETURN_IF_ERROR(CheckCurrencyIsWon(channel, command.order));
  const PointAccount account = GetAccount(tx.ledger, command.user);
  if (GetRemainingPoints(tx.ledger.payments, account) < command.order.amount.minor)
    return errors::GatewayFailed(texts::kTooFewPoints);
  PORTONE_TRY(const auto declined, ApplyChargeFault(tx, channel, command.order));
  if (declined) return errors::GatewayFailed(FormatFailReason(*declined));
  BenepiaAccount& stored =
      tx.ledger.benepia_accounts.try_emplace(command.user, BenepiaAccount{command.user, account})
          .first->second;
  return PayFromPointAccount(tx, {channel, command.order, kService, command.user_agent},
                             stored.account);
}

}  // namespace portone::commands
