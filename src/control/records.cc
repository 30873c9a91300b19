// SPDX-License-Identifier: MIT
// Lists of what a sandbox holds: payments, schedules, customers with a billing key, virtual
// accounts, slips for stores, certifications, cash receipts, product orders, escrow payments,
// records of a quick pay, points and partners' sales, in pages and filtered.
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/record_lists.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/record_json.h"
#include "json/json.h"

namespace portone::control {
namespace {

using commands::ListRequest;
using commands::Page;
using commands::RecordFilter;
using commands::TierRecord;

constexpr std::int64_t kMaxPageNumber = 1'000'000'000;
constexpr std::int64_t kMaxRows = 1'000;

// The parameters of all lists.
constexpr std::array<std::string_view, 9> kParameters{
    "merchant_uid", "customer_uid", "status", "tier", "from", "to", "order", "page", "limit"};

ControlResult<std::optional<TierCode>> ReadTier(const QueryParameters& query) {
  const auto text = query.Text("tier");
  if (!text) return std::optional<TierCode>();
  if (*text == "none") return std::optional(TierCode{});
  if (const auto tier = TierCode::Parse(*text)) return tier;
  return ControlError{ControlErrc::kInvalidParameter,
                      "tier: must be three capital letters or digits, or none", "tier"};
}

ControlResult<RecordFilter> ReadFilter(const QueryParameters& query) {
  RecordFilter filter;
  if (auto merchant_uid = query.Text("merchant_uid"))
    filter.merchant_uid = MerchantUid{*merchant_uid};
  if (auto customer_uid = query.Text("customer_uid"))
    filter.customer_uid = CustomerUid{*customer_uid};
  PORTONE_TRY(filter.tier, ReadTier(query));
  PORTONE_TRY(filter.from, query.Time("from"));
  PORTONE_TRY(filter.to, query.Time("to"));
  if (filter.from && filter.to && *filter.to <= *filter.from)
    return ControlError{ControlErrc::kInvalidParameter, "to: must be later than from", "to"};
  return filter;
}

ControlResult<std::size_t> ReadPositive(const QueryParameters& query, const std::string& name,
                                        std::size_t default_value, std::int64_t max) {
  PORTONE_TRY(const auto number, query.Integer(name, max));
  if (number == 0)
    return ControlError{ControlErrc::kInvalidParameter, name + ": must be at least 1", name};
  return number ? static_cast<std::size_t>(*number) : default_value;
}

ControlResult<ListRequest> ReadListRequest(const QueryParameters& query) {
  ListRequest request;
  const std::string order = query.Text("order").value_or("desc");
  if (order != "asc" && order != "desc")
    return ControlError{ControlErrc::kInvalidParameter, "order: must be asc or desc", "order"};
  if (order == "asc") request.direction = SortDirection::kAscending;
  PORTONE_TRY(request.page.page, ReadPositive(query, "page", 1, kMaxPageNumber));
  PORTONE_TRY(request.page.limit, ReadPositive(query, "limit", 20, kMaxRows));
  return request;
}

/// Reads the parameter `status`, whose values are the names of an enum.
template <class Enum>
ControlResult<std::optional<Enum>> ReadStatus(const QueryParameters& query) {
  const auto text = query.Text("status");
  if (!text) return std::optional<Enum>();
  if (const auto status = Parse<Enum>(*text)) return status;
  std::string names;
  for (const std::string_view name : Names<Enum>())
    names += (names.empty() ? "" : ", ") + std::string(name);
  return ControlError{ControlErrc::kInvalidParameter,
                      "status: unknown value \"" + *text + "\" (there are " + names + ")",
                      "status"};
}

template <class T, class Describe>
ControlResult<api::Reply> ReplyWithPage(const char* name, const Page<TierRecord<T>>& page,
                                        const Describe& describe) {
  const std::size_t limit = page.request.limit;
  const std::size_t pages = (page.total + limit - 1) / limit;
  if (commands::IsBeyondEnd(page.request, page.total)) {
    return ControlError{ControlErrc::kInvalidParameter,
                        "page: there " + std::string(pages == 1 ? "is 1 page" : "are ") +
                            (pages == 1 ? "" : std::to_string(pages) + " pages") + " of " +
                            std::to_string(limit),
                        "page"};
  }
  Json rows = Json::array();
  for (const TierRecord<T>& tier_record : page.list) {
    Json row = describe(tier_record.record);
    row.erase("kind");
    row["tier"] = tier_record.tier.empty() ? Json() : Json(tier_record.tier.text());
    rows.push_back(std::move(row));
  }
  return MakeJsonReply(Json{{name, std::move(rows)},
                            {"total", page.total},
                            {"page", page.request.page},
                            {"pages", pages},
                            {"limit", limit}});
}

/// Reads the filters into a query of the type Q, runs it and replies with the page.
template <class Q, class Status, class Describe>
ControlResult<api::Reply> List(ControlCall& call, const char* name,
                               std::optional<Status> Q::*status, const Describe& describe) {
  PORTONE_TRY(const QueryParameters parameters,
              QueryParameters::Read(call.query, {kParameters.begin(), kParameters.end()}));
  Q query;
  PORTONE_TRY(query.filter, ReadFilter(parameters));
  PORTONE_TRY(query.*status, ReadStatus<Status>(parameters));
  PORTONE_TRY(query.list, ReadListRequest(parameters));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const auto page, ToControlResult(sandbox->engine.Query(query)));
  return ReplyWithPage(name, page, describe);
}

/// The same for a list whose records have no status, and none of the parameters `excluded`.
template <class Q, class Describe>
ControlResult<api::Reply> ListWithoutStatus(ControlCall& call, const char* name,
                                            const Describe& describe,
                                            std::initializer_list<std::string_view> excluded = {}) {
  std::vector<std::string> allowed(kParameters.begin(), kParameters.end());
  std::erase(allowed, "status");
  for (const std::string_view parameter : excluded)
    std::erase(allowed, parameter);
  PORTONE_TRY(const QueryParameters parameters,
              QueryParameters::Read(call.query, {allowed.begin(), allowed.end()}));
  Q query;
  PORTONE_TRY(query.filter, ReadFilter(parameters));
  PORTONE_TRY(query.list, ReadListRequest(parameters));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const auto page, ToControlResult(sandbox->engine.Query(query)));
  return ReplyWithPage(name, page, describe);
}

