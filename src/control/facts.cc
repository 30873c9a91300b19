// SPDX-License-Identifier: MIT
#include "control/facts.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/record_copies.h"
#include "control/record_json.h"
#include "domain/calendar.h"
#include "json/form.h"
#include "json/json.h"
#include "json/make_object.h"
#include "json/members.h"
#include "json/redact.h"

namespace portone::control {
namespace {

using verify::Fact;
using verify::FactKind;

Fact MakeFact(const Payment& payment) {
  return {FactKind::kPayment, payment.sequence, 0, PaymentToJson(payment)};
}

Fact MakeFact(const commands::ScheduleView& view) {
  return {FactKind::kSchedule, 0, view.schedule.id, ScheduleToJson(view)};
}

Fact MakeFact(const Certification& certification) {
  return {FactKind::kCertification, certification.sequence, 0, CertificationToJson(certification)};
}

Fact MakeFact(const ProductOrder& order) {
  return {FactKind::kProductOrder, order.sequence, 0, ProductOrderToJson(order)};
}

Fact MakeFact(const commands::QuickMemberView& view) {
  return {FactKind::kQuickMember, view.member.sequence, 0, QuickMemberToJson(view)};
}

// These have no place among the events of the sandbox.
Fact MakeFact(const QuickPreparation& preparation) {
  return {FactKind::kQuickPreparation, 0, 0, QuickPreparationToJson(preparation)};
}

Fact MakeFact(const AutopayKey& key) {
  return {FactKind::kAutopayKey, 0, 0, AutopayKeyToJson(key)};
}

Fact MakeFact(const commands::BenepiaAccountView& view) {
  return {FactKind::kBenepiaAccount, 0, 0, BenepiaAccountToJson(view)};
}

Fact MakeFact(const commands::PartnerSaleView& view) {
  return {FactKind::kPartnerSale, 0, 0, PartnerSaleToJson(view)};
}

Fact MakeFact(const Receipt& receipt) {
  return {FactKind::kReceipt, receipt.sequence, 0, ReceiptToJson(receipt)};
}

Fact MakeFact(const WebhookDelivery& delivery) {
  Json last_status;
  Json last_error;
  if (!delivery.attempts.empty()) {
    const HttpResult& last = delivery.attempts.back().result;
    if (last.status != 0) last_status = last.status;
    if (!last.error.empty()) last_error = last.error;
  }
  Json fields = json::MakeObject({
      {"kind", "webhook"},
      {"sequence", delivery.sequence},
      {"id", delivery.id},
  });
  VisitFieldTexts(delivery.event, [&](std::string_view name, std::optional<std::string_view> text) {
    fields[std::string(name)] = text ? Json(*text) : Json();
  });
  fields["url"] = delivery.url;
  fields["state"] = Name(delivery.state);
  fields["attempt_count"] = delivery.attempts.size();
  fields["last_status"] = std::move(last_status);
  fields["last_error"] = std::move(last_error);
  fields["created_at"] = FormatIso(delivery.created_at);
  return {FactKind::kWebhook, delivery.sequence, delivery.id, std::move(fields)};
}

/// Merges the parameters of the query and the body; the body's take precedence. A part that cannot
/// be parsed contributes nothing.
Json ReadParameters(const engine::RequestRecord& record, const std::string& body) {
  Json all = Json::object();
  const std::string target = json::RedactTarget(record.target);
  const std::size_t question_mark = target.find('?');
  if (question_mark != std::string::npos && json::ReadForm(target.substr(question_mark + 1), all)) {
    all = Json::object();
  }
  if (std::optional<Json> object = json::RedactObject(body)) {
    return json::Merge(std::move(all), *std::move(object));
  }
  const std::string redacted = json::RedactBody(record.content_type, body);
  Json parameters = Json::object();
  const bool is_unreadable = redacted.starts_with('(') || redacted.starts_with('[') ||
                             json::ReadForm(redacted, parameters).has_value();
  return is_unreadable ? all : json::Merge(std::move(all), std::move(parameters));
}

Fact MakeFact(const engine::RequestRecord& record) {
  const std::optional<std::string> body = engine::ReadText(record.body);
  Json fields = json::MakeObject({
      {"kind", "request"},
      {"sequence", record.sequence},
      {"method", record.method},
      {"path", json::RedactPath(record.target.substr(0, record.target.find('?')))},
      {"operation", record.operation},
      {"status", record.status == 0 ? Json() : Json(record.status)},
      {"code", record.status == 0 ? Json() : Json(record.code)},
      {"body", ReadParameters(record, body.value_or(""))},
  });
  if (!body) fields["body_kept"] = false;
  return {FactKind::kRequest, record.sequence, 0, std::move(fields)};
}

template <class Records>
void AddRecords(verify::Facts& facts, FactKind kind, const Records& records) {
  std::vector<Fact>& list = facts.Get(kind);
  list.reserve(records.size());
  for (const auto& record : records)
    list.push_back(MakeFact(record));
}

/// Adds a fact for each record; those in `known_facts` are taken from there. Both are in the order
/// of their sequence numbers.
void AddRequests(std::vector<Fact>& facts, std::vector<Fact> known_facts,
                 const std::vector<std::shared_ptr<const engine::RequestRecord>>& records) {
  facts.reserve(records.size());
  auto next = known_facts.begin();
  for (const auto& record : records) {
    while (next != known_facts.end() && next->sequence < record->sequence)
      ++next;
    const bool is_known = next != known_facts.end() && next->sequence == record->sequence;
    facts.push_back(is_known ? std::move(*next) : MakeFact(*record));
  }
}

}  // namespace

Result<Done> FactCollector::Collect(engine::Engine& engine, verify::FactKindSet kinds) {
  std::vector<Fact> known_facts = std::move(facts_.Get(FactKind::kRequest));
  facts_ = {};
  commands::CopyRecords query;
  query.include_payments = kinds.Has(FactKind::kPayment);
  query.include_schedules = kinds.Has(FactKind::kSchedule);
  query.include_deliveries = kinds.Has(FactKind::kWebhook);
  query.include_certifications = kinds.Has(FactKind::kCertification);
  query.include_receipts = kinds.Has(FactKind::kReceipt);
  query.include_product_orders = kinds.Has(FactKind::kProductOrder);
  query.include_quick_members = kinds.Has(FactKind::kQuickMember);
  query.include_quick_preparations = kinds.Has(FactKind::kQuickPreparation);
  query.include_autopay_keys = kinds.Has(FactKind::kAutopayKey);
  query.include_benepia_accounts = kinds.Has(FactKind::kBenepiaAccount);
  query.include_partner_sales = kinds.Has(FactKind::kPartnerSale);
  PORTONE_TRY(const commands::RecordCopies copies, engine.Query(query));
  AddRecords(facts_, FactKind::kPayment, copies.payments);
  AddRecords(facts_, FactKind::kSchedule, copies.schedules);
  AddRecords(facts_, FactKind::kWebhook, copies.deliveries);
  AddRecords(facts_, FactKind::kCertification, copies.certifications);
  AddRecords(facts_, FactKind::kReceipt, copies.receipts);
  AddRecords(facts_, FactKind::kProductOrder, copies.product_orders);
  AddRecords(facts_, FactKind::kQuickMember, copies.quick_members);
  AddRecords(facts_, FactKind::kQuickPreparation, copies.quick_preparations);
  AddRecords(facts_, FactKind::kAutopayKey, copies.autopay_keys);
  AddRecords(facts_, FactKind::kBenepiaAccount, copies.benepia_accounts);
  AddRecords(facts_, FactKind::kPartnerSale, copies.partner_sales);
  if (kinds.Has(FactKind::kRequest)) {
    AddRequests(facts_.Get(FactKind::kRequest), std::move(known_facts),
                engine.activity().ListRequests());
  }
  return Done{};
}

Result<verify::Facts> CollectFacts(engine::Engine& engine, verify::FactKindSet kinds) {
  FactCollector collector;
  PORTONE_RETURN_IF_ERROR(collector.Collect(engine, kinds));
  return collector.TakeFacts();
}

}  // namespace portone::control
