// SPDX-License-Identifier: MIT
#include "snapshot/old_snapshot.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "json/json.h"

namespace portone::snapshot {
namespace {

/// A key that was renamed, in the records of a list or directly in `given` (list "").
struct OldKey {
  std::string_view list;
  std::string_view key;
  bool is_only_in_snapshots;  ///< others show an old snapshot only in the presence of an agenda
};

constexpr std::array kOldKeys{std::to_array<OldKey>({
    {"", "claims", true},
    {"", "deliveries", true},
    {"", "held_back", true},
    {"", "orders", true},
    {"", "waiting", true},
    {"agenda", "asked", true},
    {"agenda", "delivery", true},
    {"agenda", "of", true},
    {"agenda", "turn", true},
    {"agenda", "vbank_revision", true},
    {"payments", "names_currency", false},
    {"schedules", "names_currency", false},
    {"schedules", "turn", true},
    {"billing_keys", "when_charged", false},
    {"payments", "confirmed", false},
    {"payments", "delivery_stage", false},
    {"payments", "only_issued", false},
    {"payments", "points_given", false},
    {"payments", "when_charged", false},
})};

/// The pointer to the first record of the list that has the key.
std::optional<std::string> FindKey(json::StrictObject& given, const OldKey& old) {
  const std::string key(old.key);
  if (old.list.empty()) {
    return given.Has(key) ? std::optional(given.PointerTo(key)) : std::nullopt;
  }
  const auto* records = given.Raw(old.list);
  if (records == nullptr || !records->is_array()) return std::nullopt;
  for (std::size_t i = 0; i < records->size(); ++i) {
    if ((*records)[i].contains(key)) {
      return given.PointerTo(old.list) + "/" + std::to_string(i) + "/" + key;
    }
  }
  return std::nullopt;
}

}  // namespace

bool ReportOldSnapshot(json::StrictObject& given) {
  const bool is_snapshot = given.Has("agenda");
  for (const OldKey& old : kOldKeys) {
    if (!is_snapshot && !old.is_only_in_snapshots) continue;
    if (auto pointer = FindKey(given, old)) {
      given.problems().push_back({*std::move(pointer),
                                  "this snapshot was taken by an older version; take it again",
                                  true});
      return true;
    }
  }
  return false;
}

}  // namespace portone::snapshot
