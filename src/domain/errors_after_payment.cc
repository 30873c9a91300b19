// SPDX-License-Identifier: MIT
// The refusals of what single gateways do after a payment: deliveries, statuses of orders, sales of
// partners, and a quick pay.
#include "base/join.h"
#include "domain/errors.h"

namespace portone::errors {

// FIDELITY: escrow
Error GatewayUnsupported() {
  return {Errc::kGatewayUnsupported, "현재 지원되지 않는 PG사입니다."};
}
Error DeliveryRefused() {
  return {Errc::kDeliveryRefused, "해당거래건은 배송정보를 등록할 수 없습니다."};
}
Error DeliveryRegistered() {
  return {Errc::kDeliveryRegistered, "이미 배송정보 등록이 완료된 거래건입니다."};
}
Error DeliveryFixed() {
  return {Errc::kDeliveryFixed, "해당거래건은 배송정보를 수정할 수 없습니다."};
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
