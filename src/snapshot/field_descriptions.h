// SPDX-License-Identifier: MIT
// A sentence for each key of a record, for people who write records in an editor: glossary.json
// beside this file.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "json/json.h"
#include "verify/fact.h"

namespace portone::snapshot {

class Glossary {
 public:
  Glossary();

  /// What `key` means in `record`: the sentence of "record.key", or else that of "key", which means
  /// the same in all records. REQUIRES: there is one.
  std::string Sentence(const std::string& record, const std::string& key);

  /// The entries that nobody has asked for.
  std::vector<std::string> Unused() const;

 private:
  Json sentences_;
  std::set<std::string> used_;
};

}  // namespace portone::snapshot
