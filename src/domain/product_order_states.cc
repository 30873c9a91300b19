// SPDX-License-Identifier: MIT
#include "domain/product_order_states.h"

#include <algorithm>
#include <array>

namespace portone {
namespace {

using Status = ProductOrderStatus;
using Next = std::optional<ProductOrderState>;

/// The state with a new claim, or with the old one in another status.
ProductOrderState WithClaim(ProductOrderState state, ClaimType type, ClaimStatus claim_status) {
  state.claim_type = type;
  state.claim_status = claim_status;
  state.is_withheld = false;
  return state;
}

/// The state at the end of a claim that ends the order, too.
ProductOrderState EndOrder(ProductOrderState state, Status status, ClaimType type,
                           ClaimStatus claim_status) {
  state.status = status;
  return WithClaim(state, type, claim_status);
}

ProductOrderState MakeCanceled(const ProductOrderState& state) {
  return EndOrder(state, Status::kCanceled, ClaimType::kCancel, ClaimStatus::kCancelDone);
}

ProductOrderState WithStatus(ProductOrderState state, Status status) {
  state.status = status;
  return state;
}

/// The goods have left the merchant, and the purchase can still be undone.
bool IsSent(const ProductOrderState& state) {
  return state.status == Status::kDelivering || state.status == Status::kDelivered;
}

bool IsOpenFor(const ProductOrderState& state, ClaimType type) {
  return state.claim_type == type && HasOpenClaim(state);
}

Next Place(ProductOrderState state) {
  if (state.status != Status::kPayed || state.is_placed || HasOpenClaim(state)) return {};
  state.is_placed = true;
  return state;
}

/// Shipping the goods rejects a buyer's open request to cancel.
Next Ship(ProductOrderState state) {
  const bool is_cancel_requested = state.claim_status == ClaimStatus::kCancelRequest;
  if (state.status != Status::kPayed || (HasOpenClaim(state) && !is_cancel_requested)) return {};
  state.status = Status::kDelivering;
  state.is_placed = true;
  return is_cancel_requested ? WithClaim(state, ClaimType::kCancel, ClaimStatus::kCancelReject)
                             : state;
}

Next Cancel(const ProductOrderState& state) {
  if (state.status != Status::kPayed || HasOpenClaim(state)) return {};
  return MakeCanceled(state);
}

Next ApproveCancel(const ProductOrderState& state) {
  if (state.status != Status::kPayed || !IsOpenFor(state, ClaimType::kCancel)) return {};
  return MakeCanceled(state);
}

/// A claim on goods that were sent, by the buyer or in their name.
Next Claim(const ProductOrderState& state, ClaimType type, ClaimStatus claim_status) {
  if (!IsSent(state) || HasOpenClaim(state)) return {};
  return WithClaim(state, type, claim_status);
}

Next ApproveReturn(const ProductOrderState& state) {
  if (!IsOpenFor(state, ClaimType::kReturn) || state.is_withheld) return {};
  return EndOrder(state, Status::kReturned, ClaimType::kReturn, ClaimStatus::kReturnDone);
}

Next RejectReturn(const ProductOrderState& state) {
  if (!IsOpenFor(state, ClaimType::kReturn)) return {};
  return WithClaim(state, ClaimType::kReturn, ClaimStatus::kReturnReject);
}

Next Withhold(ProductOrderState state, bool withheld) {
  if (!IsOpenFor(state, ClaimType::kReturn) || state.is_withheld == withheld) return {};
  state.is_withheld = withheld;
  return state;
}

Next CollectExchanged(const ProductOrderState& state) {
  const bool is_awaited = state.claim_status == ClaimStatus::kExchangeRequest ||
                          state.claim_status == ClaimStatus::kCollecting;
  if (!IsOpenFor(state, ClaimType::kExchange) || !is_awaited) return {};
  return WithClaim(state, ClaimType::kExchange, ClaimStatus::kCollectDone);
}

Next ShipExchanged(const ProductOrderState& state) {
  if (!IsOpenFor(state, ClaimType::kExchange) || state.claim_status != ClaimStatus::kCollectDone)
    return {};
  return WithClaim(state, ClaimType::kExchange, ClaimStatus::kExchangeRedelivering);
}

Next Pay(const ProductOrderState& state) {
  if (state.status != Status::kPaymentWaiting) return {};
  return WithStatus(state, Status::kPayed);
}

Next Expire(const ProductOrderState& state) {
  if (state.status != Status::kPaymentWaiting) return {};
  return WithStatus(state, Status::kCanceledByNoPayment);
}

/// The whole payment is refunded: whatever is not settled is cancelled.
Next Refund(const ProductOrderState& state) {
  if (state.status != Status::kPayed && !IsSent(state)) return {};
  return MakeCanceled(state);
}

/// The second parcel of an exchange ends it.
Next Deliver(const ProductOrderState& state) {
  if (state.claim_status == ClaimStatus::kExchangeRedelivering)
    return EndOrder(state, Status::kExchanged, ClaimType::kExchange, ClaimStatus::kExchangeDone);
  if (state.status != Status::kDelivering) return {};
  return WithStatus(state, Status::kDelivered);
}

Next Collect(ProductOrderState state) {
  if (state.claim_status == ClaimStatus::kReturnRequest ||
      state.claim_status == ClaimStatus::kExchangeRequest) {
    state.claim_status = ClaimStatus::kCollecting;
    return state;
  }
  if (state.claim_status != ClaimStatus::kCollecting) return {};
  state.claim_status = ClaimStatus::kCollectDone;
  return state;
}

/// Until the merchant has placed the order, the buyer cancels without asking.
Next RequestCancel(const ProductOrderState& state) {
  if (state.status != Status::kPayed || HasOpenClaim(state)) return {};
  if (!state.is_placed) return MakeCanceled(state);
  return WithClaim(state, ClaimType::kCancel, ClaimStatus::kCancelRequest);
}

Next Withdraw(const ProductOrderState& state) {
  if (IsOpenFor(state, ClaimType::kCancel))
    return WithClaim(state, ClaimType::kCancel, ClaimStatus::kCancelReject);
  if (IsOpenFor(state, ClaimType::kReturn)) return RejectReturn(state);
  if (!IsOpenFor(state, ClaimType::kExchange) ||
      state.claim_status == ClaimStatus::kExchangeRedelivering)
    return {};
  return WithClaim(state, ClaimType::kExchange, ClaimStatus::kExchangeReject);
}

Next Confirm(const ProductOrderState& state) {
  if (!IsSent(state) || HasOpenClaim(state)) return {};
  return WithStatus(state, Status::kPurchaseDecided);
}

Next Release(const ProductOrderState& state) {
  if (!IsOpenFor(state, ClaimType::kHoldback)) return {};
  return WithClaim(state, ClaimType::kHoldback, ClaimStatus::kHoldbackRelease);
}

Next AdminCancel(const ProductOrderState& state) {
  if (state.status != Status::kPayed && !IsSent(state)) return {};
  return EndOrder(state, Status::kCanceled, ClaimType::kAdminCancel, ClaimStatus::kAdminCancelDone);
}

}  // namespace

bool IsOpen(ClaimStatus claim_status) {
  constexpr std::array kClosed{ClaimStatus::kCancelDone,      ClaimStatus::kCancelReject,
                               ClaimStatus::kReturnDone,      ClaimStatus::kReturnReject,
                               ClaimStatus::kExchangeDone,    ClaimStatus::kExchangeReject,
                               ClaimStatus::kHoldbackRelease, ClaimStatus::kAdminCancelDone};
  return std::find(kClosed.begin(), kClosed.end(), claim_status) == kClosed.end();
}

bool HasOpenClaim(const ProductOrderState& state) {
  return state.claim_status && IsOpen(*state.claim_status);
}

bool IsSettled(const ProductOrderState& state) {
  constexpr std::array kSettled{Status::kPurchaseDecided, Status::kExchanged, Status::kCanceled,
                                Status::kReturned};
  return std::find(kSettled.begin(), kSettled.end(), state.status) != kSettled.end();
}

std::optional<ProductOrderState> FindNextState(const ProductOrderState& state,
                                               ProductOrderOperation operation) {
  switch (operation) {
    case ProductOrderOperation::kPlace:
      return Place(state);
    case ProductOrderOperation::kShip:
      return Ship(state);
    case ProductOrderOperation::kCancel:
      return Cancel(state);
    case ProductOrderOperation::kApproveCancel:
      return ApproveCancel(state);
    case ProductOrderOperation::kRequestReturn:
      return Claim(state, ClaimType::kReturn, ClaimStatus::kReturnRequest);
    case ProductOrderOperation::kApproveReturn:
      return ApproveReturn(state);
    case ProductOrderOperation::kRejectReturn:
      return RejectReturn(state);
    case ProductOrderOperation::kWithholdReturn:
      return Withhold(state, true);
    case ProductOrderOperation::kResolveReturn:
      return Withhold(state, false);
    case ProductOrderOperation::kCollectExchanged:
      return CollectExchanged(state);
    case ProductOrderOperation::kShipExchanged:
      return ShipExchanged(state);
    case ProductOrderOperation::kPay:
      return Pay(state);
    case ProductOrderOperation::kExpire:
      return Expire(state);
    case ProductOrderOperation::kRefund:
      break;
  }
  return Refund(state);
}

std::optional<ProductOrderState> FindNextState(const ProductOrderState& state,
                                               ExternalOperation operation) {
  switch (operation) {
    case ExternalOperation::kDeliver:
      return Deliver(state);
    case ExternalOperation::kCollect:
      return Collect(state);
    case ExternalOperation::kRequestCancel:
      return RequestCancel(state);
    case ExternalOperation::kRequestReturn:
      return Claim(state, ClaimType::kReturn, ClaimStatus::kReturnRequest);
    case ExternalOperation::kRequestExchange:
      return Claim(state, ClaimType::kExchange, ClaimStatus::kExchangeRequest);
    case ExternalOperation::kWithdraw:
      return Withdraw(state);
    case ExternalOperation::kConfirm:
      return Confirm(state);
    case ExternalOperation::kHoldBack:
      return Claim(state, ClaimType::kHoldback, ClaimStatus::kHoldback);
    case ExternalOperation::kRelease:
      return Release(state);
    case ExternalOperation::kAdminCancel:
      break;
  }
  return AdminCancel(state);
}

}  // namespace portone
