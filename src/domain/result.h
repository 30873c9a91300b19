// SPDX-License-Identifier: MIT
// What an operation returns: a value, or the error that refused it. The errors themselves are in
// domain/errors.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace portone {

/// Which error; the enumerators are in domain/errors.h.
enum class Errc : std::uint8_t;

/// A gateway's error code and text, passed through unchanged: {"CC14", "카드번호 오류"}.
struct GatewayError {
  std::string code;
  std::string message;

  friend bool operator==(const GatewayError&, const GatewayError&) = default;
};

/// Why an operation was refused. Built by the factories of domain/errors.h only.
struct Error {
  Errc code;
  std::string message;
  std::optional<GatewayError> gateway{};  ///< the gateway's error, if a gateway refused
};

template <class T>
using Result = BasicResult<T, Error>;

}  // namespace portone
