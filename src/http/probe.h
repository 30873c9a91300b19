// SPDX-License-Identifier: MIT
// Is an emulator up? The client side of `portone-emulator ready`.
#pragma once

#include <chrono>
#include <string>

namespace portone::http {

/// Whether `GET {base_url}/_emulator/health` answers 200 within `wait`, tried again ten times a
/// second until it does. With a `wait` of 0 there is one try, of at most a second. False at once
/// for a malformed URL. Certificates are not verified. Thread rule: blocks the caller.
bool Answers(const std::string& base_url, std::chrono::seconds wait);

}  // namespace portone::http
