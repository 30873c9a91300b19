// SPDX-License-Identifier: MIT
#include "commands/record_lists.h"

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>
#include <vector>

namespace portone::commands {
namespace {

/// A matching record, with the list's time and the record's ledger.
template <class T>
struct Match {
  Instant time;
  TierCode tier;
  const Ledger* ledger;
  const T* record;
};

template <class T>
using Matches = std::vector<Match<T>>;

/// Calls `visit(tier, ledger)` for each ledger that the filter allows.
template <class Visit>
void VisitLedgers(const View& view, const RecordFilter& filter, const Visit& visit) {
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    if (!filter.tier || *filter.tier == tier) visit(tier, ledger);
  }
}

/// Calls `visit` for the payments that may match, oldest first: from an index where there is one.
template <class Visit>
void VisitPayments(const PaymentTable& payments, const RecordFilter& filter, const Visit& visit) {
  if (filter.merchant_uid) {
    for (const Payment* payment : payments.FindByMerchantUid(*filter.merchant_uid))
      visit(*payment);
  } else if (filter.customer_uid) {
    for (const Payment* payment : payments.FindByCustomer(*filter.customer_uid))
      visit(*payment);
  } else {
    for (const Payment& payment : payments.All())
      visit(payment);
  }
}

bool MatchesIds(const Payment& payment, const RecordFilter& filter) {
  return (!filter.merchant_uid || payment.order.merchant_uid == *filter.merchant_uid) &&
         (!filter.customer_uid || payment.customer_uid == filter.customer_uid);
}

/// Sorts the matches by time (those of one time stay in their order) and takes the page wanted.
template <class T, class Convert>
auto TakePage(Matches<T> matches, const ListRequest& list, const Convert& convert) {
  const auto is_earlier = [](const Match<T>& a, const Match<T>& b) { return a.time < b.time; };
  if (!std::is_sorted(matches.begin(), matches.end(), is_earlier))
    std::stable_sort(matches.begin(), matches.end(), is_earlier);
  if (list.direction == SortDirection::kDescending) std::reverse(matches.begin(), matches.end());
  using Record = decltype(convert(matches.front()));
  return MakePage<TierRecord<Record>>(matches, list.page, [&convert](const Match<T>& match) {
    return TierRecord<Record>{match.tier, convert(match)};
  });
}

bool HasStatus(const Payment& payment, const std::optional<PaymentStatus>& status) {
  return !status || payment.status == *status;
}

bool HasStatus(const Payment& payment, const std::optional<EscrowStatus>& status) {
  return !status || (payment.escrow_delivery && payment.escrow_delivery->status == *status);
}

/// `get_time` returns the list's time of a payment, or nothing if it is not in the list.
template <class Query, class GetTime>
Page<TierRecord<Payment>> ListPayments(const View& view, const Query& query,
                                       const GetTime& get_time) {
  Matches<Payment> matches;
  VisitLedgers(view, query.filter, [&](TierCode tier, const Ledger& ledger) {
    VisitPayments(ledger.payments, query.filter, [&](const Payment& payment) {
      const std::optional<Instant> time = get_time(payment);
      if (time && query.filter.IsWithin(*time) && MatchesIds(payment, query.filter) &&
          HasStatus(payment, query.status))
        matches.push_back({*time, tier, &ledger, &payment});
    });
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<Payment>& match) { return *match.record; });
}

/// Whether the customer has a payment or a schedule under the order number.
bool HasOrder(const Ledger& ledger, const CustomerUid& customer_uid, const MerchantUid& order) {
  const auto& attempts = ledger.payments.FindByMerchantUid(order);
  if (std::any_of(attempts.begin(), attempts.end(), [&customer_uid](const Payment* payment) {
        return payment->customer_uid == customer_uid;
      }))
    return true;
  const auto& schedules = ledger.schedules.FindByCustomer(customer_uid);
  return std::any_of(schedules.begin(), schedules.end(), [&](ScheduleId id) {
    return ledger.schedules.Get(id).order.merchant_uid == order;
  });
}

bool MatchesKey(const Ledger& ledger, const BillingKey& key, const ListBillingKeys& query) {
  const RecordFilter& filter = query.filter;
  return filter.IsWithin(key.updated) &&
         (!query.charge_outcome || key.card.charge_outcome == *query.charge_outcome) &&
         (!filter.merchant_uid || HasOrder(ledger, key.customer_uid, *filter.merchant_uid));
}

}  // namespace

Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListAllPayments& query) {
  return ListPayments(view, query,
                      [](const Payment& payment) { return std::optional(payment.started_at); });
}

Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListVirtualAccounts& query) {
  return ListPayments(view, query, [](const Payment& payment) {
    return payment.vbank ? std::optional(payment.vbank->issued_at) : std::nullopt;
  });
}

Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListEscrows& query) {
  return ListPayments(view, query, [](const Payment& payment) {
    return payment.escrow ? std::optional(payment.started_at) : std::nullopt;
  });
}

