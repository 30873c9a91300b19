// SPDX-License-Identifier: MIT
#include "http/request_head.h"

namespace portone::http {

bool HeadScanner::Scan(std::string_view bytes) {
  for (;;) {
    const std::size_t end = bytes.find('\n', scanned_);
    if (end == std::string_view::npos) {
      scanned_ = bytes.size();
      return scanned_ - begin_ > limits_.max_bytes && Refuse(431);
    }
    const std::string_view line = bytes.substr(line_begin_, end - line_begin_);
    if (end + 1 - begin_ > limits_.max_bytes) return Refuse(431);
    if (line.empty() || line.back() != '\r') return Refuse(400);
    line_begin_ = scanned_ = end + 1;
    if (line.size() == 1) {
      if (line_count_ > 0) return true;
      // Some early clients send an empty line after a form (RFC 9112, 2.2); more than a few lines
      // come from no client.
      if (line_begin_ > 16) return Refuse(400);
      begin_ = line_begin_;
      continue;
    }
    if (++line_count_ > limits_.max_lines) return Refuse(431);
    if (line_count_ == 1) continue;  // the target has a limit of its own
    if (line.front() == ' ' || line.front() == '\t') return Refuse(400);
    if (line.size() > limits_.max_line_bytes) return Refuse(400);
  }
}

bool HeadScanner::Refuse(int status) {
  refusal_ = status;
  return true;
}

}  // namespace portone::http
