// SPDX-License-Identifier: MIT
#include "domain/person.h"

#include <algorithm>
#include <utility>

#include "base/base64_digits.h"
#include "base/hash.h"
#include "base/invariant.h"
#include "domain/calendar.h"
#include "domain/texts.h"

namespace portone {
namespace {

/// What the recorded DIs begin with: 15 bytes that are always the same.
constexpr std::string_view kUniqueInSitePrefix = "MC0GCCqGSIb3DQIJAyEA";

/// `bytes` bytes that look random, in base64 with its padding.
std::string MakeBase64(std::string_view seed_text, std::size_t bytes) {
  const std::size_t bits = bytes * 8;
  const std::size_t letters = (bits + 5) / 6;
  const std::size_t spare_bits = letters * 6 - bits;
  std::uint64_t state = HashText(seed_text);
  std::string text;
  for (std::size_t i = 0; i < letters; ++i) {
    state = MixBits(state);
    std::uint64_t six = state >> 58U;
    if (i + 1 == letters) six = six >> spare_bits << spare_bits;
    text += kBase64Digits.at(six);
  }
  text.append((4 - letters % 4) % 4, '=');
  return text;
}

/// Who somebody is, whatever telephone they use.
std::string FormatIdentity(const Person& person) {
  return person.name + "\n" + person.birthday + "\n" + std::string(Name(person.gender)) +
         (person.is_foreigner ? "\nforeigner" : "");
}

std::optional<Instant> ParseDay(std::string_view day) {
  constexpr std::size_t kLength = std::string_view("1990-01-31").size();
  if (day.size() != kLength) return std::nullopt;
  return ParseIso(std::string(day) + "T00:00:00+09:00");
}

}  // namespace

Person MakeDefaultPerson() {
  Person person;
  person.name = texts::kDefaultPerson;
  person.birthday = "1990-01-01";
  person.phone = "01012345678";
  return person;
}

Person ApplyDetails(Person person, const PersonDetails& details) {
  person.name = details.name.value_or(person.name);
  person.birthday = details.birthday.value_or(person.birthday);
  person.gender = details.gender.value_or(person.gender);
  person.is_foreigner = details.is_foreigner.value_or(person.is_foreigner);
  person.phone = details.phone.value_or(person.phone);
  person.carrier = details.carrier.value_or(person.carrier);
  return person;
}

bool MatchesDetails(const Person& person, const PersonDetails& details) {
  return ApplyDetails(person, details) == person;
}

std::string KeepDigits(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool IsPhoneNumber(std::string_view digits) {
  constexpr std::size_t kShortest = 10;
  constexpr std::size_t kLongest = 11;
  return digits.size() >= kShortest && digits.size() <= kLongest && digits.front() == '0' &&
         KeepDigits(digits).size() == digits.size();
}

bool IsBirthday(std::string_view text) {
  return ParseDay(text).has_value();
}

std::optional<std::string> ReadBirthday(std::string_view six_digits, int gender_digit) {
  if (six_digits.size() != 6 || KeepDigits(six_digits).size() != 6) return std::nullopt;
  if (gender_digit < 1 || gender_digit > 8) return std::nullopt;
  const bool is_of_2000s = gender_digit == 3 || gender_digit == 4 || gender_digit >= 7;
  std::string day = is_of_2000s ? "20" : "19";
  day.append(six_digits.substr(0, 2)).append("-").append(six_digits.substr(2, 2));
  day.append("-").append(six_digits.substr(4, 2));
  if (!IsBirthday(day)) return std::nullopt;
  return day;
}

Instant GetBirth(const Person& person) {
  const std::optional<Instant> birth = ParseDay(person.birthday);
  PORTONE_INVARIANT(birth.has_value(), "a person has a birthday that is no day");
  return *birth;
}

int GetAge(const Person& person, Instant now) {
  // Both as yyyymmdd: the difference of the years counts once the day of the year has come.
  const int today = std::stoi(FormatKoreanDigits(now).substr(0, 8));
  const int birthday = std::stoi(FormatKoreanDigits(GetBirth(person)).substr(0, 8));
  constexpr int kYear = 10'000;
  return (today - birthday) / kYear;
}

std::string MakeUniqueKey(const Person& person) {
  constexpr std::size_t kBytes = 64;
  return MakeBase64("ci\n" + FormatIdentity(person), kBytes);
}

std::string MakeUniqueInSite(const Person& person, std::string_view site) {
  constexpr std::size_t kBytes = 32;
  return std::string(kUniqueInSitePrefix) +
         MakeBase64("di\n" + std::string(site) + "\n" + FormatIdentity(person), kBytes);
}

}  // namespace portone
