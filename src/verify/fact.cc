// SPDX-License-Identifier: MIT
#include "verify/fact.h"

#include <optional>
#include <type_traits>
#include <utility>

#include "domain/card.h"
#include "domain/certification.h"
#include "domain/pay_method.h"
#include "domain/payment.h"
#include "domain/product_order.h"
#include "domain/receipt.h"
#include "domain/schedule.h"
#include "domain/webhook_delivery.h"
#include "domain/webhook_event.h"

namespace portone::verify {
namespace {

constexpr std::array<std::string_view, kFactKindCount> kPluralNames{
    "requests",           "payments",     "webhooks",         "schedules",
    "certifications",     "receipts",     "product_orders",   "quick_members",
    "quick_preparations", "autopay_keys", "benepia_accounts", "partner_sales"};

constexpr std::array kPaymentFields{
    Field{"imp_uid"},
    Field{"merchant_uid"},
    Field{"customer_uid"},
    Field{"status", FieldType::kText, Names<PaymentStatus>()},
    Field{"amount", FieldType::kNumber},
    Field{"charged_amount", FieldType::kNumber},
    Field{"cancel_amount", FieldType::kNumber},
    Field{"customer_uid_usage", FieldType::kText, Names<CustomerUidUsage>()},
    Field{"pay_method", FieldType::kText, Names<PayMethod>()},
    Field{"channel", FieldType::kText, Names<Device>()},
    Field{"pg"},
    Field{"channel_key"},
    Field{"name"},
    Field{"fail_reason"},
    Field{"card_number"},
    Field{"started_at", FieldType::kTime},
    Field{"paid_at", FieldType::kTime},
    Field{"failed_at", FieldType::kTime},
    Field{"escrow_status", FieldType::kText, Names<EscrowStatus>()},
    Field{"order_status", FieldType::kText, Names<OrderStatus>()},
};

constexpr std::array kScheduleFields{
    Field{"merchant_uid"},
    Field{"customer_uid"},
    Field{"amount", FieldType::kNumber},
    Field{"schedule_status", FieldType::kText, Names<ScheduleStatus>()},
    Field{"payment_status", FieldType::kText, Names<PaymentStatus>()},
    Field{"imp_uid"},
    Field{"schedule_at", FieldType::kTime},
    Field{"executed_at", FieldType::kTime},
    Field{"revoked_at", FieldType::kTime},
};

constexpr std::array kCertificationFields{
    Field{"imp_uid"},
    Field{"merchant_uid"},
    Field{"status", FieldType::kText, Names<CertificationStatus>()},
    Field{"pg"},
    Field{"channel_key"},
    Field{"name"},
    Field{"birthday"},
    Field{"phone"},
    Field{"unique_key"},
    Field{"failed_attempts", FieldType::kNumber},
    Field{"fail_reason"},
    Field{"requested_at", FieldType::kTime},
    Field{"certified_at", FieldType::kTime},
};

constexpr std::array kProductOrderFields{
    Field{"product_order_id"},
    Field{"imp_uid"},
    Field{"merchant_uid"},
    Field{"status", FieldType::kText, Names<ProductOrderStatus>()},
    Field{"claim_type", FieldType::kText, Names<ClaimType>()},
    Field{"claim_status", FieldType::kText, Names<ClaimStatus>()},
    Field{"product_id"},
    Field{"product_name"},
    Field{"product_option_id"},
    Field{"product_option_name"},
    Field{"quantity", FieldType::kNumber},
    Field{"product_amount", FieldType::kNumber},
    Field{"delivery_amount", FieldType::kNumber},
    Field{"delivery_method"},
    Field{"delivery_company"},
    Field{"tracking_number"},
    Field{"dispatched_at", FieldType::kTime},
    Field{"claim_reason"},
    Field{"claim_memo"},
    Field{"extra_charge", FieldType::kNumber},
    Field{"review_score", FieldType::kNumber},
    Field{"review_title"},
    Field{"ordered_at", FieldType::kTime},
};

constexpr std::array<std::string_view, 2> kYesNo{"yes", "no"};

constexpr std::array kQuickMemberFields{
    Field{"member_id"},
    Field{"pg"},
    Field{"pg_id"},
    Field{"fido", FieldType::kText, kYesNo},
    Field{"money", FieldType::kNumber},
    Field{"autopay_keys", FieldType::kNumber},
    Field{"inserted_at", FieldType::kTime},
    Field{"updated_at", FieldType::kTime},
};

constexpr std::array kQuickPreparationFields{
    Field{"merchant_uid"},
    Field{"btid"},
    Field{"cust_ip"},
    Field{"prepaid_auth", FieldType::kText, kYesNo},
    Field{"prepaid_amount", FieldType::kNumber},
    Field{"vender_type"},
    Field{"reward_id"},
    Field{"used", FieldType::kText, kYesNo},
    Field{"prepared_at", FieldType::kTime},
};

constexpr std::array kAutopayKeyFields{
    Field{"customer_uid"},
    Field{"member_id"},
    Field{"pg"},
    Field{"pg_id"},
    Field{"channel_key"},
    Field{"card_name"},
    Field{"card_number"},
    Field{"charge_outcome", FieldType::kText, Names<CardOutcome>()},
    Field{"inserted_at", FieldType::kTime},
};

constexpr std::array kBenepiaAccountFields{
    Field{"benepia_user"},
    Field{"deposited_amount", FieldType::kNumber},
    Field{"remaining", FieldType::kNumber},
    Field{"payment_count", FieldType::kNumber},
};

constexpr std::array kPartnerSaleFields{
    Field{"imp_uid"},
    Field{"merchant_uid"},
    Field{"business_registration_number"},
    Field{"company_name"},
    Field{"amount", FieldType::kNumber},
    Field{"tax_free", FieldType::kNumber},
    Field{"vat_amount", FieldType::kNumber},
};

constexpr std::array kReceiptFields{
    Field{"imp_uid"},
    Field{"merchant_uid"},
    Field{"origin", FieldType::kText, Names<ReceiptOrigin>()},
    Field{"status", FieldType::kText, Names<ReceiptStatus>()},
    Field{"type", FieldType::kText, Names<ReceiptType>()},
    Field{"amount", FieldType::kNumber},
    Field{"tax_free", FieldType::kNumber},
    Field{"vat", FieldType::kNumber},
    Field{"identifier"},
    Field{"identifier_type", FieldType::kText, Names<IdentifierType>()},
    Field{"pg"},
    Field{"channel_key"},
    Field{"receipt_tid"},
    Field{"apply_num"},
    Field{"applied_at", FieldType::kTime},
    Field{"cancelled_at", FieldType::kTime},
};

/// Collects the fields of a webhook's body (domain/webhook_event.h) as fields of its fact.
class WebhookFieldCollector {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value,
                  const std::type_identity_t<T>& /*otherwise*/ = T{}) {
    fields.push_back(MakeField(name, value));
  }
  template <class T>
  void Required(std::string_view name, const T& value) {
    fields.push_back(MakeField(name, value));
  }

