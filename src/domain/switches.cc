// SPDX-License-Identifier: MIT
#include "domain/switches.h"

#include <array>
#include <type_traits>

#include "base/member_count.h"

namespace portone {
namespace {

template <auto Member>
constexpr SwitchRow Row(std::string_view name) {
  using Value = std::remove_reference_t<decltype(Switches{}.*Member)>;
  return {
      name, Names<Value>(),
      [](Switches& switches, std::size_t value) { switches.*Member = static_cast<Value>(value); },
      [](const Switches& switches) { return static_cast<std::size_t>(switches.*Member); }};
}

constexpr std::array kRows{
    Row<&Switches::merchant_uid_reuse>("merchant_uid_reuse"),
    Row<&Switches::unknown_customer>("unknown_customer"),
    Row<&Switches::include_sandbox>("include_sandbox"),
    Row<&Switches::unknown_customer_payments>("unknown_customer_payments"),
    Row<&Switches::profile>("profile"),
    Row<&Switches::schedule_lists>("schedule_lists"),
    Row<&Switches::past_schedule>("past_schedule"),
    Row<&Switches::cancel_key_issue>("cancel_key_issue"),
    Row<&Switches::undocumented_requests>("undocumented_requests"),
    Row<&Switches::long_merchant_uid>("long_merchant_uid"),
    Row<&Switches::receipt_links>("receipt_links"),
    Row<&Switches::unapproved_order>("unapproved_order"),
};

static_assert(HasMembers<Switches, kRows.size()>(), "each switch needs a row");

}  // namespace

std::span<const SwitchRow> AllSwitches() {
  return kRows;
}

}  // namespace portone
