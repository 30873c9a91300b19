// SPDX-License-Identifier: MIT
// A tier as the V1 API prints it.
#pragma once

#include "api/reply_writer.h"
#include "domain/tier.h"

namespace portone::api {

void EncodeTier(ReplyWriter& json, const Tier& tier);

}  // namespace portone::api
