// SPDX-License-Identifier: MIT
#include "scenario/record_location.h"

#include <utility>
#include <vector>

#include "domain/ids.h"

namespace portone::scenario {
namespace {

using commands::InitialStateProblem;

/// A part of a document and the pointer to it.
struct Part {
  const Json* value = nullptr;
  std::string pointer;
};

const Json* FindMember(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string GetText(const Json& object, std::string_view key) {
  const Json* value = FindMember(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

Part FindGivenPart(const Json& document, const std::string& imp_key) {
  const Json* given = FindMember(document, "given");
  if (given == nullptr || imp_key.empty()) return {given, "/given"};
  const Json* list = FindMember(*given, "sandboxes");
  for (std::size_t i = 0; list != nullptr && list->is_array() && i < list->size(); ++i) {
    const Json* merchant = FindMember((*list)[i], "merchant");
    if (merchant != nullptr && GetText(*merchant, "imp_key") == imp_key)
      return {&(*list)[i], "/given/sandboxes/" + std::to_string(i)};
  }
  return {};
}

/// The records of a list, in the order of the document, with their pointers below `given`.
std::vector<Part> ListRecords(const Json& given, const InitialStateProblem& problem) {
  std::vector<Part> records;
  const auto add = [&](const std::string& key, const Json& list) {
    for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
      const bool is_meant = !problem.tier || GetText(list[i], "tier") == problem.tier->text();
      if (is_meant) records.push_back({&list[i], "/" + key + "/" + std::to_string(i)});
    }
  };
  if (!problem.list.empty()) {
    if (const Json* list = FindMember(given, problem.list)) add(std::string(problem.list), *list);
    return records;
  }
  for (const auto& [key, list] : given.items())
    add(key, list);
  return records;
}

/// Whether the whole list is at fault.
bool IsOfList(const InitialStateProblem& problem) {
  return !problem.records_after && !problem.list.empty();
}

}  // namespace

const Json* FindGiven(const Json& document, const std::string& imp_key) {
  return FindGivenPart(document, imp_key).value;
}

std::size_t CountRecords(const Json* given, const InitialStateProblem& problem) {
  if (given == nullptr || !given->is_object()) return 0;
  if (IsOfList(problem)) return FindMember(*given, problem.list) == nullptr ? 0 : 1;
  return ListRecords(*given, problem).size();
}

std::optional<std::string> FindRecord(const Json& document, const std::string& imp_key,
                                      const InitialStateProblem& problem) {
  const Part given = FindGivenPart(document, imp_key);
  if (CountRecords(given.value, problem) == 0) return std::nullopt;
  if (IsOfList(problem)) return given.pointer + "/" + std::string(problem.list);
  const std::vector<Part> records = ListRecords(*given.value, problem);
  // Of no particular record (an unknown tier) the first one shows it.
  const std::size_t after = problem.records_after.value_or(records.size() - 1);
  if (after >= records.size()) return std::nullopt;
  const std::string record = given.pointer + records[records.size() - 1 - after].pointer;
  return problem.member.empty() ? record : record + "/" + problem.member;
}

}  // namespace portone::scenario
