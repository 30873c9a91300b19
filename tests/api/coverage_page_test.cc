// SPDX-License-Identifier: MIT
// docs/coverage.md and its Korean version say of each operation of the reference what is imitated,
// as links to the pages of evidence, and what is simplified. The words are in
// fixtures/reference/coverage.json.
#include <map>
#include <set>
#include <string>

#include "json/json.h"
#include "support/catch.h"
#include "support/contract.h"
#include "support/doc_page.h"
#include "support/golden_file.h"
#include "support/scenario_files.h"
#include "tidy/markdown.h"

namespace portone::testing {
namespace {

const std::string kRowsFile = "fixtures/reference/coverage.json";

Json ReadRows() {
  return Json::parse(ReadSourceFile(kRowsFile)).at("operations");
}

/// The tags of the pages of evidence, each with its address as docs/coverage.md links to it.
std::map<std::string, std::string> CollectTagAddresses() {
  const std::string docs = "docs/";
  std::map<std::string, std::string> addresses;
  for (const std::string& page : FindDocPages()) {
    if (!page.starts_with(docs + "behaviour/") && !page.starts_with(docs + "gateways/")) continue;
    for (const tidy::Heading& heading : tidy::ReadHeadings(ReadSourceFile(page))) {
      if (heading.level == 3)
        addresses[heading.text] = page.substr(docs.size()) + "#" + tidy::MakeAnchor(heading.text);
    }
  }
  return addresses;
}

/// What is wrong with the row of an operation, as a sentence that says where to fix it; empty when
/// nothing is.
std::string FindMistake(const std::string& operation, const Json& rows,
                        const std::map<std::string, std::string>& addresses) {
  if (!rows.contains(operation))
    return operation + " has no row in " + kRowsFile + ": say there what is imitated";
  const Json& row = rows.at(operation);
  const std::string where = kRowsFile + ", row " + operation + ": ";
  if (row.at("imitated").empty())
    return where + "name a heading of docs/behaviour or docs/gateways that says what it does";
  for (const auto& tag : row.at("imitated")) {
    if (!addresses.contains(tag.get<std::string>()))
      return where + tag.get<std::string>() + " is no heading of docs/behaviour or docs/gateways";
  }
  const Json& simplified = row.at("simplified");
  const bool is_in_one_language = (simplified.at("en") == "") != (simplified.at("ko") == "");
  return is_in_one_language ? where + "say in both languages what is simplified" : "";
}

std::string FormatRow(const std::string& operation, const Json& row, const std::string& language,
                      const std::map<std::string, std::string>& addresses) {
  std::string links;
  for (const auto& tag : row.at("imitated")) {
    const std::string name = tag.get<std::string>();
    if (!links.empty()) links += ", ";
    links.append("[").append(name).append("](").append(addresses.at(name)).append(")");
  }
  return "| `" + operation + "` | " + links + " | " +
         row.at("simplified").at(language).get<std::string>() + " |\n";
}

/// A row for each operation, in the order of the reference.
std::string FormatOperationTable(const std::string& head, const std::string& language) {
  const Json rows = ReadRows();
  const auto addresses = CollectTagAddresses();
  std::string table = head + "\n| --- | --- | --- |\n";
  for (const ContractOperation& operation : Contract::Shared().data().operations) {
    if (operation.is_alias) continue;
    table += FormatRow(operation.name, rows.at(operation.name), language, addresses);
  }
  return table;
}

TEST_CASE("coverage: each operation says what is imitated and what is simplified", "[coverage]") {
  const Json rows = ReadRows();
  const auto addresses = CollectTagAddresses();
  std::set<std::string> operations;
  for (const ContractOperation& operation : Contract::Shared().data().operations) {
    if (operation.is_alias) continue;
    operations.insert(operation.name);
    CHECK(FindMistake(operation.name, rows, addresses) == "");
  }
  for (const auto& [operation, row] : rows.items()) {
    CAPTURE(kRowsFile, operation);
    CHECK(operations.contains(operation));
  }
}

TEST_CASE("coverage: a row that is missing or leads nowhere is reported with its place",
          "[coverage]") {
  const std::map<std::string, std::string> addresses{{"a", "behaviour/a.md#a"}};
  const Json simplified{{"en", ""}, {"ko", ""}};
  const auto find_mistake = [&](const Json& row) {
    return FindMistake("GET /a", Json{{"GET /a", row}}, addresses);
  };
  CHECK(find_mistake({{"imitated", {"a"}}, {"simplified", simplified}}) == "");
  CHECK(FindMistake("GET /b", Json::object(), addresses) ==
        "GET /b has no row in fixtures/reference/coverage.json: say there what is imitated");
  CHECK(find_mistake({{"imitated", Json::array()}, {"simplified", simplified}}) ==
        "fixtures/reference/coverage.json, row GET /a: name a heading of docs/behaviour or "
        "docs/gateways that says what it does");
  CHECK(find_mistake({{"imitated", {"a", "b"}}, {"simplified", simplified}}) ==
        "fixtures/reference/coverage.json, row GET /a: b is no heading of docs/behaviour or "
        "docs/gateways");
  CHECK(find_mistake({{"imitated", {"a"}}, {"simplified", {{"en", "less"}, {"ko", ""}}}}) ==
        "fixtures/reference/coverage.json, row GET /a: say in both languages what is simplified");
}

TEST_CASE("coverage: both languages have a row for each operation", "[golden][coverage]") {
  const std::string english = CompareWithBlock(
      "docs/coverage.md", "each-operation",
      FormatOperationTable("| Operation | What is imitated | What is simplified |", "en"));
  const std::string korean =
      CompareWithBlock("docs/coverage.ko.md", "each-operation",
                       FormatOperationTable("| API | 재현하는 것 | 단순화한 것 |", "ko"));
  INFO(english << korean);
  CHECK(english.empty());
  CHECK(korean.empty());
}

}  // namespace
}  // namespace portone::testing
