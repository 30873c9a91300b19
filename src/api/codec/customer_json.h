// SPDX-License-Identifier: MIT
// A billing key as the V1 API prints it: the Customer object.
#pragma once

#include "api/json_writer.h"
#include "domain/billing_key.h"

namespace portone::api {

/// Keys in alphabetical order, every key always there.
// FIDELITY: customer-object
void EncodeCustomer(JsonWriter& json, const BillingKey& key);

}  // namespace portone::api
