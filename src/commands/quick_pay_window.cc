// SPDX-License-Identifier: MIT
#include "commands/quick_pay_window.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "commands/charging.h"
#include "commands/fault_target.h"
#include "commands/faults.h"
#include "commands/quick_members.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// What an action changes.
enum class Effect : std::uint8_t {
  kNone,
  kAddMember,
  kStoreKey,
  kAddAutopayKey,
  kRemoveKey,
  kResetPin,
  kRemoveMember,
  kAddFido,
  kAddMoney,
  kRefundMoney,
};

struct Action {
  std::string_view name;
  Effect effect = Effect::kNone;
  bool needs_preparation =
      false;  ///< must be prepared first, like every operation on prepaid money
  bool needs_member = true;
  bool needs_customer = false;
};

constexpr std::array<Action, 18> kActions{{
    {"Register", Effect::kStoreKey, false, false, true},
    {"UserRegister", Effect::kAddMember, false, false},
    {"RegisterAutoPay", Effect::kAddAutopayKey, false, false, true},
    {"Deregister", Effect::kRemoveKey, false, true, true},
    {"PinChange"},
    {"PinReset", Effect::kResetPin},
    {"PinCheck"},
    {"PhoneChange"},
    {"Terminate", Effect::kRemoveMember},
    {"RegisterFido", Effect::kAddFido},
    {"SignUp", Effect::kAddMoney, true, false},
    {"Leave", Effect::kRemoveMember, true},
    {"PrepaidRefundAccount", Effect::kNone, true},
    {"PrepaidRefund", Effect::kRefundMoney, true},
    {"PrepaidLimitRaise", Effect::kNone, true},
    {"PrepaidKYC", Effect::kNone, true},
    {"PrepaidAuth", Effect::kNone, true},
    {"Pay", Effect::kNone, false, false},
}};

constexpr std::string_view kPay = "Pay";
constexpr std::string_view kMemberParameter = "bypass.kcpQuick.memberID";

/// The balance of a member who signs up for prepaid money.
constexpr std::int64_t kDefaultMoney = 100'000;

const Action* FindAction(std::string_view name) {
  const auto* const found =
      std::find_if(kActions.begin(), kActions.end(),
                   [name](const Action& action) { return action.name == name; });
  return found == kActions.end() ? nullptr : found;
}

/// The action that the page names; null for none.
const Action* FindAction(const GatewayRules& rules, const Order& order) {
  if (rules.window.action_parameter.empty()) return nullptr;
  return FindAction(order.extra.Text(rules.window.action_parameter));
}

MemberId GetMemberId(const Payment& payment) {
  return MemberId(std::string(payment.order.extra.Text(kMemberParameter)));
}

/// The key of the customer_uid at this site of the gateway; null for none.
const BillingKey* FindKeyAtSite(const Ledger& ledger, const Payment& payment) {
  const BillingKey* key = ledger.keys.Find(*payment.customer_uid);
  const bool is_at_site = key != nullptr && key->pg == payment.pg && key->pg_id == payment.pg_id;
  return is_at_site ? key : nullptr;
}

/// Whether the customer_uid is a card of this site, registered since the member's PIN was reset.
bool IsRegistered(const Ledger& ledger, const Payment& payment, const QuickMember* member) {
  const BillingKey* key = FindKeyAtSite(ledger, payment);
  if (key == nullptr || member == nullptr) return false;
  return !member->pin_reset_at || *member->pin_reset_at <= key->updated;
}

std::int64_t GetRemainingMoney(const Ledger& ledger, const QuickMember& member) {
  return member.money ? GetRemainingPoints(ledger.payments, *member.money) : 0;
}

QuickMember MakeMember(const Tx& tx, const Payment& payment, const MemberId& member_id) {
  QuickMember member;
  member.member_id = member_id;
  member.sequence = tx.sequence;
  member.channel_key = payment.channel_key;
  member.pg = payment.pg;
  member.pg_id = payment.pg_id;
  member.inserted = tx.now;
  member.updated = tx.now;
  return member;
}

/// The card that a window's buyer has by default.
Card MakeCard(const Payment& payment) {
  CardInput input;
  input.number = gateways::kDefaultBuyerCard;
  return InspectCard({payment.channel_key, payment.pg, payment.pg_id, {}}, input).card;
}

void AddAutopayKey(Tx& tx, const Payment& payment) {
  AutopayKey key;
  key.customer_uid = *payment.customer_uid;
  key.member_id = GetMemberId(payment);
  key.channel_key = payment.channel_key;
  key.pg = payment.pg;
  key.pg_id = payment.pg_id;
  key.card = payment.card ? *payment.card : MakeCard(payment);
  key.inserted = tx.now;
  tx.ledger.quick_pay.autopay_keys.insert_or_assign(*payment.customer_uid, std::move(key));
}

