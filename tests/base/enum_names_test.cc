// SPDX-License-Identifier: MIT
// EnumNames: one table of names serves writing, parsing and listing.
#include "base/enum_names.h"

#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.h"

namespace portone {

namespace testing {

enum class Colour : std::uint8_t { kRed, kGreen };
enum class Size : std::uint8_t { kNone, kSmall, kLarge };
enum class TooFew : std::uint8_t { kA, kB };
enum class TooMany : std::uint8_t { kA };
enum class Empty : std::uint8_t { kA, kB };
enum class Aliased : std::uint8_t { kA, kB, kLastOfFew = kB, kC };
enum class Nameless : std::uint8_t { kA };

}  // namespace testing

template <>
struct EnumNames<testing::Colour> {
  static constexpr std::array<std::string_view, 2> kNames{"red", "green"};
};

template <>
struct EnumNames<testing::Size> {
  static constexpr bool kFirstIsUnnamed = true;
  static constexpr std::array<std::string_view, 3> kNames{"", "small", "large"};
};

template <>
struct EnumNames<testing::TooFew> {
  static constexpr std::array<std::string_view, 1> kNames{"a"};
};

template <>
struct EnumNames<testing::TooMany> {
  static constexpr std::array<std::string_view, 2> kNames{"a", "b"};
};

template <>
struct EnumNames<testing::Empty> {
  static constexpr std::array<std::string_view, 2> kNames{"a"};
};

template <>
struct EnumNames<testing::Aliased> {
  static constexpr std::array<std::string_view, 3> kNames{"a", "b", "c"};
};

namespace {

using testing::Colour;
using testing::Size;
using Strings = std::vector<std::string>;

template <class E>
Strings ListNames() {
  const auto names = Names<E>();
  return {names.begin(), names.end()};
}

TEST_CASE("names: a value becomes its name, and the name the value", "[base]") {
  CHECK(Name(Colour::kGreen) == "green");
  CHECK(Parse<Colour>("green") == Colour::kGreen);
  CHECK(ListNames<Colour>() == Strings{"red", "green"});
}

TEST_CASE("names: any other text is not a value", "[base]") {
  const std::string text = GENERATE("", "Red", "red ", "gree", "blue");
  CAPTURE(text);
  CHECK_FALSE(Parse<Colour>(text));
}

TEST_CASE("names: an unnamed value is neither listed nor parsed", "[base]") {
  CHECK(Name(Size::kNone).empty());
  CHECK_FALSE(Parse<Size>(""));
  CHECK(Parse<Size>("small") == Size::kSmall);
  CHECK(ListNames<Size>() == Strings{"small", "large"});
}

TEST_CASE("names: a table that lacks a name, has one too many or an empty one does not compile",
          "[base]") {
  STATIC_REQUIRE(HasAllNames<Colour>());
  STATIC_REQUIRE(HasAllNames<Size>());
  STATIC_REQUIRE(HasAllNames<testing::Aliased>());
  STATIC_REQUIRE_FALSE(HasAllNames<testing::TooFew>());
  STATIC_REQUIRE_FALSE(HasAllNames<testing::TooMany>());
  STATIC_REQUIRE_FALSE(HasAllNames<testing::Empty>());
  STATIC_REQUIRE_FALSE(NamedEnum<testing::Nameless>);
}

}  // namespace
}  // namespace portone
