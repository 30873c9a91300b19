// SPDX-License-Identifier: MIT
// For whom a reply is written: which fields they know, and by which address they know this program.
#pragma once

#include <string>

#include "domain/switches.h"

namespace portone::api {

struct Audience {
  Profile profile = Profile::kCurrent;
  /// What links begin with: "http://localhost:12010/_emulator/receipts/imp12345678".
  std::string receipts{};
};

}  // namespace portone::api