ControlResult<api::Reply> ListPayments(ControlCall& call) {
  return List(call, "payments", &commands::ListAllPayments::status, PaymentToJson);
}

ControlResult<api::Reply> ListSchedules(ControlCall& call) {
  return List(call, "schedules", &commands::ListAllSchedules::status, ScheduleToJson);
}

ControlResult<api::Reply> ListCustomers(ControlCall& call) {
  return List(call, "customers", &commands::ListBillingKeys::charge_outcome, BillingKeyToJson);
}

ControlResult<api::Reply> ListVbanks(ControlCall& call) {
  return List(call, "vbanks", &commands::ListVirtualAccounts::status, VirtualAccountToJson);
}

ControlResult<api::Reply> ListCertifications(ControlCall& call) {
  return List(call, "certifications", &commands::ListCertifications::status, CertificationToJson);
}

ControlResult<api::Reply> ListProductOrders(ControlCall& call) {
  return List(call, "product_orders", &commands::ListAllProductOrders::status, ProductOrderToJson);
}

ControlResult<api::Reply> ListEscrows(ControlCall& call) {
  return List(call, "escrows", &commands::ListEscrows::status, EscrowToJson);
}

ControlResult<api::Reply> ListQuickMembers(ControlCall& call) {
  return ListWithoutStatus<commands::ListQuickMembers>(call, "quick_members", QuickMemberToJson);
}

ControlResult<api::Reply> ListQuickPreparations(ControlCall& call) {
  return ListWithoutStatus<commands::ListQuickPreparations>(call, "quick_preparations",
                                                            QuickPreparationToJson);
}

ControlResult<api::Reply> ListAutopayKeys(ControlCall& call) {
  return ListWithoutStatus<commands::ListAutopayKeys>(call, "autopay_keys", AutopayKeyToJson);
}

ControlResult<api::Reply> ListBenepiaAccounts(ControlCall& call) {
  return ListWithoutStatus<commands::ListBenepiaAccounts>(
      call, "benepia_accounts", BenepiaAccountToJson,
      {"merchant_uid", "customer_uid", "from", "to", "order"});
}

ControlResult<api::Reply> ListPartnerSales(ControlCall& call) {
  return ListWithoutStatus<commands::ListPartnerSales>(call, "partner_sales", PartnerSaleToJson);
}

ControlResult<api::Reply> ListReceipts(ControlCall& call) {
  return List(call, "receipts", &commands::ListReceipts::status, ReceiptToJson);
}

ControlResult<api::Reply> ListStoreSlips(ControlCall& call) {
  return List(call, "cvs", &commands::ListStoreSlips::status, StoreSlipToJson);
}

constexpr std::array kRecordRoutes{
    ControlRoute{Method::kGet, "/payments", ListPayments},
    ControlRoute{Method::kGet, "/schedules", ListSchedules},
    ControlRoute{Method::kGet, "/customers", ListCustomers},
    ControlRoute{Method::kGet, "/vbanks", ListVbanks},
    ControlRoute{Method::kGet, "/certifications", ListCertifications},
    ControlRoute{Method::kGet, "/product-orders", ListProductOrders},
    ControlRoute{Method::kGet, "/escrows", ListEscrows},
    ControlRoute{Method::kGet, "/quick-members", ListQuickMembers},
    ControlRoute{Method::kGet, "/quick-preparations", ListQuickPreparations},
    ControlRoute{Method::kGet, "/autopay-keys", ListAutopayKeys},
    ControlRoute{Method::kGet, "/benepia-accounts", ListBenepiaAccounts},
    ControlRoute{Method::kGet, "/partner-sales", ListPartnerSales},
    ControlRoute{Method::kGet, "/receipts", ListReceipts},
    ControlRoute{Method::kGet, "/cvs", ListStoreSlips},
};

}  // namespace

std::span<const ControlRoute> RecordRoutes() {
  return kRecordRoutes;
}

}  // namespace portone::control
