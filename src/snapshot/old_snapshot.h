// SPDX-License-Identifier: MIT
// Recognizes snapshots of versions before 1.0, whose keys had other names.
#pragma once

#include "json/strict_object.h"

namespace portone::snapshot {

/// Whether `given` is that of an older snapshot. If so, reports it, once, at the first key that
/// shows it; the caller should not read the object then.
bool ReportOldSnapshot(json::StrictObject& given);

}  // namespace portone::snapshot
