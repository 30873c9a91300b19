// SPDX-License-Identifier: MIT
// The choices of this emulator on points where the sources disagree or are silent. Each is a member
// here and a row in switches.cc; docs/behaviour says what speaks for either value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace portone {

// FIDELITY: merchant-uid-once
enum class MerchantUidReuse : std::uint8_t {
  kService,  ///< a paid or cancelled payment blocks its merchant_uid, a failed one does not
  kStrict,   ///< used once, whatever became of it
};

// FIDELITY: unknown-customer
enum class UnknownCustomer : std::uint8_t {
  kRefusal,   ///< HTTP 200 with code 1, as observed
  kNotFound,  ///< HTTP 404, as documented
};

// FIDELITY: include-sandbox
enum class IncludeSandbox : std::uint8_t {
  kLax,     ///< a look-up finds payments of test channels
  kStrict,  ///< only with include_sandbox=true
};

// FIDELITY: customer-payments
enum class UnknownCustomerPayments : std::uint8_t {
  kEmpty,     ///< an empty list, as observed
  kNotFound,  ///< HTTP 404, as documented
};

// FIDELITY: profile
enum class Profile : std::uint8_t {
  kCurrent,  ///< every field that the service documents today
  k2020,     ///< without the fields that came after 2020
};

// FIDELITY: schedule-lists
enum class ScheduleLists : std::uint8_t {
  kPaged,  ///< an object with a page, as observed
  kArray,  ///< the page's elements alone, as documented
};

// FIDELITY: past-schedule
enum class PastSchedule : std::uint8_t {
  kRefuse,  ///< a schedule_at that is not in the future is refused
  kRun,     ///< it is charged at once
};

// FIDELITY: registration-records
enum class CancelRegistration : std::uint8_t {
  kRefuse,  ///< what only registered a key cannot be cancelled
  kAccept,  ///< it becomes cancelled, and nothing else happens
};

struct Switches {
  MerchantUidReuse merchant_uid_reuse = MerchantUidReuse::kService;
  UnknownCustomer unknown_customer = UnknownCustomer::kRefusal;
  IncludeSandbox include_sandbox = IncludeSandbox::kLax;
  UnknownCustomerPayments unknown_customer_payments = UnknownCustomerPayments::kEmpty;
  Profile profile = Profile::kCurrent;
  ScheduleLists schedule_lists = ScheduleLists::kPaged;
  PastSchedule past_schedule = PastSchedule::kRefuse;
  CancelRegistration cancel_registration = CancelRegistration::kRefuse;

  friend bool operator==(const Switches&, const Switches&) = default;
};

/// One switch as scenarios name it.
struct SwitchRow {
  std::string_view name;
  std::span<const std::string_view> values;  ///< in the order of its enum, the default first
  void (*set)(Switches&, std::size_t value);
  std::size_t (*get)(const Switches&);
};

/// Every switch there is.
std::span<const SwitchRow> AllSwitches();

/// A switch put to a value. REQUIRES: `value` is an index into the row's values.
struct SwitchChoice {
  const SwitchRow* row;
  std::size_t value;
};

}  // namespace portone
