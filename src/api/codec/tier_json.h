// SPDX-License-Identifier: MIT
// A tier as the V1 API prints it.
#pragma once

#include "api/json_writer.h"
#include "domain/tier.h"

namespace portone::api {

void EncodeTier(JsonWriter& json, const Tier& tier);

}  // namespace portone::api
