// SPDX-License-Identifier: MIT
// The alphabet of base64 (RFC 4648, section 4).
#pragma once

#include <string_view>

namespace portone {

inline constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace portone
