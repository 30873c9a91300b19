// SPDX-License-Identifier: MIT
// Facts: what happened in a sandbox, as plain JSON, and a table of the fields that expectations can
// use for each kind. Independent of sandboxes: control/facts creates them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/enum_set.h"
#include "json/json.h"

namespace portone::verify {

/// Facts with the same sequence number are ordered by kind, in this order.
enum class FactKind : std::uint8_t {
  kRequest,
  kPayment,
  kWebhook,
  kSchedule,
  kCertification,
  kReceipt,
  kProductOrder,
  kQuickMember,
  kQuickPreparation,
  kAutopayKey,
  kBenepiaAccount,
  kPartnerSale
};

}  // namespace portone::verify

namespace portone {

template <>
struct EnumNames<verify::FactKind> {
  static constexpr std::array<std::string_view, 12> kNames{
      "request",           "payment",     "webhook",         "schedule",
      "certification",     "receipt",     "product_order",   "quick_member",
      "quick_preparation", "autopay_key", "benepia_account", "partner_sale"};
};

}  // namespace portone

namespace portone::verify {

inline constexpr std::size_t kFactKindCount = EnumNames<FactKind>::kNames.size();

using FactKindSet = EnumSet<FactKind>;

/// "payments".
std::string_view GetPluralName(FactKind kind);

/// How a field is compared, and which values are valid for it.
enum class FieldType : std::uint8_t {
  kText,
  kNumber,
  kTime,   ///< ISO 8601, as FormatIso writes it
  kBody,   ///< the parameters of a request, an object
  kAny,    ///< one of these parameters; "1000" equals 1000 because form values are strings
  kReply,  ///< a reply or a part of one; types are compared, too
};

struct Field {
  std::string_view name;
  FieldType type = FieldType::kText;
  std::span<const std::string_view> allowed{};  ///< the only possible values; empty: any
};

/// The fields of this kind of fact that expectations can use.
std::span<const Field> GetFields(FactKind kind);

struct Fact {
  FactKind kind = FactKind::kPayment;
  std::uint64_t sequence = 0;  ///< position among all events; 0 for those that have none
  std::uint64_t id = 0;        ///< orders facts of the same kind and sequence number
  Json fields;                 ///< all of GetFields, plus more that messages show
};

/// Facts by kind, each kind in order.
struct Facts {
  std::array<std::vector<Fact>, kFactKindCount> by_kind;

  std::vector<Fact>& Get(FactKind kind) { return by_kind.at(static_cast<std::size_t>(kind)); }
  const std::vector<Fact>& Get(FactKind kind) const {
    return by_kind.at(static_cast<std::size_t>(kind));
  }
};

/// The name of a fact in messages: "payment order-1", "request 7 (POST /payments/cancel)".
std::string FormatFactName(const Fact& fact);

}  // namespace portone::verify