  std::vector<Field> fields;

 private:
  template <class Tag>
  static Field MakeField(std::string_view name, const StrongId<Tag>& /*id*/) {
    return {name};
  }
  template <NamedEnum E>
  static Field MakeField(std::string_view name, E /*value*/) {
    return {name, FieldType::kText, Names<E>()};
  }
  static Field MakeField(std::string_view name, const std::string& /*text*/) { return {name}; }
  template <class T>
  static Field MakeField(std::string_view name, const std::optional<T>& /*value*/) {
    return MakeField(name, T{});
  }
};

/// The fields of a webhook fact besides those of its event.
constexpr std::array kDeliveryFields{
    Field{"url"},
    Field{"state", FieldType::kText, Names<WebhookDeliveryState>()},
    Field{"attempt_count", FieldType::kNumber},
    Field{"last_status", FieldType::kNumber},
    Field{"last_error"},
    Field{"created_at", FieldType::kTime},
};

constexpr std::array kRequestFields{
    Field{"method"},
    Field{"path"},
    Field{"operation"},
    Field{"status", FieldType::kNumber},
    Field{"code", FieldType::kNumber},
    Field{"body", FieldType::kBody},
};

std::vector<Field> CollectWebhookFields() {
  WebhookFieldCollector collector;
  const WebhookEvent event;
  Fields(collector, event);
  std::vector<Field> fields = std::move(collector.fields);
  fields.insert(fields.end(), kDeliveryFields.begin(), kDeliveryFields.end());
  return fields;
}

std::string GetText(const Fact& fact, const char* field) {
  return fact.fields.value(field, std::string());
}

}  // namespace

std::string_view GetPluralName(FactKind kind) {
  return kPluralNames.at(static_cast<std::size_t>(kind));
}

std::span<const Field> GetFields(FactKind kind) {
  switch (kind) {
    case FactKind::kRequest:
      return kRequestFields;
    case FactKind::kPayment:
      return kPaymentFields;
    case FactKind::kWebhook: {
      static const std::vector<Field> kWebhookFields = CollectWebhookFields();
      return kWebhookFields;
    }
    case FactKind::kCertification:
      return kCertificationFields;
    case FactKind::kProductOrder:
      return kProductOrderFields;
    case FactKind::kQuickMember:
      return kQuickMemberFields;
    case FactKind::kQuickPreparation:
      return kQuickPreparationFields;
    case FactKind::kAutopayKey:
      return kAutopayKeyFields;
    case FactKind::kBenepiaAccount:
      return kBenepiaAccountFields;
    case FactKind::kPartnerSale:
      return kPartnerSaleFields;
    case FactKind::kReceipt:
      return kReceiptFields;
    case FactKind::kSchedule:
      break;
  }
  return kScheduleFields;
}

std::string FormatFactName(const Fact& fact) {
  const std::string kind(Name(fact.kind));
  if (fact.kind == FactKind::kRequest) {
    return kind + " " + std::to_string(fact.sequence) + " (" + GetText(fact, "method") + " " +
           GetText(fact, "path") + ")";
  }
  if (fact.kind == FactKind::kWebhook) {
    return kind + " " + std::to_string(fact.id) + " (" + GetText(fact, "merchant_uid") + " " +
           GetText(fact, "status") + ")";
  }
  if (fact.kind == FactKind::kQuickMember) return kind + " " + GetText(fact, "member_id");
  if (fact.kind == FactKind::kAutopayKey) return kind + " " + GetText(fact, "customer_uid");
  if (fact.kind == FactKind::kBenepiaAccount) return kind + " " + GetText(fact, "benepia_user");
  return kind + " " + GetText(fact, "merchant_uid");
}

}  // namespace portone::verify