/// REQUIRES: the action is not kRemoveMember.
void ChangeMember(Tx& tx, const Payment& payment, Effect effect, QuickMember& member) {
  QuickPay& quick_pay = tx.ledger.quick_pay;
  switch (effect) {
    case Effect::kStoreKey:
      if (payment.order.extra.Flag("bypass.kcpQuick.registerAutoPay")) AddAutopayKey(tx, payment);
      break;
    case Effect::kAddAutopayKey:
      AddAutopayKey(tx, payment);
      break;
    case Effect::kRemoveKey:
      tx.ledger.keys.Erase(*payment.customer_uid);
      quick_pay.autopay_keys.erase(*payment.customer_uid);
      break;
    case Effect::kResetPin:
      member.pin_reset_at = tx.now;
      RemoveAutopayKeys(quick_pay, GetMemberKey(member));
      break;
    case Effect::kAddFido:
      member.has_fido = true;
      break;
    case Effect::kAddMoney:
      if (!member.money) member.money = PointAccount{kDefaultMoney};
      break;
    case Effect::kRefundMoney:
      member.money->deposited_amount -= GetRemainingMoney(tx.ledger, member);
      break;
    case Effect::kNone:
    case Effect::kAddMember:
    case Effect::kRemoveMember:
      break;
  }
  member.updated = tx.now;
}

}  // namespace

std::string_view GetUnchargedActionName(const GatewayRules& rules, const Order& order) {
  if (rules.window.action_parameter.empty()) return "";
  const std::string_view name = order.extra.Text(rules.window.action_parameter);
  return name == kPay ? "" : name;
}

bool StoresQuickKey(const GatewayRules& rules, const Order& order) {
  const Action* action = FindAction(rules, order);
  return action != nullptr && action->effect == Effect::kStoreKey;
}

std::optional<GatewayError> FindQuickRefusal(const Tx& tx, const Payment& payment) {
  const GatewayRules& rules = gateways::Get(payment.pg);
  const QuickPayRules& quick_rules = rules.quick_pay;
  const Action* action = FindAction(rules, payment.order);
  if (action == nullptr) {
    const bool pays = GetUnchargedActionName(rules, payment.order).empty();
    return pays ? std::nullopt : std::optional(quick_rules.unknown_action.ToError());
  }
  const QuickMember* member = FindQuickMember(tx.ledger, GetMemberId(payment), payment.pg_id);
  if (action->name == kPay) {
    const bool is_refused = payment.customer_uid && !IsRegistered(tx.ledger, payment, member);
    return is_refused ? std::optional(quick_rules.unknown_method.ToError()) : std::nullopt;
  }
  if (action->needs_member && member == nullptr) return quick_rules.unknown_member.ToError();
  if (action->needs_customer && !payment.customer_uid) return quick_rules.unknown_method.ToError();
  const auto prepared = tx.ledger.quick_pay.preparations.find(payment.order.merchant_uid);
  const bool is_prepared =
      prepared != tx.ledger.quick_pay.preparations.end() && !prepared->second.is_used;
  if (action->needs_preparation && !is_prepared) return quick_rules.not_prepared.ToError();
  if (action->needs_preparation && action->needs_member && !member->money)
    return quick_rules.no_money.ToError();
  if (action->effect == Effect::kRemoveMember && GetRemainingMoney(tx.ledger, *member) > 0)
    return quick_rules.money_left.ToError();
  if (action->effect == Effect::kRemoveKey && FindKeyAtSite(tx.ledger, payment) == nullptr)
    return quick_rules.unknown_method.ToError();
  return std::nullopt;
}

Result<std::optional<GatewayError>> ConfirmQuickAction(Tx& tx, const ImpUid& imp_uid) {
  const Payment* payment = tx.ledger.payments.Find(imp_uid);
  PORTONE_TRY(std::optional<GatewayError> declined,
              ApplyFault(tx, MakeFaultTarget(FaultOperation::kOtherGatewayCall, payment->pg,
                                             payment->order.merchant_uid)));
  if (declined) return declined;
  const Payment& paid =
      tx.ledger.payments.Update(imp_uid, [&](Payment& updated) { Approve(tx, updated); });
  SendPaymentWebhook(tx, paid);
  return declined;
}

void ApplyQuickAction(Tx& tx, const Payment& payment) {
  const Action* action = FindAction(gateways::Get(payment.pg), payment.order);
  if (action == nullptr || action->name == kPay) return;
  QuickPay& quick_pay = tx.ledger.quick_pay;
  const MemberKey member_key{GetMemberId(payment), payment.pg_id};
  if (action->needs_preparation) {
    quick_pay.preparations.at(payment.order.merchant_uid).is_used = true;
  }
  if (action->effect == Effect::kRemoveMember) {
    RemoveQuickMember(quick_pay, member_key);
    return;
  }
  QuickMember& member =
      quick_pay.members.try_emplace(member_key, MakeMember(tx, payment, member_key.member_id))
          .first->second;
  ChangeMember(tx, payment, action->effect, member);
}

}  // namespace portone::commands
