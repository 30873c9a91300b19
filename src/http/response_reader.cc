// SPDX-License-Identifier: MIT
#include "http/response_reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace portone::http {
namespace {

namespace beast = boost::beast;

constexpr std::string_view kVersionPrefix = "HTTP/1.";
constexpr int kSwitchingProtocols = 101;

bool IsInterim(int status) {
  return status >= 100 && status < 200 && status != kSwitchingProtocols;
}

}  // namespace

class ResponseReader::Parser : public beast::http::response_parser<beast::http::buffer_body> {};

ResponseReader::ResponseReader(ResponseLimits limits) : limits_(limits) {
  StartHead();
}

ResponseReader::~ResponseReader() = default;

bool ResponseReader::has_head() const {
  return parser_->is_header_done() && !IsInterim(status());
}

int ResponseReader::status() const {
  return static_cast<int>(parser_->get().result_int());
}

const std::string& ResponseReader::body() const {
  return body_;
}

std::string ResponseReader::TakeBody() {
  return std::exchange(body_, {});
}

bool ResponseReader::can_reuse_connection() const {
  return !body_is_cut_ && unread_.empty() && parser_->is_done() && parser_->keep_alive() &&
         status() != kSwitchingProtocols;
}

ResponseReader::State ResponseReader::Read(std::string_view bytes) {
  const std::string_view kept = bytes.substr(0, limits_.max_total - total_);
  total_ += kept.size();
  unread_ += kept;
  if (kept.size() < bytes.size()) body_is_cut_ = true;
  const State state = Parse();
  if (state == State::kIncomplete && total_ >= limits_.max_total) {
    body_is_cut_ = true;
    return has_head() ? State::kComplete : State::kTooLarge;
  }
  return state;
}

void ResponseReader::StartHead() {
  line_start_ = 0;
  parser_ = std::make_unique<Parser>();
  parser_->header_limit(static_cast<std::uint32_t>(limits_.max_head));
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
}

ResponseReader::State ResponseReader::FindEndOfHead() {
  if (!unread_.starts_with(kVersionPrefix.substr(0, unread_.size()))) return State::kMalformed;
  for (;;) {
    const std::size_t limit = line_start_ == 0 ? limits_.max_status_line : limits_.max_head;
    const std::size_t line_feed = unread_.find('\n', line_start_);
    if (std::min(line_feed, unread_.size()) >= limit) return State::kTooLarge;
    if (line_feed == std::string::npos) return State::kIncomplete;
    if (unread_[line_feed - 1] != '\r') return State::kMalformed;
    if (line_feed == line_start_ + 1) return State::kComplete;
    line_start_ = line_feed + 1;
  }
}

ResponseReader::State ResponseReader::Parse() {
  while (!unread_.empty() && !parser_->is_done()) {
    if (!parser_->is_header_done()) {
      const State state = FindEndOfHead();
      if (state != State::kComplete) return state;
    }
    std::array<char, 4'096> chunk;
    parser_->get().body().data = chunk.data();
    parser_->get().body().size = chunk.size();
    boost::system::error_code error;
    const std::size_t used = parser_->put(boost::asio::buffer(unread_), error);
    unread_.erase(0, used);
    const std::size_t got = chunk.size() - parser_->get().body().size;
    body_.append(chunk.data(), std::min(got, limits_.max_body - body_.size()));
    if (body_.size() >= limits_.max_body) {
      body_is_cut_ = true;
      return State::kComplete;
    }
    if (error == beast::http::error::need_more) return State::kIncomplete;
    if (error == beast::http::error::header_limit && !has_head())
      return State::kTooLarge;  // folded
    if (error && error != beast::http::error::need_buffer) {
      body_is_cut_ = true;
      return has_head() ? State::kComplete : State::kMalformed;
    }
    if (parser_->is_done() && IsInterim(status())) StartHead();
  }
  return parser_->is_done() ? State::kComplete : State::kIncomplete;
}

}  // namespace portone::http
