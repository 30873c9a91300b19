// SPDX-License-Identifier: MIT
// A billing key as the V1 API prints it: the Customer object, or the SuperBillingKey object.
#pragma once

#include "api/reply_writer.h"
#include "commands/found.h"
#include "domain/billing_key.h"

namespace portone::api {

/// A Customer: keys in alphabetical order, every key always there; profile 2020 leaves out those
/// that came later. A super billing key: keys in the documented order, with what became of each
/// channel of its group.
// FIDELITY: customer-object
void EncodeCustomer(ReplyWriter& json, const BillingKey& key);

/// An array of them.
void EncodeCustomers(ReplyWriter& json, const commands::Found<BillingKey>& found);

}  // namespace portone::api
