// SPDX-License-Identifier: MIT
// Tag "subscribe.customer": billing keys under the merchant's own names.
#include <array>

#include "api/codec/customer_json.h"
#include "api/codec/schedule_json.h"
#include "api/decode.h"
#include "api/decode_schedules.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "api/text.h"
#include "commands/billing_keys.h"

namespace portone::api {
namespace {

Result<CustomerUid> PathCustomerUid(const Call& call) {
  constexpr std::size_t kLimit = 80;
  if (CountCodePoints(call.path[0]) > kLimit) return errors::TooLong("customer_uid", kLimit);
  return CustomerUid(call.path[0]);
}

Result<commands::IssueKey> DecodeIssueKey(const Call& call) {
  commands::IssueKey command;
  PORTONE_TRY(command.customer_uid, PathCustomerUid(call));
  PORTONE_TRY(command.channel, DecodeChannel(call.fields));
  PORTONE_TRY(command.card, DecodeCard(call.fields));
  PORTONE_TRY(command.customer, DecodeCustomer(call.fields));
  return command;
}

Result<commands::FindKey> DecodeFindKey(const Call& call) {
  return commands::FindKey{CustomerUid(call.path[0])};
}

Result<commands::DeleteKey> DecodeDeleteKey(const Call& call) {
  return commands::DeleteKey{CustomerUid(call.path[0])};
}

constexpr std::array kRoutes{
    Route{Method::kGet, "/subscribe/customers/{customer_uid}", Access::kToken,
          Serve<DecodeFindKey, EncodeCustomer>},
    Route{Method::kPost, "/subscribe/customers/{customer_uid}", Access::kToken,
          Serve<DecodeIssueKey, EncodeCustomer>},
    Route{Method::kDelete, "/subscribe/customers/{customer_uid}", Access::kToken,
          Serve<DecodeDeleteKey, EncodeCustomer>},
    Route{Method::kGet, "/subscribe/customers/{customer_uid}/schedules", Access::kToken,
          Serve<DecodeListSchedulesOf, EncodeScheduleList>},
};

}  // namespace

std::span<const Route> SubscribeCustomerRoutes() {
  return kRoutes;
}

}  // namespace portone::api
