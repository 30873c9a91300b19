// SPDX-License-Identifier: MIT
#include "domain/card_codes.h"

#include <set>
#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("card codes: each code has its exact name", "[domain][codes]") {
  const auto [code, name] = GENERATE(table<std::string, std::string>({
      {"361", "BC카드"},
      {"374", "하나SK카드"},
      {"381", "KB국민카드"},
      {"041", "우리카드"},
      {"071", "우체국카드"},
      {"VIS", "해외비자카드"},
      {"UNI", "중국은련카드"},
      {"002", "KDB"},
      {"090", "카카오뱅크"},
      {"10004", "해외마스터카스"},
  }));
  CAPTURE(code);
  const StandardCode* company = FindCardCompany(code);
  REQUIRE(company != nullptr);
  CHECK(*company == StandardCode{code, name});
}

TEST_CASE("card codes: only an exact code finds a company", "[domain][codes]") {
  const std::string code = GENERATE("", "999", "36", "3611", " 361", "vis", "BC카드");
  CAPTURE(code);
  CHECK(FindCardCompany(code) == nullptr);
}

TEST_CASE("card codes: are unique and all have a name", "[domain][codes]") {
  std::set<std::string_view> codes;
  for (const StandardCode& company : CardCompanies()) {
    CAPTURE(company.code);
    CHECK(codes.insert(company.code).second);
    CHECK_FALSE(company.name.empty());
    CHECK(FindCardCompany(company.code) == &company);
  }
  CHECK(codes.size() == 33);
}

TEST_CASE("card codes: the recorded list comes first, in its order", "[domain][codes]") {
  std::string codes;
  for (const StandardCode& company : CardCompanies().first(22))
    codes += std::string(company.code) + " ";
  CHECK(codes ==
        "361 364 365 366 367 368 369 370 371 372 373 374 381 041 071 VIS MAS DIN AMX JCB UNI DIS ");
}

}  // namespace
}  // namespace portone
