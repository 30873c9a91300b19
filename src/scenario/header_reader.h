// SPDX-License-Identifier: MIT
// Reads the headers that the emulator sends with webhooks, and with calls at the ticks of an
// advance.
#pragma once

#include <optional>
#include <vector>

#include "base/http_header.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads the key "headers", such as {"X-Forwarded-For": "52.78.100.19"}: at most 32 names, each
/// once, with their values. Nothing when the key is absent. Reports, and returns nothing for, a
/// name that no header can have or that the emulator sets itself, and a value that is not a
/// string, has line breaks or is over 4,096 bytes long.
std::optional<std::vector<HttpHeader>> ReadHeaders(json::StrictObject& object);

}  // namespace portone::scenario
