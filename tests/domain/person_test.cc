// SPDX-License-Identifier: MIT
// Persons: birthdays, ages, and the keys by which merchants recognise them.
#include "domain/person.h"

#include <set>
#include <string>

#include "support/catch.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

Person MakePerson(const std::string& name = "김인증", const std::string& birthday = "1991-11-11") {
  Person person;
  person.name = name;
  person.birthday = birthday;
  person.phone = "01011112222";
  return person;
}

bool IsBase64(std::string_view text) {
  return text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") ==
         std::string_view::npos;
}

TEST_CASE("person: the seventh digit of a registration number tells the century",
          "[domain][certification]") {
  CHECK(ReadBirthday("900131", 1) == "1990-01-31");
  CHECK(ReadBirthday("900131", 2) == "1990-01-31");
  CHECK(ReadBirthday("040229", 3) == "2004-02-29");
  CHECK(ReadBirthday("040229", 4) == "2004-02-29");
  CHECK(ReadBirthday("900131", 5) == "1990-01-31");
  CHECK(ReadBirthday("900131", 6) == "1990-01-31");
  CHECK(ReadBirthday("040229", 7) == "2004-02-29");
  CHECK(ReadBirthday("040229", 8) == "2004-02-29");
}

TEST_CASE("person: a date that does not exist is not a birthday", "[domain][certification]") {
  for (const char* digits : {"", "90013", "9001311", "901331", "900230", "9001a1"}) {
    CAPTURE(digits);
    CHECK_FALSE(ReadBirthday(digits, 1));
  }
  CHECK_FALSE(ReadBirthday("050229", 3));  // no leap year
  CHECK_FALSE(ReadBirthday("900131", 0));
  CHECK_FALSE(ReadBirthday("900131", 9));
  CHECK(IsBirthday("2004-02-29"));
  for (const char* day : {"2005-02-29", "1990-1-31", "19900131", "1990-01-31T00:00:00", ""}) {
    CAPTURE(day);
    CHECK_FALSE(IsBirthday(day));
  }
}

TEST_CASE("person: birth is midnight in Korea, as recordings have it", "[domain][certification]") {
  CHECK(ToUnixSeconds(GetBirth(MakePerson("a", "1976-11-07"))) == 216'140'400);
  CHECK(ToUnixSeconds(GetBirth(MakePerson("a", "1993-08-09"))) == 744'822'000);
  CHECK(ToUnixSeconds(GetBirth(MakePerson("a", "1991-11-11"))) == 689'785'200);
}

TEST_CASE("person: a year of age is complete on the birthday", "[domain][certification]") {
  const Person person = MakePerson("a", "2005-02-01");
  CHECK(GetAge(person, testing::At("2024-01-31T23:59:59+09:00")) == 18);
  CHECK(GetAge(person, testing::At("2024-02-01T00:00:00+09:00")) == 19);
  CHECK(GetAge(person, testing::At("2024-01-31T15:00:00Z")) == 19);
}

TEST_CASE("person: keys have the lengths and forms that were recorded", "[domain][certification]") {
  const std::string ci = MakeUniqueKey(MakePerson());
  CHECK(ci.size() == 88);
  CHECK(ci.ends_with("=="));
  CHECK(IsBase64(ci));
  const std::string di = MakeUniqueInSite(MakePerson(), "shop");
  CHECK(di.size() == 64);
  CHECK(di.starts_with("MC0GCCqGSIb3DQIJAyEA"));
  CHECK(di.ends_with("="));
  CHECK(IsBase64(di));
}

TEST_CASE("person: keys distinguish people whatever their telephone", "[domain][certification]") {
  const Person person = MakePerson();
  Person moved = person;
  moved.phone = "01099998888";
  moved.carrier = Carrier::kLgtMvno;
  CHECK(MakeUniqueKey(moved) == MakeUniqueKey(person));
  CHECK(MakeUniqueInSite(moved, "shop") == MakeUniqueInSite(person, "shop"));
  CHECK(MakeUniqueInSite(person, "other") != MakeUniqueInSite(person, "shop"));

  Person woman = person;
  woman.gender = Gender::kFemale;
  Person foreigner = person;
  foreigner.is_foreigner = true;
  const std::set<std::string> keys{MakeUniqueKey(person), MakeUniqueKey(woman),
                                   MakeUniqueKey(foreigner), MakeUniqueKey(MakePerson("이인증")),
                                   MakeUniqueKey(MakePerson("김인증", "1991-11-12"))};
  CHECK(keys.size() == 5);
}

TEST_CASE("person: details match a person from whom they do not differ",
          "[domain][certification]") {
  const Person person = MakePerson();
  CHECK(MatchesDetails(person, {}));
  CHECK(MatchesDetails(person, {.name = "김인증", .phone = "01011112222"}));
  CHECK_FALSE(MatchesDetails(person, {.name = "이인증", .phone = "01011112222"}));
  CHECK_FALSE(MatchesDetails(person, {.gender = Gender::kFemale}));
  CHECK_FALSE(MatchesDetails(person, {.carrier = Carrier::kKt}));
  const Person other = ApplyDetails(person, {.name = "이인증", .is_foreigner = true});
  CHECK(other.name == "이인증");
  CHECK(other.is_foreigner);
  CHECK(other.birthday == person.birthday);
}

}  // namespace
}  // namespace portone
