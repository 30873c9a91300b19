// SPDX-License-Identifier: MIT
// What others do without the merchant's code: a cancellation in the console, a deposit, an expired
// card, a change of a product order.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/customer_json.h"
#include "api/codec/payment_json.h"
#include "api/serve.h"
#include "commands/billing_keys.h"
#include "commands/escrow.h"
#include "commands/external_operations.h"
#include "commands/payments.h"
#include "commands/pingbacks.h"
#include "commands/store_slips.h"
#include "commands/vbanks.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/record_json.h"
#include "domain/errors.h"
#include "json/enum_reader.h"
#include "scenario/action.h"
#include "web/store_payment.h"

namespace portone::control {
namespace {

constexpr std::int64_t kMaxAmount = 999'999'999'999;

/// The amount of a cancellation is the one parameter that a command reads itself.
ControlError ConvertError(const Error& error) {
  if (error.code != Errc::kInvalidParameter) return ToControlError(error);
  return {ControlErrc::kInvalidParameter,
          "amount: must be a positive amount in the payment's currency", "amount"};
}

/// Applies a command on a product order and replies with it as the control API's list shows it.
template <class Command>
ControlResult<api::Reply> PerformOnProductOrder(ControlCall& call, const Command& command) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto result = sandbox->engine.Run(MakeJournalRequest(call.request), command);
  if (!result.ok()) return ToControlError(result.error());
  Json row = ProductOrderToJson(result.value());
  row.erase("kind");
  return MakeJsonReply(row);
}

/// Applies a command to the selected sandbox and replies with its result, written by `encode`.
template <class Command, class Encode>
ControlResult<api::Reply> Perform(ControlCall& call, const Command& command, const Encode& encode) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto result = sandbox->engine.Run(MakeJournalRequest(call.request), command);
  if (!result.ok()) return ConvertError(result.error());
  api::ReplyWriter json(api::MakeReplyOptions(call.request, *sandbox));
  encode(json, result.value());
  return MakeJsonReply(json);
}

/// Reads "imp_uid" or "merchant_uid" into a command that has both fields.
template <class Command>
void ReadPaymentId(json::StrictObject& object, Command& command) {
  if (const auto imp_uid = object.Text("imp_uid")) command.imp_uid = ImpUid(*imp_uid);
  if (const auto uid = object.Text("merchant_uid")) command.merchant_uid = MerchantUid(*uid);
  if (!command.imp_uid && !command.merchant_uid) {
    object.Report("imp_uid", "give \"imp_uid\" or \"merchant_uid\"");
  }
}

/// A cancellation in PortOne's console: "imp_uid" or "merchant_uid", and optionally "amount",
/// "reason" and, for a virtual account, "refund_holder", "refund_bank" and "refund_account". Always
/// sends a webhook.
ControlResult<api::Reply> Cancel(ControlCall& call) {
  commands::CancelPayment command;
  command.in_console = true;
  command.terms.extra.Put("extra.requester", "admin");
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&command](json::StrictObject& object) {
    ReadPaymentId(object, command);
    if (const auto amount = object.Scalar("amount")) {
      command.amounts.amount = AmountText("amount", *amount);
    }
    command.terms.reason = object.Text("reason");
    command.terms.refund.holder = object.Text("refund_holder");
    command.terms.refund.bank = object.Text("refund_bank");
    command.terms.refund.account = object.Text("refund_account");
  }));
  return Perform(call, command, api::EncodePayment);
}

/// Money that a buyer brings: into a virtual account or, with a slip, at a convenience store.
struct DepositRequest {
  commands::DepositToVbank deposit;
  std::optional<StorePaymentMethod> pays_with;
};

ControlResult<api::Reply> DepositIntoVbank(ControlCall& call, const DepositRequest& request) {
  if (request.pays_with) {
    return ControlError{ControlErrc::kInvalidParameter,
                        "pay_type: applies only to a slip for a convenience store", "pay_type"};
  }
  return Perform(call, request.deposit, api::EncodePayment);
}

ControlResult<api::Reply> PayAtStore(ControlCall& call, engine::Sandbox& sandbox,
                                     const DepositRequest& request, const Payment& payment) {
  if (request.deposit.depositor_name) {
    return ControlError{ControlErrc::kInvalidParameter,
                        "depositor_name: applies only to a virtual account", "depositor_name"};
  }
  commands::PayAtStore command;
  command.imp_uid = payment.imp_uid;
  command.amount = request.deposit.amount;
  command.pays_with = request.pays_with.value_or(StorePaymentMethod::kCash);
  const Result<Payment> paid =
      web::RunStorePayment(sandbox, call.context.dispatcher.sender(),
                           MakeJournalRequest(call.request), payment, std::move(command));
  if (!paid.ok()) return ConvertError(paid.error());
  api::ReplyWriter json(api::MakeReplyOptions(call.request, sandbox));
  api::EncodePayment(json, paid.value());
  return MakeJsonReply(json);
}

