// SPDX-License-Identifier: MIT
// A stored card of a customer, under the merchant's own name for it. The gateway's key itself is
// never modelled: nobody may see it, and nothing depends on it.
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "domain/card.h"
#include "domain/ids.h"
#include "domain/order.h"

namespace portone {

struct BillingKey {
  CustomerUid customer_uid;
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  Card card;
  Buyer customer;    ///< customer_name, customer_tel, ...
  Instant inserted;  ///< of the first issue under this customer_uid
  Instant updated;   ///< of the latest
};

}  // namespace portone
