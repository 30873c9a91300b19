// SPDX-License-Identifier: MIT
#include "snapshot/field_descriptions.h"

#include <string_view>

#include "base/invariant.h"
#include "json/json.h"

namespace portone::snapshot {

/// The text of field_descriptions.json, embedded by the build.
extern const std::string_view kFieldDescriptionsText;

FieldDescriptions::FieldDescriptions() : descriptions_(Json::parse(kFieldDescriptionsText)) {}

std::string FieldDescriptions::GetDescription(const std::string& record, const std::string& key) {
  const std::string own = record + "." + key;
  const std::string entry = descriptions_.contains(own) ? own : key;
  PORTONE_INVARIANT(descriptions_.contains(entry),
                    "src/snapshot/field_descriptions.json has neither \"" + own + "\" nor \"" +
                        key + "\": describe the key there");
  used_.insert(entry);
  return descriptions_[entry].get<std::string>();
}

std::vector<std::string> FieldDescriptions::FindUnused() const {
  std::vector<std::string> unused;
  for (const auto& [entry, sentence] : descriptions_.items()) {
    if (!used_.contains(entry)) unused.push_back(entry);
  }
  return unused;
}

}  // namespace portone::snapshot
