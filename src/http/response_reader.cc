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

constexpr int kSwitchingProtocols = 101;

bool IsInterim(int status) {
  return status >= 100 && status < 200 && status != kSwitchingProtocols;
}

}  // namespace

class ResponseReader::Parser : public beast::http::response_parser<beast::http::buffer_body> {};

ResponseReader::ResponseReader(ResponseLimits limits) : limits_(limits) {
  StartHead();
}

ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
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
  total_ += bytes.size();
  unread_ += bytes;
  const State state = Parse();
  if (state == State::kIncomplete && total_ >= limits_.max_total) {
    body_is_cut_ = true;
    return has_head() ? State::kComplete : State::kTooLarge;
  }
  return state;
}

ResponseReader::State ResponseReader::Finish() {
  boost::system::error_code error;
  if (parser_->got_some()) parser_->put_eof(error);
  body_is_cut_ = true;
  return has_head() ? State::kComplete : State::kMalformed;
}

void ResponseReader::StartHead() {
  has_status_line_ = false;
  parser_ = std::make_unique<Parser>();
  parser_->header_limit(static_cast<std::uint32_t>(limits_.max_head));
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
}

ResponseReader::State ResponseReader::Parse() {
  if (!has_status_line_) has_status_line_ = unread_.find('\n') < limits_.max_status_line;
  if (!has_status_line_ && unread_.size() >= limits_.max_status_line) return State::kTooLarge;
  while (!unread_.empty() && !parser_->is_done()) {
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
    if (error == beast::http::error::header_limit) return State::kTooLarge;
    if (error && error != beast::http::error::need_buffer) {
      body_is_cut_ = true;
      return has_head() ? State::kComplete : State::kMalformed;
    }
    if (parser_->is_done() && IsInterim(status())) StartHead();
  }
  return parser_->is_done() ? State::kComplete : State::kIncomplete;
}

}  // namespace portone::http
