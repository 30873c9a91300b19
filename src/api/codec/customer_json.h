// SPDX-License-Identifier: MIT
// JSON encoding of a billing key: the Customer object or the SuperBillingKey object.
#pragma once

#include "api/reply_writer.h"
#include "commands/page.h"
#include "domain/billing_key.h"

namespace portone::api {

/// A Customer: keys in alphabetical order, every key always present; profile 2020 omits the newer
/// ones. A super billing key: keys in the documented order, with the result for each channel of its
/// group.
// FIDELITY: customer-object
void EncodeCustomer(ReplyWriter& json, const BillingKey& key);

/// An array of billing keys.
void EncodeCustomers(ReplyWriter& json, const commands::LookupResult<BillingKey>& found);

}  // namespace portone::api
