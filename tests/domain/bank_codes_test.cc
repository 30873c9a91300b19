// SPDX-License-Identifier: MIT
#include "domain/bank_codes.h"

#include <algorithm>
#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

bool HasSmallerCode(const StandardCode& a, const StandardCode& b) {
  return a.code < b.code;
}

TEST_CASE("bank codes: each code has its exact name", "[domain][codes]") {
  const auto [code, name] = GENERATE(table<std::string, std::string>({
      {"001", "한국은행"},
      {"004", "국민은행"},
      {"012", "지역 농.축협"},
      {"056", "알비에스피엘씨은행"},
      {"081", "KEB하나은행"},
      {"092", "토스뱅크"},
      {"096", "한국전자금융(주)"},
      {"209", "유안타증권"},
      {"298", "현대선물"},
  }));
  CAPTURE(code);
  const StandardCode* bank = FindBank(code);
  REQUIRE(bank != nullptr);
  CHECK(*bank == StandardCode{code, name});
}

TEST_CASE("bank codes: are sorted by code and unique", "[domain][codes]") {
  const auto banks = Banks();
  CHECK(std::is_sorted(banks.begin(), banks.end(), HasSmallerCode));
  CHECK(std::adjacent_find(banks.begin(), banks.end(),
                           [](const StandardCode& a, const StandardCode& b) {
                             return a.code == b.code;
                           }) == banks.end());
  for (const StandardCode& bank : banks) {
    CAPTURE(bank.code);
    CHECK(bank.code.size() == 3);
    CHECK_FALSE(bank.name.empty());
  }
  CHECK(banks.size() == 86);
}

TEST_CASE("bank codes: FindBank does not accept a gateway's format", "[domain][codes]") {
  const std::string code = GENERATE("", "04", "4", "BK04", "0004", "999", "국민은행");
  CAPTURE(code);
  CHECK(FindBank(code) == nullptr);
}

TEST_CASE("bank codes: all gateway formats map to the same bank", "[domain][codes]") {
  const auto [format, code] = GENERATE(table<std::string, std::string>({
      {"004", "004"},
      {"04", "004"},
      {"BK04", "004"},
      {"BK88", "088"},
      {"92", "092"},
      {"209", "209"},
  }));
  CAPTURE(format);
  const StandardCode* bank = FindBankInAnyFormat(format);
  REQUIRE(bank != nullptr);
  CHECK(bank->code == code);
}

TEST_CASE("bank codes: an unknown format maps to no bank", "[domain][codes]") {
  const std::string format = GENERATE("", "4", "BK", "BK4", "BK004", "bk04", "BKBK04", "00", "999");
  CAPTURE(format);
  CHECK(FindBankInAnyFormat(format) == nullptr);
}

}  // namespace
}  // namespace portone