/// A deposit into a virtual account or at a convenience store: "imp_uid" or "merchant_uid", and
/// optionally "amount" (default: the amount due), "depositor_name" (of an account) and "pay_type"
/// (at a store).
ControlResult<api::Reply> ReceiveDeposit(ControlCall& call) {
  DepositRequest request;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&request](json::StrictObject& object) {
    ReadPaymentId(object, request.deposit);
    if (const auto amount = object.Integer("amount", 1, kMaxAmount)) {
      request.deposit.amount = Money{*amount, Currency::kKrw};
    }
    request.deposit.depositor_name = object.Text("depositor_name");
    request.pays_with = json::ReadEnum<StorePaymentMethod>(object, "pay_type");
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const commands::FindStoreSlip query{request.deposit.imp_uid, request.deposit.merchant_uid};
  const engine::ApiRequest journalled = MakeJournalRequest(call.request);
  PORTONE_TRY(const std::optional<Payment> found,
              ToControlResult(sandbox->engine.Query(query, journalled.tier)));
  if (!found) return DepositIntoVbank(call, request);
  return PayAtStore(call, *sandbox, request, *found);
}

/// The gateway sends a pending pingback now: "imp_uid" or "merchant_uid".
ControlResult<api::Reply> ReceivePingback(ControlCall& call) {
  commands::ReceivePingback command;
  PORTONE_RETURN_IF_ERROR(ReadBody(
      call.request, [&command](json::StrictObject& object) { ReadPaymentId(object, command); }));
  return Perform(call, command, api::EncodePayment);
}

/// Sets how charges of the card of "customer_uid" turn out from now on.
ControlResult<api::Reply> SetOutcome(ControlCall& call, CardOutcome card_outcome) {
  commands::SetCardOutcome command;
  command.charge_outcome = card_outcome;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&command](json::StrictObject& object) {
    command.customer_uid = CustomerUid(object.RequiredText("customer_uid").value_or(""));
  }));
  return Perform(call, command, api::EncodeCustomer);
}

ControlResult<api::Reply> ExpireCard(ControlCall& call) {
  return SetOutcome(call, CardOutcome::kExpired);
}

ControlResult<api::Reply> DeleteCard(ControlCall& call) {
  return SetOutcome(call, CardOutcome::kRevoked);
}

/// The product order that `object` names by "product_order_id".
ProductOrderId ReadProductOrderId(json::StrictObject& object) {
  return ProductOrderId(object.RequiredText("product_order_id").value_or(""));
}

/// Does "operation" to "product_order_id", optionally for a "reason".
ControlResult<api::Reply> ChangeProductOrder(ControlCall& call) {
  commands::RecordExternalOperation command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&command](json::StrictObject& object) {
    command.id = ReadProductOrderId(object);
    if (!object.Has("operation")) object.Report("operation", "is missing");
    if (const auto operation = json::ReadEnum<ExternalOperation>(object, "operation"))
      command.operation = *operation;
    command.reason = object.Text("reason");
  }));
  return PerformOnProductOrder(call, command);
}

/// The buyer of "product_order_id" reviews the product: "title", and optionally "score" (default
/// 5), "content", "review_type" (default general) and "writer".
ControlResult<api::Reply> ReviewProduct(ControlCall& call) {
  commands::ReviewProduct command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&command](json::StrictObject& object) {
    command.id = ReadProductOrderId(object);
    command.title = object.RequiredText("title").value_or("");
    const auto score = object.Integer("score", kLowestScore, kHighestScore);
    if (score) command.score = static_cast<int>(*score);
    command.content = object.Text("content");
    if (const auto type = json::ReadEnum<ReviewType>(object, "review_type")) command.type = *type;
    command.writer = object.Text("writer");
  }));
  return PerformOnProductOrder(call, command);
}

/// The buyer, the gateway or the merchant decides about an escrow payment's goods: "imp_uid" or
/// "merchant_uid", "decision" and, of a denial, "reason".
ControlResult<api::Reply> RecordEscrowDecision(ControlCall& call) {
  commands::RecordEscrowDecision command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&command](json::StrictObject& object) {
    ReadPaymentId(object, command);
    if (!object.Has("decision")) object.Report("decision", "is missing");
    if (const auto decision = json::ReadEnum<EscrowDecision>(object, "decision"))
      command.decision = *decision;
    command.reason = object.Text("reason");
    if (command.reason && command.decision != EscrowDecision::kDeny)
      object.Report("reason", "applies only to the decision \"deny\"");
  }));
  return Perform(call, command, api::EncodePayment);
}

constexpr std::array kActionRoutes{
    ControlRoute{Method::kPost, "/actions/cancel", Cancel},
    ControlRoute{Method::kPost, "/actions/deposit", ReceiveDeposit, ControlWait::kForMerchant},
    ControlRoute{Method::kPost, "/actions/expire-card", ExpireCard},
    ControlRoute{Method::kPost, "/actions/delete-card", DeleteCard},
    ControlRoute{Method::kPost, "/actions/pingback", ReceivePingback},
    ControlRoute{Method::kPost, "/actions/change-product-order", ChangeProductOrder},
    ControlRoute{Method::kPost, "/actions/review-product", ReviewProduct},
    ControlRoute{Method::kPost, "/actions/escrow", RecordEscrowDecision},
};

/// Whether the routes are those of scenario::Action, in the same order.
constexpr bool RoutesMatchActions() {
  const auto names = Names<scenario::Action>();
  for (std::size_t i = 0; i < kActionRoutes.size(); ++i) {
    std::string_view path = kActionRoutes[i].path;
    path.remove_prefix(std::string_view("/actions/").size());
    if (i >= names.size() || path != names[i]) return false;
  }
  return kActionRoutes.size() == names.size();
}
static_assert(RoutesMatchActions());

}  // namespace

std::span<const ControlRoute> ActionRoutes() {
  return kActionRoutes;
}

}  // namespace portone::control
