// SPDX-License-Identifier: MIT
#include "commands/quick_payments.h"

#include <algorithm>
#include <utility>

#include "commands/charging.h"
#include "commands/gateway_calls.h"
#include "commands/point_payments.h"
#include "commands/quick_members.h"
#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The parameter under which a payment keeps the window that confirmed it.
constexpr const char* kPinCheck = "pin_check";

/// Whether a member with prepaid money has confirmed with a PIN in this window, for no other
/// payment yet.
bool IsConfirmed(const Ledger& ledger, const PayWithPrepaidMoney& command,
                 const QuickMember& member) {
  const Payment* window = ledger.payments.Find(command.pin_check);
  if (window == nullptr || window->status != PaymentStatus::kPaid) return false;
  if (window->pg_id != member.pg_id) return false;
  const Parameters& extra = window->order.extra;
  const std::string_view action = extra.Text("bypass.kcpQuick.actionType");
  if (action != "PinCheck" && action != "PrepaidAuth") return false;
  if (extra.Text("bypass.kcpQuick.memberID") != command.member_id.text) return false;
  const std::vector<ImpUid>& payments = member.money->payments;
  return std::none_of(payments.begin(), payments.end(), [&](const ImpUid& imp_uid) {
    const Payment* payment = ledger.payments.Find(imp_uid);
    return payment != nullptr && payment->order.extra.Text(kPinCheck) == command.pin_check.text;
  });
}

/// Why the gateway refuses the payment; nullopt when it does not.
std::optional<GatewayError> FindRefusal(const Ledger& ledger, const QuickPayRules& rules,
                                        const PayWithPrepaidMoney& command,
                                        const QuickMember* member) {
  if (member == nullptr) return rules.unknown_member.ToError();
  if (!member->money) return rules.no_money.ToError();
  const auto prepared = ledger.quick_pay.preparations.find(command.order.merchant_uid);
  if (prepared == ledger.quick_pay.preparations.end()) return rules.not_prepared.ToError();
  if (!IsConfirmed(ledger, command, *member)) return rules.not_confirmed.ToError();
  if (GetRemainingPoints(ledger.payments, *member->money) < command.order.amount.minor)
    return rules.insufficient.ToError();
  return std::nullopt;
}

}  // namespace

Result<Payment> Apply(Tx& tx, const PayWithPrepaidMoney& command) {
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.order.merchant_uid);
  PORTONE_TRY(const Channel channel, ChooseQuickChannel(tx.world.merchant, command.channel));
  PORTONE_RETURN_IF_ERROR(CheckCurrencyIsWon(channel, command.order));
  const QuickMember* member = FindQuickMember(tx.ledger, command.member_id, channel.pg_id);
  const auto refusal = FindRefusal(tx.ledger, gateways::Get(channel.pg).quick_pay, command, member);
  if (refusal) return errors::ChargeRefused(*refusal);
  PORTONE_TRY(const auto declined, ApplyChargeFault(tx, channel, command.order));
  if (declined) return errors::ChargeRefused(*declined);
  QuickPay& quick_pay = tx.ledger.quick_pay;
  quick_pay.preparations.at(command.order.merchant_uid).is_used = true;
  Order order = command.order;
  order.extra.Put(kPinCheck, command.pin_check.text);
  return PayFromPointAccount(tx, {channel, order, std::nullopt, command.user_agent},
                             *quick_pay.members.at({command.member_id, channel.pg_id}).money);
}

Result<Payment> Apply(Tx& tx, const PayWithAutopayKey& command) {
  const auto found = tx.ledger.quick_pay.autopay_keys.find(command.customer_uid);
  if (found == tx.ledger.quick_pay.autopay_keys.end()) return errors::BuyerUnregistered();
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.order.merchant_uid);
  const AutopayKey& key = found->second;
  ChargeAttempt attempt;
  attempt.channel = ResolveChannel(tx.world.merchant, {key.channel_key, key.pg, key.pg_id, {}});
  PORTONE_RETURN_IF_ERROR(CheckCurrencyIsWon(attempt.channel, command.order));
  attempt.order = command.order;
  attempt.card = key.card;
  attempt.customer_uid = command.customer_uid;
  attempt.usage = CustomerUidUsage::kPayment;
  attempt.user_agent = command.user_agent;
  PORTONE_RETURN_IF_ERROR(ApplyFaultToAttempt(tx, attempt));
  const Payment& payment = Charge(tx, std::move(attempt));
  return payment.status == PaymentStatus::kPaid ? SendPaymentWebhook(tx, payment) : payment;
}

Result<AutopayKey> Apply(Tx& tx, const DeleteAutopayKey& command) {
  const auto found = tx.ledger.quick_pay.autopay_keys.find(command.customer_uid);
  if (found == tx.ledger.quick_pay.autopay_keys.end())
    return errors::AutopayKeyNotFound(command.customer_uid);
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, found->second.pg, {}));
  AutopayKey deleted = std::move(found->second);
  tx.ledger.quick_pay.autopay_keys.erase(found);
  return deleted;
}

}  // namespace portone::commands
