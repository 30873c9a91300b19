// SPDX-License-Identifier: MIT
// Patterns of transaction numbers and of links, written so that they can be compared with a
// recording: "StdpayCARD{mid}{time}{digits:6}". The same for every gateway.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace portone {

/// The values that replace the words of a pattern.
struct PatternValues {
  std::string_view gateway{};  ///< {gateway}: PortOne's code
  std::string_view mid{};      ///< {mid}, {mid:5}: the merchant's id at the gateway, its beginning
  Instant at{};                ///< {time}: yyyymmddHHMMSS in Korea; {time12}: yymmddHHMMSS;
                               ///< {date}: yyyymmdd; {year}: yy
  Instant requested_at{};      ///< {requested}: yyyymmddHHMMSS, when the window was requested
  std::uint64_t number = 0;    ///< {digits:N}, {hex:N}, {alnum:N}, {base64:N}, {uuid}
  std::string_view tid{};      ///< {tid}: the gateway's transaction number
  std::string_view imp_uid{};
  std::string_view amount{};  ///< {amount}: in major units
  bool on_mobile = false;     ///< {p|m}: "p" on a PC, "m" on a mobile device
};

/// Replaces each {word} of the pattern; {sha256:mid,tid} is the SHA-256 of the words between the
/// commas, written one after the other, in small hexadecimal digits. The same values give the same
/// text: what looks random is derived from `number`, and different words of one pattern from
/// different parts of it. REQUIRES: the pattern has only words from above; N is from 1 to 99.
std::string FormatPattern(std::string_view pattern, const PatternValues& values);

}  // namespace portone
