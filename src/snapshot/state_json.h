// SPDX-License-Identifier: MIT
// Reads and writes what a sandbox begins with, as it stands in the block `given`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/initial_state.h"
#include "json/strict_object.h"

namespace portone::snapshot {

/// Reads "billing_keys", "payments", "schedules" and "prepared", and what only a snapshot has:
/// "claims", "waiting", "orders", "agenda", "deliveries", "held_back", "tokens_issued". The caller
/// finishes the object.
Beginning ReadBeginning(json::StrictObject& given);

/// A key of `given` with its records, each as JSON on one line.
struct RecordList {
  std::string_view key;
  std::vector<std::string> records;
};

/// The same keys with what is there, each only if there is any, all of one tier together. An agenda
/// is there, and is written, even when it is empty.
std::vector<RecordList> WrittenRecords(const Beginning& beginning);

}  // namespace portone::snapshot
