// SPDX-License-Identifier: MIT
#include "commands/kakao_orders.h"

#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/merchant.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

Result<std::string> FindCid(const Merchant& merchant) {
  for (const Channel& channel : merchant.channels)
    if (gateways::Get(channel.pg).has_order_list) return channel.pg_id;
  return errors::NoChannel();
}

}  // namespace

Result<KakaoOrders> Handle(const View& view, const ListKakaoOrders& query) {
  KakaoOrders orders;
  orders.day = query.day;
  if (query.cid) {
    orders.cid = *query.cid;
  } else {
    PORTONE_TRY(orders.cid, FindCid(view.world.merchant));
  }
  std::vector<const Payment*> found;
  for (const Payment& payment : view.ledger.payments.All()) {
    const bool is_order = gateways::Get(payment.pg).has_order_list && payment.pg_id == orders.cid &&
                          GetKoreanMidnight(payment.started_at) == query.day;
    if (is_order) found.push_back(&payment);
  }
  if (IsBeyondEnd(query.request, found.size())) return errors::PageBeyondEnd();
  orders.page =
      MakePage<Payment>(found, query.request, [](const Payment* payment) { return *payment; });
  return orders;
}

}  // namespace portone::commands
