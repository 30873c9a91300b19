// SPDX-License-Identifier: MIT
// JSON encoding of a tier.
#pragma once

#include "api/reply_writer.h"
#include "domain/tier.h"

namespace portone::api {

void EncodeTier(ReplyWriter& json, const Tier& tier);

}  // namespace portone::api
