// SPDX-License-Identifier: MIT
#include "control/record_json.h"

#include <optional>
#include <string>

#include "api/codec/payment_json.h"
#include "domain/calendar.h"
#include "json/make_object.h"

namespace portone::control {
namespace {

Json TimeOrNull(const std::optional<Instant>& instant) {
  return instant ? Json(FormatIso(*instant)) : Json();
}

Json TextOrNull(std::optional<std::string_view> text) {
  return text ? Json(*text) : Json();
}

const char* YesOrNo(bool answer) {
  return answer ? "yes" : "no";
}

/// The amount as a number in major units.
Json AmountToJson(Money money) {
  if (GetDecimalPlaces(money.currency) == 0) return money.minor;
  return Json::parse(FormatAmount(money));
}

/// The amount charged, before cancellations: 0 for a failed payment and for a window that only
/// stored a billing key.
// FIDELITY: registration-records
Money GetChargedAmount(const Payment& payment) {
  const bool was_charged = WasPaid(payment) && !payment.without_charge;
  return was_charged ? payment.order.amount : Money{0, payment.order.amount.currency};
}

}  // namespace

Json PaymentToJson(const Payment& payment) {
  const Order& order = payment.order;
  return json::MakeObject({
      {"kind", "payment"},
      {"sequence", payment.sequence},
      {"imp_uid", payment.imp_uid.text},
      {"merchant_uid", order.merchant_uid.text},
      {"customer_uid", payment.customer_uid ? Json(payment.customer_uid->text) : Json()},
      {"status", Name(payment.status)},
      {"amount", AmountToJson(order.amount)},
      {"charged_amount", AmountToJson(GetChargedAmount(payment))},
      {"cancel_amount", AmountToJson(GetCancelledAmount(payment))},
      {"customer_uid_usage", TextOrNull(api::FindUsageName(payment.customer_uid_usage))},
      {"pay_method", Name(payment.pay_method)},
      {"channel", Name(payment.device)},
      {"pg", payment.pg.text},
      {"channel_key", payment.channel_key.text},
      {"name", TextOrNull(order.name)},
      {"fail_reason", TextOrNull(payment.fail_reason)},
      {"card_number", payment.card ? Json(payment.card->number) : Json()},
      {"started_at", FormatIso(payment.started_at)},
      {"paid_at", TimeOrNull(payment.paid_at)},
      {"failed_at", TimeOrNull(payment.failed_at)},
      {"escrow_status",
       payment.escrow_delivery ? Json(Name(payment.escrow_delivery->status)) : Json()},
      {"order_status",
       payment.order_status == OrderStatus::kNone ? Json() : Json(Name(payment.order_status))},
  });
}

Json ScheduleToJson(const commands::ScheduleView& view) {
  const Schedule& schedule = view.schedule;
  return json::MakeObject({
      {"kind", "schedule"},
      {"merchant_uid", schedule.order.merchant_uid.text},
      {"customer_uid", schedule.customer_uid.text},
      {"amount", AmountToJson(schedule.order.amount)},
      {"schedule_status", Name(schedule.status)},
      {"payment_status", view.payment_status ? Json(Name(*view.payment_status)) : Json()},
      {"imp_uid", schedule.imp_uid ? Json(schedule.imp_uid->text) : Json()},
      {"schedule_at", FormatIso(schedule.schedule_at)},
      {"executed_at", TimeOrNull(schedule.executed_at)},
      {"revoked_at", TimeOrNull(schedule.revoked_at)},
  });
}

Json CertificationToJson(const Certification& certification) {
  const std::optional<Person>& person = certification.person;
  const std::optional<OneTimeCode>& otp = certification.otp;
  const auto get_detail = [&person](auto text) { return person ? Json((*person).*text) : Json(); };
  return json::MakeObject({
      {"kind", "certification"},
      {"sequence", certification.sequence},
      {"imp_uid", certification.imp_uid.text},
      {"merchant_uid", certification.merchant_uid.text},
      {"status", Name(certification.status)},
      {"pg", certification.pg.text},
      {"channel_key", certification.channel_key.text},
      {"name", get_detail(&Person::name)},
      {"birthday", get_detail(&Person::birthday)},
      {"phone", get_detail(&Person::phone)},
      {"unique_key", person ? TextOrNull(person->unique_key) : Json()},
      {"method", otp ? Json(Name(otp->method)) : Json("window")},
      {"otp", otp && otp->method == VerificationMethod::kSms ? Json(otp->code) : Json()},
      {"failed_attempts", otp ? Json(otp->failed_attempts) : Json(0)},
      {"fail_reason", TextOrNull(certification.fail_reason)},
      {"requested_at", FormatIso(certification.requested_at)},
      {"certified_at", TimeOrNull(certification.certified_at)},
  });
}

Json ProductOrderToJson(const ProductOrder& order) {
  const ProductOrderState& state = order.state;
  const ProductDelivery& delivery = order.delivery;
  const std::optional<ProductReview>& review = order.review;
  return json::MakeObject({
      {"kind", "product_order"},
      {"sequence", order.sequence},
      {"product_order_id", order.id.text},
      {"imp_uid", order.imp_uid.text},
      {"merchant_uid", order.merchant_uid.text},
      {"status", Name(state.status)},
      {"claim_type", state.claim_type ? Json(Name(*state.claim_type)) : Json()},
      {"claim_status", state.claim_status ? Json(Name(*state.claim_status)) : Json()},
      {"placed", state.is_placed},
      {"withheld", state.is_withheld},
      {"product_id", order.product_id},
      {"product_name", order.product_name},
      {"product_option_id", order.option_id},
      {"product_option_name", order.option_name},
      {"quantity", order.quantity},
      {"product_amount", AmountToJson(order.product_amount)},
      {"delivery_amount", AmountToJson(order.delivery_amount)},
      {"delivery_method", TextOrNull(delivery.method)},
      {"delivery_company", TextOrNull(delivery.company)},
      {"tracking_number", TextOrNull(delivery.tracking_number)},
      {"dispatched_at", TimeOrNull(delivery.dispatched_at)},
      {"claim_reason", TextOrNull(order.claim.reason)},
      {"claim_memo", TextOrNull(order.claim.memo)},
      {"extra_charge", order.claim.extra_charge},
      {"review_score", review ? Json(review->score) : Json()},
      {"review_title", review ? Json(review->title) : Json()},
      {"ordered_at", FormatIso(order.ordered_at)},
  });
}

Json QuickMemberToJson(const commands::QuickMemberView& view) {
  const QuickMember& member = view.member;
  return json::MakeObject({
      {"kind", "quick_member"},
      {"sequence", member.sequence},
      {"member_id", member.member_id.text},
      {"pg", member.pg.text},
      {"pg_id", member.pg_id},
      {"channel_key", member.channel_key.text},
      {"fido", YesOrNo(member.has_fido)},
      {"money", view.money ? Json(*view.money) : Json()},
      {"autopay_keys", view.autopay_keys},
      {"inserted_at", FormatIso(member.inserted)},
      {"updated_at", FormatIso(member.updated)},
  });
}

Json QuickPreparationToJson(const QuickPreparation& preparation) {
  return json::MakeObject({
      {"kind", "quick_preparation"},
      {"merchant_uid", preparation.merchant_uid.text},
      {"btid", preparation.btid},
      {"cust_ip", preparation.cust_ip},
      {"prepaid_auth", YesOrNo(preparation.is_authorized)},
      {"prepaid_amount", preparation.prepaid_amount ? Json(*preparation.prepaid_amount) : Json()},
      {"vender_type", TextOrNull(preparation.vender_type)},
      {"reward_id", TextOrNull(preparation.reward_id)},
      {"used", YesOrNo(preparation.is_used)},
      {"prepared_at", FormatIso(preparation.prepared_at)},
  });
}

Json AutopayKeyToJson(const AutopayKey& key) {
  return json::MakeObject({
      {"kind", "autopay_key"},
      {"customer_uid", key.customer_uid.text},
      {"member_id", key.member_id.text},
      {"pg", key.pg.text},
      {"pg_id", key.pg_id},
      {"channel_key", key.channel_key.text},
      {"card_name", key.card.name},
      {"card_number", key.card.number},
      {"charge_outcome", Name(key.card.charge_outcome)},
      {"inserted_at", FormatIso(key.inserted)},
  });
}

Json BenepiaAccountToJson(const commands::BenepiaAccountView& view) {
  return json::MakeObject({
      {"kind", "benepia_account"},
      {"benepia_user", view.user},
      {"deposited_amount", view.deposited_amount},
      {"remaining", view.remaining},
      {"payment_count", view.payments},
  });
}

Json PartnerSaleToJson(const commands::PartnerSaleView& view) {
  const PartnerSale& sale = view.sale;
  return json::MakeObject({
      {"kind", "partner_sale"},
      {"imp_uid", view.imp_uid.text},
      {"merchant_uid", view.merchant_uid.text},
      {"business_registration_number", sale.business_registration_number},
      {"company_name", sale.company_name},
      {"amount", AmountToJson(sale.amount)},
      {"tax_free", AmountToJson(sale.tax_free)},
      {"vat_amount", sale.vat_amount ? AmountToJson(*sale.vat_amount) : Json()},
  });
}

Json EscrowToJson(const Payment& payment) {
  const std::optional<EscrowDelivery>& delivery = payment.escrow_delivery;
  return json::MakeObject({
      {"imp_uid", payment.imp_uid.text},
      {"merchant_uid", payment.order.merchant_uid.text},
      {"payment_status", Name(payment.status)},
      {"amount", AmountToJson(payment.order.amount)},
      {"pg", payment.pg.text},
      {"status", delivery ? Json(Name(delivery->status)) : Json()},
      {"company", delivery ? Json(delivery->company) : Json()},
      {"invoice", delivery ? Json(delivery->invoice) : Json()},
      {"denied_reason", delivery ? TextOrNull(delivery->denied_reason) : Json()},
      {"started_at", FormatIso(payment.started_at)},
      {"sent_at", delivery ? Json(FormatIso(delivery->sent_at)) : Json()},
      {"applied_at", delivery ? Json(FormatIso(delivery->applied_at)) : Json()},
      {"changed_at", delivery ? Json(FormatIso(delivery->changed_at)) : Json()},
  });
}

Json ReceiptToJson(const Receipt& receipt) {
  const bool is_issued = receipt.status != ReceiptStatus::kRequested;
  const auto once_issued = [is_issued](Json value) {
    return is_issued ? std::move(value) : Json();
  };
  const std::optional<IdentifierType>& identifier_type = receipt.identifier_type;
  return json::MakeObject({
      {"kind", "receipt"},
      {"sequence", receipt.sequence},
      {"imp_uid", receipt.imp_uid ? Json(receipt.imp_uid->text) : Json()},
      {"merchant_uid", receipt.merchant_uid.text},
      {"origin", Name(receipt.origin)},
      {"status", Name(receipt.status)},
      {"type", Name(receipt.type)},
      {"amount", once_issued(AmountToJson(receipt.amount))},
      {"tax_free", once_issued(AmountToJson(receipt.tax_free))},
      {"vat", once_issued(AmountToJson(receipt.vat))},
      {"identifier", receipt.identifier},
      {"identifier_type", identifier_type ? Json(Name(*identifier_type)) : Json()},
      {"pg", receipt.pg.text},
      {"channel_key", receipt.channel_key.text},
      {"name", TextOrNull(receipt.name)},
      {"buyer_name", TextOrNull(receipt.buyer_name)},
      {"receipt_tid", once_issued(receipt.receipt_tid)},
      {"apply_num", once_issued(receipt.apply_num)},
      {"applied_at", FormatIso(receipt.applied_at)},
      {"cancelled_at", TimeOrNull(receipt.cancelled_at)},
  });
}

Json StoreSlipToJson(const Payment& payment) {
  const StoreSlip& slip = *payment.slip;
  return json::MakeObject({
      {"imp_uid", payment.imp_uid.text},
      {"merchant_uid", payment.order.merchant_uid.text},
      {"status", Name(payment.status)},
      {"amount", AmountToJson(payment.order.amount)},
      {"pg", payment.pg.text},
      {"channel_key", payment.channel_key.text},
      {"barcode", slip.barcode},
      {"confirm_url", TextOrNull(slip.confirm_url)},
      {"paid_by", slip.paid_by ? Json(Name(*slip.paid_by)) : Json()},
      {"issued_at", FormatIso(payment.started_at)},
      {"expires_at", FormatIso(slip.expires_at)},
      {"paid_at", TimeOrNull(payment.paid_at)},
      {"fail_reason", TextOrNull(payment.fail_reason)},
  });
}

Json BillingKeyToJson(const commands::BillingKeyView& view) {
  const BillingKey& key = view.key;
  return json::MakeObject({
      {"customer_uid", key.customer_uid.text},
      {"customer_id", TextOrNull(key.customer_id)},
      {"customer_name", TextOrNull(key.customer.name)},
      {"pg", key.pg.text},
      {"channel_key", key.channel_key.text},
      {"channel_group_id", key.group ? Json(key.group->channel_group_id.text) : Json()},
      {"card_name", key.card.name},
      {"card_number", key.card.number},
      {"charge_outcome", Name(key.card.charge_outcome)},
      {"payment_count", view.payment_count},
      {"inserted_at", FormatIso(key.inserted)},
      {"updated_at", FormatIso(key.updated)},
  });
}

Json VirtualAccountToJson(const Payment& payment) {
  const VirtualAccount& account = *payment.vbank;
  Money deposited{0, payment.order.amount.currency};
  for (const Deposit& deposit : payment.deposits)
    deposited.minor += deposit.amount.minor;
  return json::MakeObject({
      {"imp_uid", payment.imp_uid.text},
      {"merchant_uid", payment.order.merchant_uid.text},
      {"customer_uid", payment.customer_uid ? Json(payment.customer_uid->text) : Json()},
      {"status", Name(payment.status)},
      {"amount", AmountToJson(payment.order.amount)},
      {"pg", payment.pg.text},
      {"bank_code", account.bank_code},
      {"bank_name", account.bank_name},
      {"number", account.number},
      {"holder", TextOrNull(account.holder)},
      {"unlimited", account.fixed_unlimited},
      {"deposit_count", payment.deposits.size()},
      {"deposited_amount", AmountToJson(deposited)},
      {"issued_at", FormatIso(account.issued_at)},
      {"due_at", FormatIso(account.due)},
      {"paid_at", TimeOrNull(payment.paid_at)},
  });
}

}  // namespace portone::control
