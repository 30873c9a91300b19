// SPDX-License-Identifier: MIT
// A buyer's review of a product that was ordered at the gateway itself.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"

namespace portone {

enum class ReviewType : std::uint8_t { kGeneral, kPremium };

template <>
struct EnumNames<ReviewType> {
  static constexpr std::array<std::string_view, 2> kNames{"general", "premium"};
};

/// A buyer's review of a product.
// FIDELITY: naver-reviews
struct ProductReview {
  std::string review_id{};
  ReviewType type = ReviewType::kGeneral;
  int score = 5;  ///< 1 to 5
  std::string title{};
  std::optional<std::string> content{};
  std::string writer{};
  Instant created_at{};
  std::optional<Instant> modified_at{};
};

/// The limits of a score.
inline constexpr int kLowestScore = 1;
inline constexpr int kHighestScore = 5;

}  // namespace portone
