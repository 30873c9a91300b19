// SPDX-License-Identifier: MIT
// Reads and writes the initial state of a sandbox: the records in the block `given`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/initial_state.h"
#include "json/strict_object.h"

namespace portone::snapshot {

/// Reads "billing_keys", "payments", "schedules" and "prepared", and the keys that only a snapshot
/// has: "reservations", "deleted_certifications", "pending_operations", "tie_breaks", "agenda",
/// "webhooks", "held_webhooks", "tokens_issued". The caller finishes the object.
InitialState ReadInitialState(json::StrictObject& given);

/// A key of `given` with its records, each as JSON on one line.
struct RecordList {
  std::string_view key;
  std::vector<std::string> records;
};

/// The same keys, those without records omitted; records are grouped by tier. An agenda that is
/// present is written even when it is empty.
std::vector<RecordList> WriteRecords(const InitialState& initial_state);

}  // namespace portone::snapshot
