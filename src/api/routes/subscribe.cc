// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "subscribe": charges without buyer interaction, immediate or scheduled.
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/codec/payment_json.h"
#include "api/codec/schedule_json.h"
#include "api/decode.h"
#include "api/decode_schedules.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/schedule_changes.h"
#include "commands/scheduled_charges.h"
#include "commands/schedules.h"
#include "commands/subscriptions.h"
#include "domain/calendar.h"
#include "domain/errors.h"

namespace portone::api {
namespace {

Result<Instant> DecodeScheduleAt(const Fields& fields) {
  return fields.RequiredUnixTime("schedule_at");
}

Result<commands::ChargeOnce> DecodeChargeOnce(const Call& call) {
  commands::ChargeOnce command;
  const Fields fields = call.fields.ForCharges();
  PORTONE_TRY(command.order, DecodeOrder(fields));
  PORTONE_TRY(command.channel, DecodeChannel(fields));
  PORTONE_TRY(command.channel.channel_group_id, DecodeChannelGroup(fields, "channelGroupId"));
  PORTONE_TRY(command.card, DecodeCard(fields));
  PORTONE_TRY(std::optional<std::string> customer_uid, fields.OptionalText("customer_uid", 80));
  if (customer_uid) command.customer_uid = CustomerUid(*std::move(customer_uid));
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

/// Like DecodeChargeOnce, but for a foreign card, whose missing `birth` becomes "000000".
// FIDELITY: foreign-cards
Result<commands::ChargeOnce> DecodeChargeForeign(const Call& call) {
  PORTONE_TRY(commands::ChargeOnce command, DecodeChargeOnce(call));
  if (!command.card.birth) command.card.birth = "000000";
  return command;
}

/// All parameters except customer_uid.
Result<commands::ChargeKey> DecodeChargeParameters(const Call& call) {
  commands::ChargeKey command;
  const Fields fields = call.fields.ForCharges();
  PORTONE_TRY(command.order, DecodeOrder(fields));
  PORTONE_TRY(std::optional<std::string> channel_key, fields.OptionalText("channel_key", 55));
  if (channel_key) command.channel_key = ChannelKey(*std::move(channel_key));
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

Result<commands::ChargeKey> DecodeChargeKey(const Call& call) {
  PORTONE_TRY(CustomerUid customer_uid, DecodeCustomerUid(call.fields.ForCharges()));
  Result<commands::ChargeKey> read = DecodeChargeParameters(call);
  commands::ChargeKey command;
  if (read.ok()) {
    command = std::move(read).value();
  } else {
    command.parameter_error = read.error();
  }
  command.customer_uid = std::move(customer_uid);
  return command;
}

Result<commands::RegisterSchedules> DecodeRegisterSchedules(const Call& call) {
  commands::RegisterSchedules command;
  const Fields fields = call.fields.ForCharges();
  PORTONE_TRY(command.customer_uid, DecodeCustomerUid(fields));
  PORTONE_TRY(const std::vector<Fields> schedules, fields.RequiredList("schedules"));
  for (const Fields& element : schedules) {
    commands::ScheduleEntry entry;
    PORTONE_TRY(entry.order, DecodeOrder(element));
    PORTONE_TRY(entry.schedule_at, DecodeScheduleAt(element));
    command.entries.push_back(std::move(entry));
  }
  PORTONE_TRY(command.card, DecodeOptionalCard(fields));
  PORTONE_TRY(command.channel, DecodeChannel(fields));
  PORTONE_TRY(command.customer, DecodeCustomer(fields));
  PORTONE_TRY(command.customer_id, fields.OptionalText("customer_id", kNoLimit));
  PORTONE_TRY(const std::optional<Money> checking_amount,
              fields.OptionalAmount("checking_amount", Currency::kKrw));
  if (checking_amount && !checking_amount->IsZero()) command.checking_amount = checking_amount;
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

Result<commands::RevokeSchedules> DecodeRevokeSchedules(const Call& call) {
  commands::RevokeSchedules command;
  PORTONE_TRY(std::optional<std::string> customer_uid,
              call.fields.OptionalText("customer_uid", 80));
  if (customer_uid) command.customer_uid = CustomerUid(*std::move(customer_uid));
  PORTONE_TRY(std::vector<std::string> merchant_uids, call.fields.Strings("merchant_uid", 256));
  for (std::string& merchant_uid : merchant_uids) {
    command.merchant_uids.emplace_back(std::move(merchant_uid));
  }
  // A list that is empty by mistake must not revoke every schedule.
  if (command.merchant_uids.empty() && call.fields.Has("merchant_uid")) {
    return errors::NothingToUnschedule();
  }
  return command;
}

Result<commands::FindSchedule> DecodeFindSchedule(const Call& call) {
  return commands::FindSchedule{MerchantUid(call.path[0])};
}

Result<commands::MoveSchedule> DecodeMoveSchedule(const Call& call) {
  PORTONE_TRY(const Instant schedule_at, DecodeScheduleAt(call.fields));
  return commands::MoveSchedule{MerchantUid(call.path[0]), schedule_at};
}

Result<commands::Reschedule> DecodeReschedule(const Call& call) {
  PORTONE_TRY(const Instant schedule_at, DecodeScheduleAt(call.fields));
  return commands::Reschedule{MerchantUid(call.path[0]), schedule_at};
}

Result<commands::RetrySchedule> DecodeRetrySchedule(const Call& call) {
  return commands::RetrySchedule{MerchantUid(call.path[0]), ReadUserAgent(call.request)};
}

constexpr std::array kSubscribeRoutes{
    Route{Method::kPost, "/subscribe/payments/onetime", Access::kToken,
          Serve<DecodeChargeOnce, EncodePayment>},
    Route{Method::kPost, "/subscribe/payments/foreign", Access::kToken,
          Serve<DecodeChargeForeign, EncodePayment>, Basis::kClients},
    Route{Method::kPost, "/subscribe/payments/again", Access::kToken,
          Serve<DecodeChargeKey, EncodePayment>},
    Route{Method::kPost, "/subscribe/payments/schedule", Access::kToken,
          Serve<DecodeRegisterSchedules, EncodeSchedules>},
    Route{Method::kPost, "/subscribe/payments/unschedule", Access::kToken,
          Serve<DecodeRevokeSchedules, EncodeSchedules>},
    Route{Method::kGet, "/subscribe/payments/schedule/{merchant_uid}", Access::kToken,
          Serve<DecodeFindSchedule, EncodeSchedule>},
    Route{Method::kGet, "/subscribe/payments/schedule", Access::kToken,
          Serve<DecodeListSchedules, EncodeScheduleList>},
    Route{Method::kGet, "/subscribe/payments/schedule/customers/{customer_uid}", Access::kToken,
          Serve<DecodeListCustomerSchedules, EncodeScheduleList>},
    Route{Method::kPut, "/subscribe/payments/schedule/{merchant_uid}", Access::kToken,
          Serve<DecodeMoveSchedule, EncodeSchedule>},
    Route{Method::kPost, "/subscribe/payments/schedule/{merchant_uid}/reschedule", Access::kToken,
          Serve<DecodeReschedule, EncodeSchedule>},
    Route{Method::kPost, "/subscribe/payments/schedule/{merchant_uid}/retry", Access::kToken,
          Serve<DecodeRetrySchedule, EncodePayment>},
};

}  // namespace

std::span<const Route> SubscribeRoutes() {
  return kSubscribeRoutes;
}

}  // namespace portone::api
