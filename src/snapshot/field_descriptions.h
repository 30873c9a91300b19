// SPDX-License-Identifier: MIT
// The description of each record key, shown by editors: field_descriptions.json next to this file.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "json/json.h"

namespace portone::snapshot {

class FieldDescriptions {
 public:
  FieldDescriptions();

  /// The description of `key` in `record`: the entry "record.key", or else "key", which applies to
  /// all records. REQUIRES: one of them exists.
  std::string GetDescription(const std::string& record, const std::string& key);

  /// The entries that no call of GetDescription has used.
  std::vector<std::string> FindUnused() const;

 private:
  Json descriptions_;
  std::set<std::string> used_;
};

}  // namespace portone::snapshot