Result<Page<TierRecord<QuickMemberView>>> Handle(const View& view, const ListQuickMembers& query) {
  const RecordFilter& filter = query.filter;
  const bool filters_by_uid = filter.merchant_uid || filter.customer_uid;
  Matches<QuickMember> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    for (const auto& [key, member] : ledger.quick_pay.members)
      if (!filters_by_uid && filter.IsWithin(member.inserted))
        matches.push_back({member.inserted, tier, &ledger, &member});
  });
  return TakePage(std::move(matches), query.list, [](const Match<QuickMember>& match) {
    return MakeQuickMemberView(*match.ledger, *match.record);
  });
}

Result<Page<TierRecord<QuickPreparation>>> Handle(const View& view,
                                                  const ListQuickPreparations& query) {
  const RecordFilter& filter = query.filter;
  Matches<QuickPreparation> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    for (const auto& [merchant_uid, preparation] : ledger.quick_pay.preparations) {
      if (filter.IsWithin(preparation.prepared_at) && !filter.customer_uid &&
          (!filter.merchant_uid || merchant_uid == *filter.merchant_uid))
        matches.push_back({preparation.prepared_at, tier, &ledger, &preparation});
    }
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<QuickPreparation>& match) { return *match.record; });
}

Result<Page<TierRecord<AutopayKey>>> Handle(const View& view, const ListAutopayKeys& query) {
  const RecordFilter& filter = query.filter;
  Matches<AutopayKey> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    for (const auto& [customer_uid, key] : ledger.quick_pay.autopay_keys) {
      if (filter.IsWithin(key.inserted) && !filter.merchant_uid &&
          (!filter.customer_uid || customer_uid == *filter.customer_uid))
        matches.push_back({key.inserted, tier, &ledger, &key});
    }
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<AutopayKey>& match) { return *match.record; });
}

Result<Page<TierRecord<BenepiaAccountView>>> Handle(const View& view,
                                                    const ListBenepiaAccounts& query) {
  Matches<BenepiaAccount> matches;
  VisitLedgers(view, query.filter, [&](TierCode tier, const Ledger& ledger) {
    for (const auto& [user, account] : ledger.benepia_accounts)
      matches.push_back({Instant{}, tier, &ledger, &account});
  });
  using Row = TierRecord<BenepiaAccountView>;
  return MakePage<Row>(matches, query.list.page, [](const Match<BenepiaAccount>& match) {
    return Row{match.tier, MakeBenepiaAccountView(*match.ledger, *match.record)};
  });
}

Result<Page<TierRecord<PartnerSaleView>>> Handle(const View& view, const ListPartnerSales& query) {
  std::deque<PartnerSaleView> views;  // matches point at its elements
  Matches<PartnerSaleView> matches;
  VisitLedgers(view, query.filter, [&](TierCode tier, const Ledger& ledger) {
    VisitPayments(ledger.payments, query.filter, [&](const Payment& payment) {
      if (!query.filter.IsWithin(payment.started_at) || !MatchesIds(payment, query.filter)) return;
      for (PartnerSaleView& sale : MakePartnerSaleViews(payment)) {
        views.push_back(std::move(sale));
        matches.push_back({payment.started_at, tier, &ledger, &views.back()});
      }
    });
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<PartnerSaleView>& match) { return *match.record; });
}

Result<Page<TierRecord<Payment>>> Handle(const View& view, const ListStoreSlips& query) {
  return ListPayments(view, query, [](const Payment& payment) {
    return payment.slip ? std::optional(payment.started_at) : std::nullopt;
  });
}

