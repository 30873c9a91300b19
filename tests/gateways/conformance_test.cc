// SPDX-License-Identifier: MIT
// Compares the results of the same operations at every gateway: fixtures/golden/gateways.txt.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "gateways/gateway_bench.h"
#include "support/golden_file.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kHead =
    R"(# The same operations at every gateway, each in a sandbox of its own, with all that any
# gateway insists on unless the column says otherwise. A cell is the status of what came of
# it (after '>' what it has become an hour later), or '-' where the gateway does not serve
# it, or what refused it: a missing parameter with '?', the currency, or the gateway's code,
# whose text is at the end. Keys are issued over REST, or else in the window.
)";

std::string Pad(std::string text, std::size_t width) {
  // Korean letters would be twice as wide; no cell contains any.
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

/// Formats rows with each column as wide as its widest cell.
std::string AlignColumns(const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      std::size_t width = 0;
      for (const auto& other : rows)
        width = std::max(width, other[column].size());
      line += Pad(row[column], width) + "  ";
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::vector<std::string> RunRow(const GatewayRules& rules, const Settings& settings,
                                const BenchTable& table, ErrorTexts& texts) {
  std::vector<std::string> row{std::string(rules.code)};
  for (const BenchOperation& operation : table.operations) {
    GatewayBench bench(rules, settings, texts);
    row.push_back(operation.run(bench));
  }
  return row;
}

std::string FormatMatrix(const BenchTable& table, ErrorTexts& texts) {
  std::vector<std::vector<std::string>> rows{{std::string("gateway")}};
  for (const BenchOperation& operation : table.operations)
    rows.front().emplace_back(operation.name);
  for (const GatewayRules* rules : All())
    rows.push_back(RunRow(*rules, {}, table, texts));
  return "\n== " + std::string(table.title) + "\n" + AlignColumns(rows);
}

/// The values of a setting to try: the allowed ones, or some that are not the default.
std::vector<std::string> ValuesToTry(const SettingRule& rule) {
  std::vector<std::string> values{rule.allowed.begin(), rule.allowed.end()};
  if (rule.kind == SettingKind::kSeconds) values = {rule.default_value == "0" ? "30" : "0"};
  if (values.empty()) values = {""};
  std::erase(values, rule.default_value);
  return values;
}

/// "  onetime: EM10 instead of paid: 999, 1,000" for the cells that the setting changes.
std::string FormatChanges(const GatewayRules& rules, const Settings& settings, ErrorTexts& texts) {
  std::string text;
  for (const BenchTable& table : BenchTables()) {
    const std::vector<std::string> default_row = RunRow(rules, {}, table, texts);
    const std::vector<std::string> setting_row = RunRow(rules, settings, table, texts);
    std::map<std::string, std::string> changed;  // "EM10 instead of paid" to the cells' names
    for (std::size_t i = 1; i < setting_row.size(); ++i) {
      if (setting_row[i] == default_row[i]) continue;
      std::string& names = changed[setting_row[i] + " instead of " + default_row[i]];
      names += (names.empty() ? "" : "; ") + std::string(table.operations[i - 1].name);
    }
    for (const auto& [what, names] : changed)
      text += "  " + std::string(table.title) + ": " + what + ": " + names + "\n";
  }
  return text.empty() ? "  none of these cells\n" : text;
}

std::string FormatSettingEffects(ErrorTexts& texts) {
  std::string text = "\n== what settings change\n";
  for (const GatewayRules* rules : All()) {
    for (const SettingRule& rule : rules->settings) {
      for (const std::string& value : ValuesToTry(rule)) {
        const Settings settings{{std::string(rule.name), value}};
        text += std::string(rules->code) + " with " + std::string(rule.name) + "=\"" + value +
                "\"\n" + FormatChanges(*rules, settings, texts);
      }
    }
  }
  return text;
}

/// A text that only few gateways use is listed with their names.
std::string FormatTexts(const ErrorTexts& texts) {
  constexpr std::size_t kFew = 4;
  std::string text = "\n== texts\n";
  for (const auto& [error, gateways] : texts) {
    text += (error.first.empty() ? "no code" : error.first) + "  " + error.second + "  (";
    if (gateways.size() > kFew) {
      text += std::to_string(gateways.size()) + " gateways)\n";
      continue;
    }
    for (const std::string& code : gateways)
      text += (code == *gateways.begin() ? "" : ", ") + code;
    text += ")\n";
  }
  return text;
}

TEST_CASE("conformance: the same operations at every gateway give the golden results",
          "[gateway][golden]") {
  ErrorTexts texts;
  std::string text = kHead;
  for (const BenchTable& table : BenchTables())
    text += FormatMatrix(table, texts);
  text += FormatSettingEffects(texts);
  text += FormatTexts(texts);
  const std::string difference = CompareWithGolden("gateways.txt", text);
  INFO(difference);
  CHECK(difference.empty());
}

}  // namespace
}  // namespace portone::gateways
