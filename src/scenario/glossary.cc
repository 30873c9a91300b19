// SPDX-License-Identifier: MIT
#include "scenario/glossary.h"

#include <string_view>

#include "base/invariant.h"

namespace portone::scenario {

/// The text of glossary.json, embedded by the build.
extern const std::string_view kGlossaryText;

Glossary::Glossary() : sentences_(Json::parse(kGlossaryText)) {}

std::string Glossary::Sentence(const std::string& record, const std::string& key) {
  const std::string own = record + "." + key;
  const std::string entry = sentences_.contains(own) ? own : key;
  PORTONE_INVARIANT(sentences_.contains(entry), "the glossary has every key");
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

}  // namespace portone::scenario
