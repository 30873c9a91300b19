// SPDX-License-Identifier: MIT
// What a record of `given` may not say, besides what its list of fields (records.h) tells: the same
// that the V1 API refuses. A snapshot has only what the API has taken, so that it passes.
#pragma once

#include "domain/initial_state.h"
#include "json/strict_object.h"

namespace portone::snapshot {

/// Reports each member of the record that cannot have its value, at its place in `object`, from
/// which the record was read. Writes values as they are kept: numbers of businesses without dashes,
/// identifiers of receipts masked.
void CheckRecord(json::StrictObject& object, BillingKey& key);
void CheckRecord(json::StrictObject& object, Payment& payment);
void CheckRecord(json::StrictObject& object, Schedule& schedule);
void CheckRecord(json::StrictObject& object, PreparedAmount& prepared);
void CheckRecord(json::StrictObject& object, Certification& certification);
void CheckRecord(json::StrictObject& object, ProductOrder& order);
void CheckRecord(json::StrictObject& object, QuickMember& member);
void CheckRecord(json::StrictObject& object, QuickPreparation& preparation);
void CheckRecord(json::StrictObject& object, AutopayKey& key);
void CheckRecord(json::StrictObject& object, Receipt& receipt);
void CheckRecord(json::StrictObject& object, Person& person);

}  // namespace portone::snapshot
