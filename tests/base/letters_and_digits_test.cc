// SPDX-License-Identifier: MIT
#include "base/letters_and_digits.h"

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("letters and digits: only those of ASCII are", "[base]") {
  for (const char c : std::string_view("azAZ09mM5")) {
    CAPTURE(c);
    CHECK(IsLetterOrDigit(c));
  }
  for (const char c : std::string_view("@[`{/:-_ .\n\0", 12)) {
    CAPTURE(static_cast<int>(c));
    CHECK_FALSE(IsLetterOrDigit(c));
  }
  CHECK(HasOnlyLettersAndDigits("order42"));
  CHECK(HasOnlyLettersAndDigits(""));
  CHECK_FALSE(HasOnlyLettersAndDigits("order-42"));
  CHECK_FALSE(HasOnlyLettersAndDigits("주문"));
}

}  // namespace
}  // namespace portone
