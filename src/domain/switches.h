// SPDX-License-Identifier: MIT
// Configurable behaviour where the sources disagree or are silent. Each switch is an enum with
// names and a member here, and a row in switches.cc; docs/behaviour gives the evidence for each
// value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/enum_names.h"

namespace portone {

// FIDELITY: merchant-uid-once
enum class MerchantUidReuse : std::uint8_t {
  kService,  ///< a paid or cancelled payment blocks its merchant_uid, a failed one does not
  kStrict,   ///< any earlier attempt blocks it
};

template <>
struct EnumNames<MerchantUidReuse> {
  static constexpr std::array<std::string_view, 2> kNames{"service", "strict"};
};

// FIDELITY: unknown-customer
enum class UnknownCustomer : std::uint8_t {
  kRefusal,   ///< HTTP 200 with code 1, as observed
  kNotFound,  ///< HTTP 404, as documented
};

template <>
struct EnumNames<UnknownCustomer> {
  static constexpr std::array<std::string_view, 2> kNames{"refusal", "not_found"};
};

// FIDELITY: include-sandbox
enum class IncludeSandbox : std::uint8_t {
  kAlwaysFound,  ///< lookups find payments of test channels whatever they ask
  kStrict,       ///< lookups find them only with include_sandbox=true
};

template <>
struct EnumNames<IncludeSandbox> {
  static constexpr std::array<std::string_view, 2> kNames{"always", "strict"};
};

// FIDELITY: customer-payments
enum class UnknownCustomerPayments : std::uint8_t {
  kEmpty,     ///< an empty list, as observed
  kNotFound,  ///< HTTP 404, as documented
};

template <>
struct EnumNames<UnknownCustomerPayments> {
  static constexpr std::array<std::string_view, 2> kNames{"empty", "not_found"};
};

// FIDELITY: profile
enum class Profile : std::uint8_t {
  kCurrent,  ///< all currently documented fields
  k2020,     ///< without the fields added after 2020
};

template <>
struct EnumNames<Profile> {
  static constexpr std::array<std::string_view, 2> kNames{"current", "2020"};
};

// FIDELITY: schedule-lists
enum class ScheduleListShape : std::uint8_t {
  kPaged,  ///< an object with a page, as observed
  kArray,  ///< an array of the page's elements, as documented
};

template <>
struct EnumNames<ScheduleListShape> {
  static constexpr std::array<std::string_view, 2> kNames{"paged", "array"};
};

// FIDELITY: past-schedule
enum class PastSchedule : std::uint8_t {
  kRefuse,  ///< a schedule_at that is not in the future is refused
  kRun,     ///< it is charged immediately
};

template <>
struct EnumNames<PastSchedule> {
  static constexpr std::array<std::string_view, 2> kNames{"refuse", "run"};
};

// FIDELITY: registration-records
enum class CancelKeyIssue : std::uint8_t {
  kRefuse,  ///< a payment that only issued a key cannot be cancelled
  kAccept,  ///< its status becomes cancelled, with no further effect
};

template <>
struct EnumNames<CancelKeyIssue> {
  static constexpr std::array<std::string_view, 2> kNames{"refuse", "accept"};
};

// FIDELITY: undocumented-requests
enum class UndocumentedRequests : std::uint8_t {
  kAccept,  ///< undocumented requests that clients are known to send are accepted as they are meant
  kRefuse,  ///< only what is documented
};

template <>
struct EnumNames<UndocumentedRequests> {
  static constexpr std::array<std::string_view, 2> kNames{"accept", "refuse"};
};

// FIDELITY: long-merchant-uid
enum class LongMerchantUid : std::uint8_t {
  kAccept,    ///< a merchant_uid over its documented length passes, with a warning in the journal
  kRefuse,    ///< code 1
  kTruncate,  ///< its first 40 characters are used
};

template <>
struct EnumNames<LongMerchantUid> {
  static constexpr std::array<std::string_view, 3> kNames{"accept", "refuse", "truncate"};
};

// FIDELITY: receipt-page
enum class ReceiptLinks : std::uint8_t {
  kEmulator,  ///< to a page of the emulator, at the host by which the caller reached it
  kGateway,   ///< to the gateway's own page, as recorded; it does not know the payment
};

template <>
struct EnumNames<ReceiptLinks> {
  static constexpr std::array<std::string_view, 2> kNames{"emulator", "gateway"};
};

// FIDELITY: merchant-uid-once
enum class UnapprovedOrder : std::uint8_t {
  kAccept,  ///< while a gateway has not approved an order yet, it may be charged again
  kRefuse,  ///< it blocks its merchant_uid
};

template <>
struct EnumNames<UnapprovedOrder> {
  static constexpr std::array<std::string_view, 2> kNames{"accept", "refuse"};
};

struct Switches {
  MerchantUidReuse merchant_uid_reuse = MerchantUidReuse::kService;
  UnknownCustomer unknown_customer = UnknownCustomer::kRefusal;
  IncludeSandbox include_sandbox = IncludeSandbox::kAlwaysFound;
  UnknownCustomerPayments unknown_customer_payments = UnknownCustomerPayments::kEmpty;
  Profile profile = Profile::kCurrent;
  ScheduleListShape schedule_lists = ScheduleListShape::kPaged;
  PastSchedule past_schedule = PastSchedule::kRefuse;
  CancelKeyIssue cancel_key_issue = CancelKeyIssue::kRefuse;
  UndocumentedRequests undocumented_requests = UndocumentedRequests::kAccept;
  LongMerchantUid long_merchant_uid = LongMerchantUid::kAccept;
  ReceiptLinks receipt_links = ReceiptLinks::kEmulator;
  UnapprovedOrder unapproved_order = UnapprovedOrder::kAccept;

  friend bool operator==(const Switches&, const Switches&) = default;
};

/// The switches that decide how a request is read.
struct Tolerance {
  UndocumentedRequests undocumented_requests = UndocumentedRequests::kAccept;
  LongMerchantUid long_merchant_uid = LongMerchantUid::kAccept;

  bool accepts_undocumented() const {
    return undocumented_requests == UndocumentedRequests::kAccept;
  }
};

inline Tolerance GetTolerance(const Switches& switches) {
  return {switches.undocumented_requests, switches.long_merchant_uid};
}

/// One switch, with its names in scenarios.
struct SwitchRow {
  std::string_view name;
  std::span<const std::string_view> values;  ///< in the order of its enum, the default first
  void (*set)(Switches&, std::size_t value);
  std::size_t (*get)(const Switches&);
};

/// All switches.
std::span<const SwitchRow> AllSwitches();

/// A switch and the value to set. REQUIRES: `value` is an index into the row's values.
struct SwitchChoice {
  const SwitchRow* row;
  std::size_t value;
};

}  // namespace portone
