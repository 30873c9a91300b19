// SPDX-License-Identifier: MIT
#include "commands/product_orders.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/invariant.h"
#include "commands/fault_target.h"
#include "commands/faults.h"
#include "commands/product_order_changes.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

ProductOrderView MakeView(const Ledger& ledger, const ProductOrder& order) {
  const Payment* payment = ledger.payments.Find(order.imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a product order has no payment");
  return {order, payment->order.buyer};
}

/// What a call changes in one product order.
struct Plan {
  ProductOrderId id;
  ProductOrderState next;
};

/// Why an operation is not possible, or an empty text.
std::string FindRefusal(const ProductOrder* order, const ImpUid& imp_uid,
                        ProductOrderOperation operation) {
  if (order == nullptr || order->imp_uid != imp_uid)
    return std::string(texts::kUnknownProductOrder);
  const ProductOrderState& state = order->state;
  if (FindNextState(state, operation)) return "";
  return texts::WrongOrderState(Name(state.status),
                                state.claim_status ? Name(*state.claim_status) : "");
}

/// The product orders that a call names, each once, or all of the payment.
std::vector<ProductOrderId> ChooseIds(const Tx& tx, const ChangeProductOrders& command) {
  std::vector<ProductOrderId> ids;
  for (const ProductOrderId& id : command.ids) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  if (!ids.empty()) return ids;
  for (const ProductOrder* order : tx.ledger.product_orders.FindByPayment(command.imp_uid))
    ids.push_back(order->id);
  return ids;
}

struct Plans {
  std::vector<Plan> list;
  std::string first_refusal;  ///< "" when there is none
};

/// Decides about all product orders before any of them changes. Errors: FaultInjected.
Result<Plans> MakePlans(Tx& tx, const ChangeProductOrders& command, const Payment& payment) {
  Plans plans;
  for (const ProductOrderId& id : ChooseIds(tx, command)) {
    const ProductOrder* order = tx.ledger.product_orders.Find(id);
    std::string refusal = FindRefusal(order, command.imp_uid, command.operation);
    if (refusal.empty()) {
      PORTONE_TRY(const std::optional<GatewayError> decline_error,
                  ApplyFault(tx, MakeFaultTarget(FaultOperation::kOtherGatewayCall, payment)));
      if (decline_error) refusal = FormatFailReason(*decline_error);
    }
    if (refusal.empty()) {
      plans.list.push_back({id, *FindNextState(order->state, command.operation)});
    } else if (plans.first_refusal.empty()) {
      plans.first_refusal = std::move(refusal);
    }
  }
  return plans;
}

void ApplyPlan(Tx& tx, const ChangeProductOrders& command, const Plan& plan) {
  tx.ledger.product_orders.Update(plan.id, [&command](ProductOrder& order) {
    if (command.delivery) {
      // A return, or a second shipment, keeps the time at which the goods were first sent.
      const std::optional<Instant> dispatched_at = order.delivery.dispatched_at;
      order.delivery = *command.delivery;
      if (!order.delivery.dispatched_at) order.delivery.dispatched_at = dispatched_at;
    }
    if (command.claim) order.claim = *command.claim;
  });
  RefundProductOrder(tx, MoveProductOrder(tx, plan.id, plan.next), NotifyPolicy::kNobody);
}

}  // namespace

Result<ProductOrderView> Handle(const View& view, const FindProductOrder& query) {
  const ProductOrder* order = view.ledger.product_orders.Find(query.id);
  if (order == nullptr) return errors::ProductOrderNotFound();
  return MakeView(view.ledger, *order);
}

Result<std::vector<ProductOrderView>> Handle(const View& view, const ListProductOrders& query) {
  if (view.ledger.payments.Find(query.imp_uid) == nullptr) return errors::PaymentNotFound();
  std::vector<ProductOrderView> views;
  for (const ProductOrder* order : view.ledger.product_orders.FindByPayment(query.imp_uid))
    views.push_back(MakeView(view.ledger, *order));
  if (views.empty()) return errors::ProductOrderNotFound();
  return views;
}

Result<LookupResult<ProductOrderView>> Apply(Tx& tx, const ChangeProductOrders& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  if (!TakesProductOrders(*payment)) {
    return errors::GatewayFailed(
        errors::WrongGateway(gateways::FindGatewayNameWith(&OptionalOperations::product_orders))
            .message);
  }
  if (tx.ledger.product_orders.FindByPayment(command.imp_uid).empty())
    return errors::GatewayFailed(texts::kNoProductOrders);
  PORTONE_TRY(const Plans plans, MakePlans(tx, command, *payment));
  if (plans.list.empty()) return errors::GatewayFailed(plans.first_refusal);
  LookupResult<ProductOrderView> result{{}, plans.first_refusal.empty()};
  for (const Plan& plan : plans.list)
    ApplyPlan(tx, command, plan);
  for (const Plan& plan : plans.list)
    result.list.push_back(MakeView(tx.ledger, *tx.ledger.product_orders.Find(plan.id)));
  return result;
}

}  // namespace portone::commands
