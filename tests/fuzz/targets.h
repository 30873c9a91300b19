// SPDX-License-Identifier: MIT
// The functions that the fuzzers, and the replay of their corpora, call with a text. Each throws
// std::logic_error when a result contradicts another. The scenario loader's is in load_scenario.h.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace portone::testing {

/// Reads a text as JSON, writes it, and reads that again.
void ReadJsonText(std::string_view text);

/// Reads a text as a form, and masks what it would show of it.
void ReadFormText(std::string_view text);

/// Parses a text as the URL of a receiver.
void ParseUrlText(std::string_view text);

/// Reads a text as the requests of a connection, whole, in pieces and byte by byte, and writes and
/// reads again what was accepted.
void ReadRequestText(std::string_view text);

/// Reads a text as a receiver's response, whole, in pieces and byte by byte.
void ReadResponseText(std::string_view text);

/// Looks for the end of a request's head in a text, whole, in pieces and byte by byte.
void ScanHeadText(std::string_view text);

/// Parses a text as a time and as a period.
void ParseTimeText(std::string_view text);

/// Throws std::logic_error with this text unless it holds.
inline void Require(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error("does not hold: " + what);
}

}  // namespace portone::testing
