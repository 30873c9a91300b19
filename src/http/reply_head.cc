// SPDX-License-Identifier: MIT
#include "http/reply_head.h"

#include <array>
#include <cstddef>

#include <boost/beast/http/status.hpp>

namespace portone::http {
namespace {

constexpr std::string_view kUnlimitedRequests = "1000000000";  // per connection

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string TwoDigits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string FormatDate(std::chrono::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  return std::string(kDays.at(std::chrono::weekday(day).c_encoding())) + ", " +
         TwoDigits(unsigned{date.day()}) + " " +
         std::string(kMonths.at(unsigned{date.month()} - 1)) + " " +
         std::to_string(int{date.year()}) + " " + TwoDigits(time.hours().count()) + ":" +
         TwoDigits(time.minutes().count()) + ":" + TwoDigits(time.seconds().count()) + " GMT";
}

/// Whether a text would end the header that it is part of.
bool ContainsLineBreak(std::string_view text) {
  return text.find('\n') != std::string_view::npos || text.find('\r') != std::string_view::npos;
}

void AppendHeader(std::string_view name, std::string_view value, std::string& out) {
  if (ContainsLineBreak(name) || ContainsLineBreak(value)) return;
  out.append(name).append(": ").append(value).append("\r\n");
}

std::string_view GetReasonPhrase(int status) {
  namespace http = boost::beast::http;
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  return {reason.data(), reason.size()};
}

}  // namespace

std::string_view DateHeader::Format(Instant now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  if (second.time_since_epoch().count() != second_) {
    second_ = second.time_since_epoch().count();
    text_ = FormatDate(second);
  }
  return text_;
}

void AppendReplyHead(const api::Reply& reply, std::string_view date,
                     const ReplyConnection& connection, std::string& out) {
  out.append("HTTP/1.1 ").append(std::to_string(reply.status)).append(" ");
  out.append(GetReasonPhrase(reply.status)).append("\r\n");
  AppendHeader("Date", date, out);
  if (!reply.content_type.empty()) AppendHeader("Content-Type", reply.content_type, out);
  for (const HttpHeader& header : reply.headers)
    AppendHeader(header.name, header.value, out);
  if (connection.has_length) AppendHeader("Content-Length", std::to_string(reply.body.size()), out);
  if (!connection.keep_alive) {
    AppendHeader("Connection", "close", out);
  } else {
    if (connection.is_http10) AppendHeader("Connection", "keep-alive", out);
    out.append("Keep-Alive: timeout=").append(std::to_string(connection.idle_timeout.count()));
    out.append(", max=").append(kUnlimitedRequests).append("\r\n");
  }
  out.append("\r\n");
}

}  // namespace portone::http
