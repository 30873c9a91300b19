// SPDX-License-Identifier: MIT
// The refusals of what follows a payment or belongs to single gateways: product orders, cash
// receipts, slips for stores, deliveries, statuses of orders, sales of partners, and a quick pay.
#include "base/join.h"
#include "domain/errors.h"

namespace portone::errors {

// FIDELITY: product-orders
Error ProductOrderNotFound() {
  return {Errc::kProductOrderNotFound, "상품주문이 존재하지 않습니다."};
}
Error ProductOrderRefused(std::string_view reason) {
  return {Errc::kProductOrderRefused, Join({"the product order refuses: ", reason})};
}

// FIDELITY: receipts
Error ReceiptNotFound(const ImpUid& imp_uid) {
  return {Errc::kReceiptNotFound, Join({"해당 아임포트 고유 번호(", imp_uid.text,
                                        ")로 현금영수증을 발급 한 내역이 존재하지 않습니다."})};
}
Error ExternalReceiptNotFound(const MerchantUid& merchant_uid) {
  return {Errc::kReceiptNotFound, Join({"해당 주문번호(", merchant_uid.text,
                                        ")로 현금영수증을 발급 한 내역이 존재하지 않습니다."})};
}
Error ReceiptNeverIssued(const ImpUid& imp_uid) {
  return {Errc::kReceiptNeverIssued, ReceiptNotFound(imp_uid).message};
}
Error ReceiptUnsupported() {
  return {Errc::kReceiptUnsupported, "현재 지원되지 않는 PG사입니다."};
}
Error ReceiptNotForMethod() {
  return {Errc::kReceiptNotForMethod,
          "현금성 거래(가상계좌, 계좌이체)만 현금영수증을 발급할 수 있습니다."};
}
Error ReceiptNotPaid() {
  return {Errc::kReceiptNotPaid, "결제완료(paid) 상태의 결제건만 현금영수증을 발급할 수 있습니다."};
}
Error ReceiptAlreadyIssued() {
  return {Errc::kReceiptAlreadyIssued, "이미 현금영수증이 발급된 결제건입니다."};
}
Error ExternalReceiptAlreadyIssued() {
  return {Errc::kReceiptAlreadyIssued, "이미 현금영수증이 발급된 주문번호입니다."};
}
Error ReceiptAlreadyCancelled() {
  return {Errc::kReceiptAlreadyCancelled, "이미 취소된 현금영수증입니다."};
}
Error ReceiptNotApplicable(std::string_view pay_method) {
  return {Errc::kReceiptNotApplicable,
          Join({"cash_receipt: applies to transfers and virtual accounts, not to ", pay_method})};
}

// FIDELITY: cvs-revoke
Error NotStorePayment() {
  return {Errc::kNotStorePayment, "편의점 결제건이 아닙니다."};
}
Error StoreSlipNotReady() {
  return {Errc::kStoreSlipNotReady, "수납 대기(ready) 상태의 수납번호가 아닙니다."};
}
// FIDELITY: cvs-issue
Error StoreSlipExpiryInPast() {
  return {Errc::kStoreSlipExpiryInPast, "expired_at은 현재 시각 이후여야 합니다."};
}

// FIDELITY: cvs-payment
Error StorePaymentRefused(std::string_view reason) {
  return {Errc::kStorePaymentRefused, Join({"the store refuses the payment: ", reason})};
}

// FIDELITY: receipts
Error ReceiptRefused(const GatewayError& error) {
  return {Errc::kReceiptRefused,
          Join({"현금영수증 발급에 실패하였습니다. ", FormatFailReason(error)}), error};
}
Error ReceiptCancelRefused(const GatewayError& error) {
  return {Errc::kReceiptCancelRefused,
          Join({"현금영수증 발급취소에 실패하였습니다. ", FormatFailReason(error)}), error};
}
// FIDELITY: cvs-issue
Error StoreSlipRefused(const GatewayError& error) {
  return {Errc::kStoreSlipRefused,
          Join({"수납번호 발급에 실패하였습니다. ", FormatFailReason(error)}), error};
}

// FIDELITY: escrow
Error GatewayUnsupported() {
  return {Errc::kGatewayUnsupported, "현재 지원되지 않는 PG사입니다."};
}
Error DeliveryRefused() {
  return {Errc::kDeliveryRefused, "해당거래건은 배송정보를 등록할 수 없습니다."};
}
Error DeliveryAlreadyRegistered() {
  return {Errc::kDeliveryAlreadyRegistered, "이미 배송정보 등록이 완료된 거래건입니다."};
}
Error DeliveryNotChangeable() {
  return {Errc::kDeliveryNotChangeable, "해당거래건은 배송정보를 수정할 수 없습니다."};
}
Error DeliveryNotFound() {
  return {Errc::kDeliveryNotFound, "등록된 배송정보가 존재하지 않습니다."};
}
// FIDELITY: escrow-decisions
Error EscrowDecisionRefused(std::string_view decision, std::string_view status) {
  if (status.empty()) {
    return {Errc::kEscrowDecisionRefused, "no delivery of this payment is registered"};
  }
  return {Errc::kEscrowDecisionRefused,
          Join({"\"", decision, "\" is not possible: the delivery is ", status})};
}
// FIDELITY: order-status
Error OrderStatusUnknown(std::string_view status) {
  return {Errc::kOrderStatusUnknown,
          Join({"파라미터 정보가 유효하지 않습니다. orderProductStatus field reject, expected "
                "OrderProductStatusType{PAYMENT_WAITNG,PAYED,DELIVERY_READY,DELIVERY_START,"
                "DELIVERING,DELIVERY_COMPLETE,CANCEL_REQUEST,EXCHANGE_WAIT,EXCHANGE_COMPLETE,"
                "RETURN_WAIT,RETURN_COMPLETE,PURCHASE_DECISION,OUTSELLER_REFUND,CANCELED}, but [",
                status, "]"})};
}
Error OrderStatusRefused(std::string_view from, std::string_view to) {
  return {Errc::kOrderStatusRefused,
          Join({"변경할 수 없는 주문상태입니다. (", from, " -> ", to, ")"})};
}
// FIDELITY: partner-receipts
Error PartnersUnsupported() {
  return {Errc::kPartnersUnsupported, GatewayUnsupported().message};
}
Error PartnerSalesRefused(std::string_view reason) {
  return {Errc::kPartnerSalesRefused, std::string(reason)};
}

// FIDELITY: quick-members
Error QuickMemberNotFound(std::string_view member_id) {
  return {Errc::kQuickMemberNotFound,
          Join({"member_id에 해당하는 구매자 정보가 존재하지 않습니다. (", member_id, ")"})};
}
// FIDELITY: quick-autopay
Error AutopayKeyNotFound(const CustomerUid& customer_uid) {
  return {Errc::kAutopayKeyNotFound, CustomerNotFound(customer_uid).message};
}
// FIDELITY: quick-preparations
Error PreparationTaken(const MerchantUid& merchant_uid) {
  return {Errc::kPreparationTaken,
          Join({"이미 거래사전 등록된 merchant_uid입니다. (", merchant_uid.text, ")"})};
}
Error PreparationNotFound(const MerchantUid& merchant_uid) {
  return {Errc::kPreparationNotFound,
          Join({"거래사전 등록된 정보가 존재하지 않습니다. (", merchant_uid.text, ")"})};
}
Error PreparationUsed(const MerchantUid& merchant_uid) {
  return {Errc::kPreparationUsed,
          Join({"이미 거래가 완료되어 수정할 수 없습니다. (", merchant_uid.text, ")"})};
}

}  // namespace portone::errors
