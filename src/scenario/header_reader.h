// SPDX-License-Identifier: MIT
// Headers of the requests that the emulator sends: webhooks, and calls on each tick of an advance.
#pragma once

#include <optional>
#include <vector>

#include "base/http_header.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads the key "headers", such as {"X-Forwarded-For": "52.78.100.19"}: at most 32 names, each
/// once, with their values. Nullopt when it is missing or wrong; what is wrong is reported: no name
/// of a header, one that the emulator sets itself, no text, line breaks, over 4,096 bytes.
std::optional<std::vector<HttpHeader>> ReadHeaders(json::StrictObject& object);

}  // namespace portone::scenario
