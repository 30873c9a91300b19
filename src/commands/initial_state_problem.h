// SPDX-License-Identifier: MIT
// Why an initial state cannot be loaded, with the record at fault: whoever has the document that
// the state was read from can say where that is (scenario/record_location.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/ids.h"

namespace portone::commands {

struct InitialStateProblem {
  std::string message;      ///< one line
  std::string_view list{};  ///< the key of its list in `given`: "payments"; "": not known
  std::string member{};     ///< "card_code"; "" for the record; "group/other_cards/0/pg" for a part
  std::optional<TierCode> tier{};  ///< whose records are meant; absent: those of the whole list
  /// How many records of the tier follow it in the list; absent: the list itself is at fault. (The
  /// records of a document come after those that the sandbox had before.)
  std::optional<std::size_t> records_after{};
};

/// The first record at fault, or nothing.
using FoundProblem = std::optional<InitialStateProblem>;

/// A member of a record that is wrong, and why in one line.
struct WrongMember {
  std::string member;
  std::string message;
};

/// The problem of a record. REQUIRES: `record` is an element of `records`.
template <class Record>
InitialStateProblem MakeProblem(std::string_view list, const std::vector<Record>& records,
                                const Record& record, std::string member, std::string message) {
  InitialStateProblem problem{std::move(message), list, std::move(member), {}, {}};
  problem.records_after = static_cast<std::size_t>(&records.back() - &record);
  return problem;
}

}  // namespace portone::commands
