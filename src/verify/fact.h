// SPDX-License-Identifier: MIT
// What happened in a sandbox, as expectations see it: plain JSON, and a table of what each kind of
// fact can be asked for. Knows no sandbox; control/facts makes them.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace portone::verify {

/// In the order in which facts of one sequence happened.
enum class FactKind : std::uint8_t { kRequest, kPayment, kWebhook, kSchedule };

inline constexpr std::size_t kFactKinds = 4;

/// Some of the kinds, by their numbers.
using FactKinds = std::bitset<kFactKinds>;

/// "payment"; "payments".
std::string_view Singular(FactKind kind);
std::string_view Plural(FactKind kind);

/// How a field is compared, and which values make sense for it.
enum class FieldType : std::uint8_t {
  kText,
  kNumber,
  kTime,   ///< ISO 8601 as FormatIso prints it
  kBody,   ///< the parameters of a request: an object
  kAny,    ///< one of those parameters: "1000" is 1000, for forms know only texts
  kReply,  ///< a reply or a part of one: compared by type, too
};

struct Field {
  std::string_view name;
  FieldType type = FieldType::kText;
  std::span<const std::string_view> allowed{};  ///< the only texts it ever holds; empty: any
};

/// What a fact of this kind can be asked for.
std::span<const Field> FieldsOf(FactKind kind);

struct Fact {
  FactKind kind = FactKind::kPayment;
  std::uint64_t sequence = 0;  ///< among all that happened; 0 for schedules
  std::uint64_t id = 0;        ///< orders what has one sequence
  Json fields;                 ///< all of FieldsOf, and what else is worth showing
};

/// Facts by kind, each kind in its order.
struct Facts {
  std::array<std::vector<Fact>, kFactKinds> by_kind;

  std::vector<Fact>& Of(FactKind kind) { return by_kind.at(static_cast<std::size_t>(kind)); }
  const std::vector<Fact>& Of(FactKind kind) const {
    return by_kind.at(static_cast<std::size_t>(kind));
  }
};

/// How a message calls it: "payment order-1", "request 7 (POST /payments/cancel)".
std::string NameOf(const Fact& fact);

}  // namespace portone::verify
