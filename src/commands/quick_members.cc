// SPDX-License-Identifier: MIT
#include "commands/quick_members.h"

#include <map>
#include <utility>

#include "commands/channel_choice.h"
#include "commands/charging.h"
#include "commands/faults.h"
#include "commands/gateway_calls.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {

namespace {

bool OffersQuickPay(const GatewayRules& rules) {
  return rules.quick_pay.offered;
}

}  // namespace

Result<Channel> ChooseQuickChannel(const Merchant& merchant, const ChannelChoice& choice) {
  PORTONE_TRY(Channel channel, ChooseChannelFor(merchant, choice, OffersQuickPay));
  if (!OffersQuickPay(gateways::Get(channel.pg)))
    return errors::OperationUnsupported(texts::kQuickPay, channel.pg.text);
  return channel;
}

const QuickMember* FindQuickMember(const Ledger& ledger, const MemberId& member_id,
                                   const std::string& pg_id) {
  const auto found = ledger.quick_pay.members.find({member_id, pg_id});
  return found == ledger.quick_pay.members.end() ? nullptr : &found->second;
}

QuickMemberView MakeQuickMemberView(const Ledger& ledger, const QuickMember& member) {
  QuickMemberView view{member};
  if (member.money) view.money = GetRemainingPoints(ledger.payments, *member.money);
  for (const auto& [customer_uid, key] : ledger.quick_pay.autopay_keys)
    if (GetMemberKey(key) == GetMemberKey(member)) ++view.autopay_keys;
  return view;
}

void RemoveAutopayKeys(QuickPay& quick_pay, const MemberKey& member) {
  std::erase_if(quick_pay.autopay_keys,
                [&](const auto& entry) { return GetMemberKey(entry.second) == member; });
}

void RemoveQuickMember(QuickPay& quick_pay, const MemberKey& member) {
  RemoveAutopayKeys(quick_pay, member);
  quick_pay.members.erase(member);
}

Result<QuickMember> Apply(Tx& tx, const DeleteQuickMember& command) {
  const QuickMember* found = FindQuickMember(tx.ledger, command.member_id, command.site_code);
  if (found == nullptr) return errors::QuickMemberNotFound(command.member_id.text);
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, found->pg, {}));
  QuickMember deleted = *found;
  RemoveQuickMember(tx.ledger.quick_pay, GetMemberKey(deleted));
  return deleted;
}

Result<FidoRelease> Apply(Tx& tx, const ReleaseFido& command) {
  PORTONE_TRY(const Channel channel, ChooseQuickChannel(tx.world.merchant, command.channel));
  const QuickMember* member = FindQuickMember(tx.ledger, command.member_id, channel.pg_id);
  if (member == nullptr || !member->has_fido)
    return FidoRelease{command.member_id, gateways::Get(channel.pg).quick_pay.no_fido.ToError()};
  FaultTarget target;
  target.operation = FaultOperation::kOtherGatewayCall;
  target.pg = channel.pg.text;
  PORTONE_TRY(std::optional<GatewayError> declined, ApplyFault(tx, target));
  if (declined) return FidoRelease{command.member_id, std::move(declined)};
  QuickMember& released = tx.ledger.quick_pay.members.at(GetMemberKey(*member));
  released.has_fido = false;
  released.updated = tx.now;
  return FidoRelease{command.member_id};
}

Result<QuickPreparation> Apply(Tx& tx, const PrepareQuickPay& command) {
  QuickPreparation preparation = command.preparation;
  preparation.prepared_at = tx.now;
  WarnAboutLongMerchantUid(tx, preparation.merchant_uid);
  const auto [at, is_new] =
      tx.ledger.quick_pay.preparations.try_emplace(preparation.merchant_uid, preparation);
  if (!is_new) return errors::PreparationTaken(preparation.merchant_uid);
  return at->second;
}

Result<QuickPreparation> Apply(Tx& tx, const ChangeQuickPreparation& command) {
  const auto found = tx.ledger.quick_pay.preparations.find(command.preparation.merchant_uid);
  if (found == tx.ledger.quick_pay.preparations.end())
    return errors::PreparationNotFound(command.preparation.merchant_uid);
  if (found->second.is_used) return errors::PreparationUsed(command.preparation.merchant_uid);
  const Instant prepared_at = found->second.prepared_at;
  found->second = command.preparation;
  found->second.prepared_at = prepared_at;
  return found->second;
}

}  // namespace portone::commands
