// SPDX-License-Identifier: MIT
// A sub-merchant of an agency, as configured in the console. Evidence:
// docs/behaviour/merchant-settings.md#tiers
#pragma once

#include <string>

#include "domain/ids.h"

namespace portone {

struct Tier {
  TierCode tier_code;
  std::string name;
};

}  // namespace portone
