// SPDX-License-Identifier: MIT
#include "domain/switches.h"

#include <array>
#include <type_traits>

namespace portone {
namespace {

template <auto Member>
constexpr SwitchRow Row(std::string_view name, std::span<const std::string_view> values) {
  using Value = std::remove_reference_t<decltype(Switches{}.*Member)>;
  return {
      name, values,
      [](Switches& switches, std::size_t value) { switches.*Member = static_cast<Value>(value); },
      [](const Switches& switches) { return static_cast<std::size_t>(switches.*Member); }};
}

constexpr std::array<std::string_view, 2> kReuse{"service", "strict"};
constexpr std::array<std::string_view, 2> kUnknownCustomer{"refusal", "not_found"};
constexpr std::array<std::string_view, 2> kUnknownCustomerPayments{"empty", "not_found"};

constexpr std::array<std::string_view, 2> kIncludeSandbox{"always", "strict"};
constexpr std::array<std::string_view, 2> kProfiles{"current", "2020"};
constexpr std::array<std::string_view, 2> kScheduleLists{"paged", "array"};
constexpr std::array<std::string_view, 2> kPastSchedule{"refuse", "run"};

constexpr std::array<std::string_view, 2> kCancelKeyIssue{"refuse", "accept"};

constexpr std::array kRows{
    Row<&Switches::merchant_uid_reuse>("merchant_uid_reuse", kReuse),
    Row<&Switches::unknown_customer>("unknown_customer", kUnknownCustomer),
    Row<&Switches::include_sandbox>("include_sandbox", kIncludeSandbox),
    Row<&Switches::unknown_customer_payments>("unknown_customer_payments",
                                              kUnknownCustomerPayments),
    Row<&Switches::profile>("profile", kProfiles),
    Row<&Switches::schedule_lists>("schedule_lists", kScheduleLists),
    Row<&Switches::past_schedule>("past_schedule", kPastSchedule),
    Row<&Switches::cancel_key_issue>("cancel_key_issue", kCancelKeyIssue),
};

}  // namespace

std::span<const SwitchRow> AllSwitches() {
  return kRows;
}

}  // namespace portone
