// SPDX-License-Identifier: MIT
// A value or an error. Independent of the error type: domain/result.h defines the project's own and
// its `Result<T>`.
#pragma once

#include <optional>
#include <utility>

namespace portone {

/// The value type of a call that can fail but returns nothing.
struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};

/// Either a `T` or an `E`. Converts implicitly from both, so that a function can `return value;` or
/// `return errors::PaymentNotFound();`.
template <class T, class E>
class [[nodiscard]] BasicResult {
 public:
  BasicResult(const T& value) : value_(value) {}        // NOLINT
  BasicResult(T&& value) : value_(std::move(value)) {}  // NOLINT
  BasicResult(E error) : error_(std::move(error)) {}    // NOLINT

  bool ok() const { return value_.has_value(); }

  /// REQUIRES: ok(). Else throws std::bad_optional_access.
  const T& value() const& { return value_.value(); }
  T& value() & { return value_.value(); }
  T&& value() && { return std::move(value_).value(); }

  /// REQUIRES: !ok(). Else throws std::bad_optional_access.
  const E& error() const& { return error_.value(); }
  E&& error() && { return std::move(error_).value(); }

 private:
  // Exactly one of them has a value. A std::variant of each T and E takes the compiler far longer.
  std::optional<T> value_;
  std::optional<E> error_;
};

}  // namespace portone

#define PORTONE_CONCAT_INNER(a, b) a##b
#define PORTONE_CONCAT(a, b) PORTONE_CONCAT_INNER(a, b)

/// `PORTONE_TRY(const Money amount, fields.Required(...));` declares `amount`, or returns the error
/// from the enclosing function.
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot be parenthesized.
#define PORTONE_TRY(declaration, expression)                          \
  auto PORTONE_CONCAT(portone_try_, __LINE__) = (expression);         \
  if (!PORTONE_CONCAT(portone_try_, __LINE__).ok()) {                 \
    return std::move(PORTONE_CONCAT(portone_try_, __LINE__)).error(); \
  }                                                                   \
  declaration = std::move(PORTONE_CONCAT(portone_try_, __LINE__)).value()
// NOLINTEND(bugprone-macro-parentheses)

/// `PORTONE_RETURN_IF_ERROR(CheckPaid(payment));` returns the error of a call that returns nothing
/// else from the enclosing function.
#define PORTONE_RETURN_IF_ERROR(expression)                               \
  do {                                                                    \
    auto portone_checked = (expression);                                  \
    if (!portone_checked.ok()) return std::move(portone_checked).error(); \
  } while (false)
