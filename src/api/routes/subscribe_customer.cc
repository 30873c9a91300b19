// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "subscribe.customer": billing keys, identified by the merchant's
// customer_uid.
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "api/codec/customer_json.h"
#include "api/codec/page_json.h"
#include "api/codec/payment_json.h"
#include "api/codec/schedule_json.h"
#include "api/decode.h"
#include "api/decode_schedules.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/billing_keys.h"
#include "commands/customers.h"
#include "domain/errors.h"
#include "json/text.h"

namespace portone::api {
namespace {

Result<CustomerUid> DecodePathCustomerUid(const Call& call) {
  constexpr std::size_t kLimit = 80;
  if (json::CountCodePoints(call.path[0]) > kLimit) return errors::TooLong("customer_uid", kLimit);
  return CustomerUid(call.path[0]);
}

Result<commands::IssueKey> DecodeIssueKey(const Call& call) {
  commands::IssueKey command;
  PORTONE_TRY(command.customer_uid, DecodePathCustomerUid(call));
  PORTONE_TRY(command.channel, DecodeChannel(call.fields));
  PORTONE_TRY(command.channel.channel_group_id,
              DecodeChannelGroup(call.fields, "channel_group_id"));
  PORTONE_TRY(command.card, DecodeCard(call.fields.ForCharges()));
  PORTONE_TRY(command.customer, DecodeCustomer(call.fields));
  PORTONE_TRY(command.customer_id, call.fields.OptionalText("customer_id", kNoLimit));
  return command;
}

Result<commands::FindKey> DecodeFindKey(const Call& call) {
  return commands::FindKey{CustomerUid(call.path[0])};
}

/// A customer_uid that is too long is not refused; it is simply not found.
Result<commands::FindCustomers> DecodeFindCustomers(const Call& call) {
  commands::FindCustomers query;
  PORTONE_TRY(std::vector<std::string> customer_uids,
              call.fields.Strings("customer_uid", kNoLimit));
  if (customer_uids.empty()) return errors::MissingParameter("customer_uid");
  for (std::string& customer_uid : customer_uids)
    query.customer_uids.emplace_back(std::move(customer_uid));
  return query;
}

Result<commands::ListCustomerPayments> DecodeListCustomerPayments(const Call& call) {
  PORTONE_TRY(const commands::PageRequest page, DecodePageNumber(call.fields));
  return commands::ListCustomerPayments{CustomerUid(call.path[0]), page};
}

/// `reason` and `extra[requester]` are passed to gateways that revoke keys.
Result<commands::DeleteKey> DecodeDeleteKey(const Call& call) {
  return commands::DeleteKey{CustomerUid(call.path[0]), call.fields.Flatten({"reason", "extra"})};
}

constexpr std::array kSubscribeCustomerRoutes{
    Route{Method::kGet, "/subscribe/customers", Access::kToken,
          Serve<DecodeFindCustomers, EncodeCustomers>},
    Route{Method::kGet, "/subscribe/customers/{customer_uid}", Access::kToken,
          Serve<DecodeFindKey, EncodeCustomer>},
    Route{Method::kPost, "/subscribe/customers/{customer_uid}", Access::kToken,
          Serve<DecodeIssueKey, EncodeCustomer>},
    Route{Method::kDelete, "/subscribe/customers/{customer_uid}", Access::kToken,
          Serve<DecodeDeleteKey, EncodeCustomer>},
    Route{Method::kGet, "/subscribe/customers/{customer_uid}/payments", Access::kToken,
          Serve<DecodeListCustomerPayments, EncodePage<EncodePayment, Payment>>},
    Route{Method::kGet, "/subscribe/customers/{customer_uid}/schedules", Access::kToken,
          Serve<DecodeListCustomerSchedules, EncodeScheduleList>},
};

}  // namespace

std::span<const Route> SubscribeCustomerRoutes() {
  return kSubscribeCustomerRoutes;
}

}  // namespace portone::api
