// SPDX-License-Identifier: MIT
// Writes the head of a reply. Independent of sockets.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/reply.h"
#include "base/instant.h"

namespace portone::http {

/// The value of the header Date, formatted once a second. Thread safety: used by one thread.
class DateHeader {
 public:
  /// "Sun, 06 Nov 1994 08:49:37 GMT"; valid until the next call.
  std::string_view Format(Instant now);

 private:
  std::int64_t second_ = -1;
  std::string text_;
};

/// What the reply says about the connection.
struct ReplyConnection {
  bool keep_alive = true;
  bool has_length = true;  ///< false: the length of the body is not known
  bool is_http10 = false;  ///< whether the reply must announce `keep_alive`
  std::chrono::seconds idle_timeout{75};
};

/// Appends the status line and the headers of `reply`, with their empty line, to `out`. Headers
/// that contain line breaks are dropped.
void AppendReplyHead(const api::Reply& reply, std::string_view date,
                     const ReplyConnection& connection, std::string& out);

}  // namespace portone::http
