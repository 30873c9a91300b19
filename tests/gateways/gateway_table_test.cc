// SPDX-License-Identifier: MIT
// The gateway tables of both coverage pages: how keys are issued, what that charges, currencies and
// results that arrive later. Generated from the registry by `make golden`.
#include <string>
#include <vector>

#include "gateways/registry.h"
#include "support/catch.h"
#include "support/golden_file.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

/// The texts of one language.
struct Words {
  const char* head;
  const char* window;
  const char* rest;
  const char* shown;                ///< the amount of an issue in the window is only shown
  const char* charged;              ///< the amount is charged
  const char* charged_unless_zero;  ///< the amount is charged if there is one
  const char* charged_by_phone;     ///< the amount is charged for phone bills only
  const char* identity_only;        ///< no payments at all
  const char* and_more;             ///< after the first currencies
  const char* later_payments;       ///< payments are confirmed later
  const char* later_cancellations;  ///< cancellations complete later
};

constexpr Words kEnglish{
    "| Gateway | How keys are issued | Amount when a window issues a key | Currencies | Later, by "
    "pingback |",
    "window",
    "REST",
    "shown",
    "charged",
    "charged unless 0",
    "shown; charged for phone bills",
    "none: identity verification",
    " and more",
    "payments",
    "cancellations"};

constexpr Words kKorean{"| PG | 빌링키 발급 | 결제창 발급 시 금액 | 통화 | 나중에 확정 |",
                        "결제창",
                        "API",
                        "표시만",
                        "결제됨",
                        "0원이 아니면 결제됨",
                        "표시만, 휴대폰은 결제됨",
                        "본인인증 전용",
                        " 외",
                        "결제",
                        "취소"};

std::string Join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string DescribeKeys(const GatewayRules& rules, const Words& words) {
  std::vector<std::string> ways;
  if (rules.window.key_issuance != KeyIssuance::kNone) ways.emplace_back(words.window);
  if (rules.rest.issue_key || rules.rest.onetime_stores_key) ways.emplace_back(words.rest);
  return Join(ways);
}

std::string DescribeIssue(const WindowRules& window, const Words& words) {
  if (window.key_issuance == KeyIssuance::kNone) return "";
  if (window.key_issuance == KeyIssuance::kChargesIfNonZero) return words.charged_unless_zero;
  if (window.key_issuance == KeyIssuance::kAlwaysCharges) return words.charged;
  return window.methods_charged_on_issue.empty() ? words.shown : words.charged_by_phone;
}

std::string FormatCurrencies(const GatewayRules& rules, const Words& words) {
  constexpr std::size_t kFew = 4;
  const bool takes_payments =
      rules.window.charges || rules.rest.onetime || rules.rest.charges_stored_keys;
  if (!takes_payments) return words.identity_only;
  std::vector<std::string> codes;
  for (const Currency currency : rules.currencies)
    codes.emplace_back(GetCurrencyCode(currency));
  if (codes.size() <= kFew) return Join(codes);
  codes.resize(2);
  return Join(codes) + words.and_more;
}

std::string DescribeLaterResults(const GatewayRules& rules, const Words& words) {
  std::vector<std::string> later;
  if (rules.deferred_result != hooks::ResolveAtOnce) later.emplace_back(words.later_payments);
  if (rules.cancel_delay != hooks::CancelAtOnce) later.emplace_back(words.later_cancellations);
  return Join(later);
}

std::string FormatTable(const Words& words) {
  std::string table = std::string(words.head) + "\n| --- | --- | --- | --- | --- |\n";
  for (const GatewayRules* rules : All()) {
    table += "| `" + std::string(rules->code) + "` | " + DescribeKeys(*rules, words) + " | " +
             DescribeIssue(rules->window, words) + " | " + FormatCurrencies(*rules, words) + " | " +
             DescribeLaterResults(*rules, words) + " |\n";
  }
  return table;
}

TEST_CASE("gateways: both languages list every gateway", "[gateway][golden]") {
  const std::string english =
      CompareWithBlock("docs/coverage.md", "gateways", FormatTable(kEnglish));
  const std::string korean =
      CompareWithBlock("docs/coverage.ko.md", "gateways", FormatTable(kKorean));
  INFO(english << korean);
  CHECK(english.empty());
  CHECK(korean.empty());
}

struct SettingWords {
  const char* head;
  const char* nothing;
  const char* seconds;
  const char* any_text;
};

/// Each setting with its values, the default first.
std::string FormatSettingsTable(const SettingWords& words) {
  std::string table = std::string(words.head) + "\n| --- | --- | --- |\n";
  for (const GatewayRules* rules : All()) {
    for (const SettingRule& rule : rules->settings) {
      std::string values = "`" + std::string(rule.default_value) + "`";
      if (rule.default_value.empty()) values = words.nothing;
      for (const std::string_view value : rule.allowed) {
        if (value != rule.default_value) values += ", `" + std::string(value) + "`";
      }
      if (rule.kind == SettingKind::kSeconds) values += words.seconds;
      if (rule.kind == SettingKind::kText && rule.allowed.empty()) values += words.any_text;
      table += "| `" + std::string(rules->code) + "` | `" + std::string(rule.name) + "` | " +
               values + " |\n";
    }
  }
  return table;
}

TEST_CASE("gateways: the scenario pages in both languages list every setting",
          "[gateway][golden]") {
  const std::string english =
      CompareWithBlock("docs/scenarios.md", "settings",
                       FormatSettingsTable({"| Gateway | Setting | Values |", "nothing",
                                            ", seconds from 0 to 86,400", ", any string"}));
  const std::string korean =
      CompareWithBlock("docs/scenarios.ko.md", "settings",
                       FormatSettingsTable({"| PG사 | 설정 | 값 |", "없음",
                                            ", 0에서 86,400까지의 초", ", 임의의 문자열"}));
  INFO(english << korean);
  CHECK(english.empty());
  CHECK(korean.empty());
}

}  // namespace
}  // namespace portone::gateways
