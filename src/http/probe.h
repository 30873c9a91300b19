// SPDX-License-Identifier: MIT
// Checks whether an emulator is up; used by `portone-emulator ready`.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace portone::http {

/// Whether `GET {base_url}/_emulator/health` returns 200 within `wait`; retries ten times a second.
/// With a `wait` of 0 there is one attempt of at most a second. Returns false immediately for a
/// malformed URL. Certificates are not verified. Thread safety: blocks the caller.
bool IsReady(const std::string& base_url, std::chrono::seconds wait);
/// The same for a URL that is asked for before each attempt, because it may become known only then.
/// A malformed one counts as an emulator that does not answer.
bool IsReady(const std::function<std::string()>& find_url, std::chrono::seconds wait);

/// Whether any server's `url` answers GET with a 2xx within `wait`; as IsReady otherwise.
bool IsAnswering(const std::string& url, std::chrono::seconds wait);

}  // namespace portone::http