Result<Page<TierRecord<ScheduleView>>> Handle(const View& view, const ListAllSchedules& query) {
  const RecordFilter& filter = query.filter;
  Matches<Schedule> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    const auto add = [&](const Schedule& schedule) {
      if (filter.IsWithin(schedule.schedule_at) &&
          (!filter.merchant_uid || schedule.order.merchant_uid == *filter.merchant_uid) &&
          (!query.status || schedule.status == *query.status))
        matches.push_back({schedule.schedule_at, tier, &ledger, &schedule});
    };
    if (filter.customer_uid) {
      for (const ScheduleId id : ledger.schedules.FindByCustomer(*filter.customer_uid))
        add(ledger.schedules.Get(id));
    } else {
      for (const Schedule& schedule : ledger.schedules.All())
        add(schedule);
    }
  });
  return TakePage(std::move(matches), query.list, [](const Match<Schedule>& match) {
    return MakeScheduleView(*match.ledger, *match.record);
  });
}

Result<Page<TierRecord<Certification>>> Handle(const View& view, const ListCertifications& query) {
  const RecordFilter& filter = query.filter;
  Matches<Certification> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    for (const auto& [position, certification] : ledger.certifications.All()) {
      if (filter.IsWithin(certification.requested_at) && !filter.customer_uid &&
          (!filter.merchant_uid || certification.merchant_uid == *filter.merchant_uid) &&
          (!query.status || certification.status == *query.status))
        matches.push_back({certification.requested_at, tier, &ledger, &certification});
    }
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<Certification>& match) { return *match.record; });
}

Result<Page<TierRecord<ProductOrder>>> Handle(const View& view, const ListAllProductOrders& query) {
  const RecordFilter& filter = query.filter;
  Matches<ProductOrder> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    for (const auto& [position, order] : ledger.product_orders.All()) {
      if (filter.IsWithin(order.ordered_at) && !filter.customer_uid &&
          (!filter.merchant_uid || order.merchant_uid == *filter.merchant_uid) &&
          (!query.status || order.state.status == *query.status))
        matches.push_back({order.ordered_at, tier, &ledger, &order});
    }
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<ProductOrder>& match) { return *match.record; });
}

Result<Page<TierRecord<Receipt>>> Handle(const View& view, const ListReceipts& query) {
  const RecordFilter& filter = query.filter;
  Matches<Receipt> matches;
  VisitLedgers(view, filter, [&](TierCode tier, const Ledger& ledger) {
    for (const Receipt& receipt : ledger.receipts.All()) {
      if (filter.IsWithin(receipt.applied_at) && !filter.customer_uid &&
          (!filter.merchant_uid || receipt.merchant_uid == *filter.merchant_uid) &&
          (!query.status || receipt.status == *query.status))
        matches.push_back({receipt.applied_at, tier, &ledger, &receipt});
    }
  });
  return TakePage(std::move(matches), query.list,
                  [](const Match<Receipt>& match) { return *match.record; });
}

Result<Page<TierRecord<BillingKeyView>>> Handle(const View& view, const ListBillingKeys& query) {
  const std::optional<CustomerUid>& customer_uid = query.filter.customer_uid;
  Matches<BillingKey> matches;
  VisitLedgers(view, query.filter, [&](TierCode tier, const Ledger& ledger) {
    const auto add = [&](const BillingKey& key) {
      if (MatchesKey(ledger, key, query)) matches.push_back({key.updated, tier, &ledger, &key});
    };
    if (customer_uid) {
      if (const BillingKey* key = ledger.keys.Find(*customer_uid)) add(*key);
    } else {
      for (const auto& [uid, key] : ledger.keys.All())
        add(key);
    }
  });
  // The table has no order of its own.
  std::sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
    return std::tie(a.tier, a.record->customer_uid) < std::tie(b.tier, b.record->customer_uid);
  });
  return TakePage(std::move(matches), query.list, [](const Match<BillingKey>& match) {
    const BillingKey& key = *match.record;
    return BillingKeyView{key, match.ledger->payments.FindByCustomer(key.customer_uid).size()};
  });
}

}  // namespace portone::commands
