// SPDX-License-Identifier: MIT
// A person whose identity is certified, and the two keys by which merchants recognise them again.
// Evidence: docs/behaviour/certifications.md#certified-person
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"

namespace portone {

enum class Gender : std::uint8_t { kMale, kFemale };

template <>
struct EnumNames<Gender> {
  static constexpr std::array<std::string_view, 2> kNames{"male", "female"};
};

/// The carrier of the person's telephone; MVNO: a brand in its network.
enum class Carrier : std::uint8_t { kSkt, kKt, kLgt, kSktMvno, kKtMvno, kLgtMvno };

template <>
struct EnumNames<Carrier> {
  static constexpr std::array<std::string_view, 6> kNames{"SKT",      "KT",      "LGT",
                                                          "SKT_MVNO", "KT_MVNO", "LGT_MVNO"};
};

struct Person {
  std::string name{};
  std::string birthday{};  ///< "1990-01-31"
  Gender gender = Gender::kMale;
  bool is_foreigner = false;
  std::string phone{};  ///< digits only
  Carrier carrier = Carrier::kSkt;
  /// CI: the same at every merchant. Absent until it is known; "": the agency has none.
  std::optional<std::string> unique_key{};
  /// DI: a different one at every merchant. Absent until it is known.
  std::optional<std::string> unique_in_site{};

  friend bool operator==(const Person&, const Person&) = default;
};

/// What is known of a person before they are found; an absent field is not known.
struct PersonDetails {
  std::optional<std::string> name{};
  std::optional<std::string> birthday{};
  std::optional<Gender> gender{};
  std::optional<bool> is_foreigner{};
  std::optional<std::string> phone{};  ///< digits only
  std::optional<Carrier> carrier{};
};

/// Who certifies themselves when nobody else is named.
Person MakeDefaultPerson();

/// The person, with the known details in place of their own.
Person ApplyDetails(Person person, const PersonDetails& details);

/// Whether nothing that is known of the details differs from the person.
bool MatchesDetails(const Person& person, const PersonDetails& details);

/// The digits of a text such as "010-1234-5678": telephone numbers are stored without separators.
std::string KeepDigits(std::string_view text);

/// Whether digits can be a telephone number: ten or eleven, the first a 0.
bool IsPhoneNumber(std::string_view digits);

/// Whether it is a day of the calendar, written "1990-01-31".
bool IsBirthday(std::string_view text);

/// The birthday that "900131" and the seventh digit of a resident registration number (1 to 8)
/// stand for; nullopt when there is no such day.
std::optional<std::string> ReadBirthday(std::string_view six_digits, int gender_digit);

/// Midnight in Korea at the start of the birthday. REQUIRES: IsBirthday.
Instant GetBirth(const Person& person);

/// The age in full years at an instant, in Korea. REQUIRES: IsBirthday.
int GetAge(const Person& person, Instant now);

/// The CI that every merchant sees: 88 characters of base64, derived from name, birthday, gender
/// and nationality alone.
// FIDELITY: certified-person
std::string MakeUniqueKey(const Person& person);

/// The DI of one merchant: 64 characters of base64, derived from the same and from `site`.
// FIDELITY: certified-person
std::string MakeUniqueInSite(const Person& person, std::string_view site);

}  // namespace portone
