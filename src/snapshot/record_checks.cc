// SPDX-License-Identifier: MIT
#include "snapshot/record_checks.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ip_address.h"
#include "domain/card.h"
#include "domain/product_order_codes.h"
#include "domain/store_payment.h"
#include "json/json.h"
#include "json/text.h"

namespace portone::snapshot {
namespace {

/// In characters; those of the API. An order number may have fewer where a switch says so.
constexpr std::size_t kLongestMerchantUid = 256;
constexpr std::size_t kLongestCustomerUid = 80;
constexpr std::size_t kLongestPersonName = 256;

/// Reports a member of a part of the record: "otp/code".
void ReportPart(const json::StrictObject& object, const std::string& member, std::string message) {
  object.problems().Add({object.pointer() + "/" + member, std::move(message)});
}

void CheckLength(json::StrictObject& object, std::string_view key, std::string_view text,
                 std::size_t longest) {
  if (json::CountCodePoints(text) > longest)
    object.Report(key, "must have at most " + std::to_string(longest) + " characters");
}

void CheckMerchantUid(json::StrictObject& object, const MerchantUid& merchant_uid) {
  CheckLength(object, "merchant_uid", merchant_uid.text, kLongestMerchantUid);
}

void CheckCustomerUid(json::StrictObject& object, const CustomerUid& customer_uid) {
  CheckLength(object, "customer_uid", customer_uid.text, kLongestCustomerUid);
}

void CheckCode(json::StrictObject& object, std::string_view key,
               const std::optional<std::string>& code,
               std::initializer_list<std::span<const std::string_view>> allowed) {
  if (!code) return;
  std::string names;
  for (const std::span<const std::string_view> codes : allowed) {
    if (HasCode(codes, *code)) return;
    for (const std::string_view code_name : codes)
      names.append(names.empty() ? "" : " ").append("\"").append(code_name).append("\"");
  }
  object.Report(key, "must be one of " + names + ", not \"" + *code + "\"");
}

/// A charge must have an amount; only a payment window can store a key without charging anything.
void CheckNotZero(json::StrictObject& object) {
  const Json* amount = object.Raw("amount");
  const bool is_zero = amount != nullptr && amount->is_number() && *amount == 0;
  if (is_zero) object.Report("amount", "must be more than zero");
}

/// Checks what a record says of a person. An empty field gets a default.
void CheckPerson(json::StrictObject& object, const Person& person) {
  CheckLength(object, "name", person.name, kLongestPersonName);
  if (!person.birthday.empty() && !IsBirthday(person.birthday))
    object.Report("birthday", "must be a day like 1990-01-31, not " + person.birthday);
  if (person.phone.empty()) return;
  const std::string digits = KeepDigits(person.phone);
  if (digits.size() < 10 || digits.size() > 11) {
    object.Report("phone", "must have 10 or 11 digits");
  } else if (!IsPhoneNumber(digits)) {
    object.Report("phone", "must begin with 0");
  }
}

void CheckOneTimeCode(json::StrictObject& object, const Certification& certification) {
  const OneTimeCode& otp = *certification.otp;
  const bool is_code = otp.code.size() == 6 && KeepDigits(otp.code).size() == 6;
  if (!otp.code.empty() && !is_code) ReportPart(object, "otp/code", "must have six digits");
  if (otp.failed_attempts > kMaxFailedAttempts) {
    ReportPart(object, "otp/failed_attempts",
               "must be at most " + std::to_string(kMaxFailedAttempts));
  } else if (otp.failed_attempts == kMaxFailedAttempts &&
             certification.status != CertificationStatus::kFailed) {
    ReportPart(object, "otp/failed_attempts", "is only of a certification that failed");
  }
}

void CheckPartnerSale(json::StrictObject& object, const std::string& place, bool is_free,
                      PartnerSale& sale) {
  std::optional<std::string> digits = ReadBusinessNumber(sale.business_registration_number);
  if (digits) {
    sale.business_registration_number = *std::move(digits);
  } else if (!sale.business_registration_number.empty()) {  // else it is missing
    ReportPart(object, place + "/business_registration_number", "must have ten digits");
  }
  if (is_free) {
    ReportPart(object, place + "/amount", "must be more than zero");
  } else if (sale.tax_free.minor + sale.vat_amount.value_or(Money{}).minor > sale.amount.minor) {
    ReportPart(object, place + "/amount", "must not be less than tax_free and vat_amount");
  }
}

void CheckPartnerSales(json::StrictObject& object, std::vector<PartnerSale>& sales) {
  // What was refused as a whole has no records.
  const Json* list = object.Raw("partner_sales");
  const bool is_read = list != nullptr && list->is_array() && list->size() == sales.size();
  if (!is_read) return;
  if (sales.size() > kMaxPartnerSales)
    return object.Report("partner_sales",
                         "must be at most " + std::to_string(kMaxPartnerSales) + " sales");
  for (std::size_t i = 0; i < sales.size(); ++i) {
    const Json& read = (*list)[i];
    const bool has_amount =
        read.is_object() && read.contains("amount") && read["amount"].is_number();
    const double amount = has_amount ? read["amount"].get<double>() : -1;
    if (amount < 0) continue;  // is reported already
    CheckPartnerSale(object, "partner_sales/" + std::to_string(i), amount == 0, sales[i]);
  }
}

void CheckSlip(json::StrictObject& object, const StoreSlip& slip) {
  CheckLength(object, "barcode", slip.barcode, kMaxBarcodeLength);
  if (!HasBarcodeCharacters(slip.barcode))
    object.Report("barcode", "must have letters, digits and dashes only");
  CheckLength(object, "confirm_url", slip.confirm_url.value_or(""), kMaxConfirmUrlLength);
  if (slip.confirm_url && !IsWebUrl(*slip.confirm_url))
    object.Report("confirm_url", "must be an http or https URL");
}

void CheckDelivery(json::StrictObject& object, const EscrowDelivery& delivery) {
  constexpr std::size_t kDayDigits = 8;
  const std::string_view day = delivery.shipping.Text("logis.receiving_at");
  if (day.empty() || (day.size() == kDayDigits && AllDigits(day))) return;
  ReportPart(object, "escrow_delivery/shipping/logis.receiving_at",
             "must be a day like 20240131, not " + std::string(day));
}

/// Checks whom a receipt is for. A masked number, as snapshots write it, may be anything.
void CheckIdentifier(json::StrictObject& object, const Receipt& receipt) {
  const std::string& identifier = receipt.identifier;
  if (identifier.empty() || identifier.find('*') != std::string::npos) return;
  if (!ClassifyIdentifier(identifier, receipt.identifier_type))
    object.Report("identifier", "must be a number of the kind that identifier_type names");
}

}  // namespace

void CheckRecord(json::StrictObject& object, BillingKey& key) {
  CheckCustomerUid(object, key.customer_uid);
}

void CheckRecord(json::StrictObject& object, Payment& payment) {
  CheckMerchantUid(object, payment.order.merchant_uid);
  const bool may_be_free = payment.without_charge || payment.sequence != 0;
  if (!may_be_free) CheckNotZero(object);
  if (payment.slip) CheckSlip(object, *payment.slip);
  if (payment.escrow_delivery) CheckDelivery(object, *payment.escrow_delivery);
  CheckPartnerSales(object, payment.partner_sales);
}

void CheckRecord(json::StrictObject& object, Schedule& schedule) {
  CheckCustomerUid(object, schedule.customer_uid);
  CheckMerchantUid(object, schedule.order.merchant_uid);
  CheckNotZero(object);
}

void CheckRecord(json::StrictObject& object, PreparedAmount& prepared) {
  CheckMerchantUid(object, prepared.merchant_uid);
}

void CheckRecord(json::StrictObject& object, Certification& certification) {
  CheckMerchantUid(object, certification.merchant_uid);
  if (certification.person) CheckPerson(object, *certification.person);
  if (certification.otp) CheckOneTimeCode(object, certification);
}

void CheckRecord(json::StrictObject& object, ProductOrder& order) {
  CheckMerchantUid(object, order.merchant_uid);
  if (!order.id.empty() && !IsProductOrderId(order.id.text))
    object.Report("product_order_id", "must be at most 40 digits");
  if (order.quantity < 1) object.Report("quantity", "must be at least 1");
  const ProductOrderState& state = order.state;
  if (state.claim_type.has_value() != state.claim_status.has_value())
    object.Report("claim_status", "give both or neither of \"claim_type\" and \"claim_status\"");
  const bool has_claim = state.claim_type && state.claim_status;
  if (has_claim && !CanHaveStatus(*state.claim_type, *state.claim_status))
    object.Report("claim_status",
                  "is none of a claim of the type " + std::string(Name(*state.claim_type)));
  if (state.is_withheld && state.claim_type != ClaimType::kReturn)
    object.Report("withheld", "is only of a return");
  const ProductDelivery& delivery = order.delivery;
  CheckCode(object, "delivery_method", delivery.method, {kDeliveryMethods, kReturnMethods});
  CheckCode(object, "delivery_company", delivery.company, {kProductCarriers});
  CheckLength(object, "tracking_number", delivery.tracking_number.value_or(""),
              kMaxTrackingNumberLength);
  CheckLength(object, "claim_memo", order.claim.memo.value_or(""), kMaxClaimMemoLength);
  if (order.claim.extra_charge > kMaxExtraCharge)
    object.Report("extra_charge", "must be at most " + std::to_string(kMaxExtraCharge));
  if (!order.review) return;
  if (order.review->score < kLowestScore || order.review->score > kHighestScore)
    ReportPart(object, "review/score", "must be between 1 and 5");
}

void CheckRecord(json::StrictObject& object, QuickMember& member) {
  CheckLength(object, "member_id", member.member_id.text, kMaxMemberIdLength);
}

void CheckRecord(json::StrictObject& object, QuickPreparation& preparation) {
  CheckMerchantUid(object, preparation.merchant_uid);
  CheckLength(object, "btid", preparation.btid, kMaxPreparationTextLength);
  if (!preparation.cust_ip.empty() && !IsIpv4Address(preparation.cust_ip))
    object.Report("cust_ip", "must be an IPv4 address, like \"203.0.113.7\"");
  if (preparation.prepaid_amount.value_or(0) > kMaxPrepaidAmount)
    object.Report("prepaid_amount", "must be at most " + std::to_string(kMaxPrepaidAmount));
  CheckLength(object, "vender_type", preparation.vender_type.value_or(""),
              kMaxPreparationTextLength);
  CheckLength(object, "reward_id", preparation.reward_id.value_or(""), kMaxPreparationTextLength);
}

void CheckRecord(json::StrictObject& object, AutopayKey& key) {
  CheckCustomerUid(object, key.customer_uid);
  CheckLength(object, "member_id", key.member_id.text, kMaxMemberIdLength);
}

void CheckRecord(json::StrictObject& object, Receipt& receipt) {
  CheckMerchantUid(object, receipt.merchant_uid);
  CheckIdentifier(object, receipt);
  HideIdentifier(receipt);
}

void CheckRecord(json::StrictObject& object, Person& person) {
  CheckPerson(object, person);
}

}  // namespace portone::snapshot
