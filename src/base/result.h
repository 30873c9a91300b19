// SPDX-License-Identifier: MIT
// A value or an error. Independent of the error type: domain/result.h defines the project's own and
// its `Result<T>`.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

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
  BasicResult(const T& value) : state_(std::in_place_index<0>, value) {}        // NOLINT
  BasicResult(T&& value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT
  BasicResult(E error) : state_(std::in_place_index<1>, std::move(error)) {}    // NOLINT

  bool ok() const { return state_.index() == 0; }

  /// REQUIRES: ok().
  const T& value() const& { return std::get<0>(state_); }
  T& value() & { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }

  /// REQUIRES: !ok().
  const E& error() const& { return std::get<1>(state_); }
  E&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, E> state_;
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
