// SPDX-License-Identifier: MIT
// JSON encoding of card and bank codes.
#pragma once

#include <span>

#include "api/reply_writer.h"
#include "domain/standard_code.h"

namespace portone::api {

void EncodeStandardCode(ReplyWriter& json, const StandardCode& row);
void EncodeStandardCodes(ReplyWriter& json, std::span<const StandardCode> rows);

}  // namespace portone::api
