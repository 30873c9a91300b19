// SPDX-License-Identifier: MIT
#include "snapshot/field_descriptions.h"

#include <string_view>

#include "base/invariant.h"
#include "json/json.h"

namespace portone::snapshot {

/// The text of field_descriptions.json, embedded by the build.
extern const std::string_view kFieldDescriptionsText;

Glossary::Glossary() : sentences_(Json::parse(kFieldDescriptionsText)) {}

std::string Glossary::Sentence(const std::string& record, const std::string& key) {
  const std::string own = record + "." + key;
  const std::string entry = sentences_.contains(own) ? own : key;
  PORTONE_INVARIANT(sentences_.contains(entry), "every record key has a description");
  used_.insert(entry);
  return sentences_[entry].get<std::string>();
}

std::vector<std::string> Glossary::Unused() const {
  std::vector<std::string> unused;
  for (const auto& [entry, sentence] : sentences_.items()) {
    if (!used_.contains(entry)) unused.push_back(entry);
  }
  return unused;
}

}  // namespace portone::snapshot
