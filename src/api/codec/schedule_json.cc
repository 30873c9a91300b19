// SPDX-License-Identifier: MIT
#include "api/codec/schedule_json.h"

#include "api/codec/page_json.h"

namespace portone::api {

void EncodeSchedule(ReplyWriter& json, const commands::ScheduleView& view) {
  const Schedule& schedule = view.schedule;
  const Order& order = schedule.order;
  const bool has_newer_fields = json.options().profile == Profile::kCurrent;  // FIDELITY: profile
  json.BeginObject()
      .Field("customer_uid", schedule.customer_uid.text)
      .Field("merchant_uid", order.merchant_uid.text)
      .Field("imp_uid", schedule.imp_uid ? std::optional(schedule.imp_uid->text) : std::nullopt);
  if (has_newer_fields) json.Field("customer_id", schedule.customer_id);
  json.Field("schedule_at", ToUnixSeconds(schedule.schedule_at))
      .Field("executed_at", schedule.executed_at ? ToUnixSeconds(*schedule.executed_at) : 0)
      .Field("revoked_at", schedule.revoked_at ? ToUnixSeconds(*schedule.revoked_at) : 0)
      .Field("amount", order.amount)
      .Field("name", order.name)
      .Field("buyer_name", order.buyer.name)
      .Field("buyer_tel", order.buyer.tel)
      .Field("buyer_email", order.buyer.email)
      .Field("buyer_addr", order.buyer.addr)
      .Field("buyer_postcode", order.buyer.postcode)
      .Field("schedule_status", Name(schedule.status))
      .Field("payment_status", view.payment_status
                                   ? std::optional(std::string(Name(*view.payment_status)))
                                   : std::nullopt)
      .Field("fail_reason", schedule.fail_reason)
      .Field("custom_data", order.custom_data);
  if (has_newer_fields) {
    json.Field("currency", GetCurrencyCode(order.amount.currency))
        .Field("pg_provider", schedule.pg.text)
        .Field("pg_id", schedule.pg_id)
        .Field("promotion_id", nullptr);
  }
  json.EndObject();
}

void EncodeSchedules(ReplyWriter& json, const std::vector<commands::ScheduleView>& views) {
  json.BeginArray();
  for (const commands::ScheduleView& view : views)
    EncodeSchedule(json, view);
  json.EndArray();
}

void EncodeScheduleList(ReplyWriter& json, const commands::ScheduleList& list) {
  if (list.shape == ScheduleListShape::kArray) {
    EncodeSchedules(json, list.page.list);
  } else {
    EncodePage<EncodeSchedule>(json, list.page);
  }
}

}  // namespace portone::api
