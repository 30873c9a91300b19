// SPDX-License-Identifier: MIT
#include "http/request_parser.h"

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <string>
#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/lower_case.h"
#include "http/url.h"

namespace portone::http {
namespace {

namespace beast = boost::beast;

using ErrorCode = beast::error_code;
using Field = beast::http::field;

constexpr std::size_t kMaxChunkExtension = 256;
constexpr std::size_t kMaxTrailerFields = 32;
constexpr std::size_t kUsualFields = 8;
constexpr std::size_t kMaxChunkLine = 4096;  // a chunk's size with extension, or all trailers
/// The shortest end of a chunked body. Beast asserts that it is shown as much of a last chunk.
constexpr std::string_view kLastChunk = "0\r\n\r\n";

constexpr std::array<std::string_view, 8> kMethods = {"GET",   "HEAD",   "POST",    "PUT",
                                                      "PATCH", "DELETE", "OPTIONS", "CONNECT"};
/// Methods that exist but that no server of an API offers.
constexpr std::array<std::string_view, 2> kRefusedMethods = {"TRACE", "PRI"};

std::string_view ToView(beast::string_view text) {
  return {text.data(), text.size()};
}

template <std::size_t N>
bool Contains(const std::array<std::string_view, N>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool IsDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether there is no control character. Beast lets a line feed pass in what a chunk's extension
/// quotes, where another reader might end the line.
bool IsText(beast::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c == '\t' || (c >= 0x20 && c != 0x7f); });
}

/// The authority of a target in absolute form ("http://host/path"), or "" for another form.
std::string_view GetAuthority(std::string_view target) {
  const std::size_t colon = target.find("://");
  if (colon == std::string_view::npos) return {};
  const std::string_view scheme = target.substr(0, colon);
  if (!EqualsIgnoringCase(scheme, "http") && !EqualsIgnoringCase(scheme, "https")) return {};
  const std::string_view rest = target.substr(colon + 3);
  return rest.substr(0, rest.find_first_of("/?"));
}

}  // namespace

/// Beast's parser, with checks of what it leaves open: which methods and targets there are,
/// exactly one Host, exactly one way to tell the length of the body, and limits.
class RequestParser::BeastParser final : public beast::http::basic_parser<true> {
 public:
  explicit BeastParser(const RequestLimits& limits) : limits_(limits), scanner_(limits.head) {
    // Both are checked here: the scanner's before, that of the body for each request.
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(std::numeric_limits<std::uint64_t>::max());
    request_.headers.reserve(kUsualFields);
  }

  std::size_t Read(std::string_view bytes);

  const RequestLimits& limits_;
  HeadScanner scanner_;
  api::Request request_;
  int refusal_ = 0;
  bool is_head_request_ = false;
  bool is_http10_ = false;
  bool expects_continue_ = false;
  std::string authority_;  // of a target in absolute form, which replaces Host, or of CONNECT

 private:
  void on_request_impl(beast::http::verb verb, beast::string_view method, beast::string_view target,
                       int version, ErrorCode& error) override;
  void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}
  void on_field_impl(Field field, beast::string_view name, beast::string_view value,
                     ErrorCode& error) override;
  void on_header_impl(ErrorCode& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(beast::string_view body, ErrorCode& error) override;
  void on_chunk_header_impl(std::uint64_t size, beast::string_view extensions,
                            ErrorCode& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t remaining, beast::string_view body,
                                 ErrorCode& error) override;
  void on_finish_impl(ErrorCode&) override {}

  std::string_view LimitForBeast(std::string_view bytes, std::size_t before) const;
  bool ReadTarget(std::string_view target);
  int CheckHead();
  void Refuse(int status, ErrorCode& error);

  bool is_reading_head_ = true;
  bool has_unsupported_coding_ = false;
  bool is_encoded_ = false;
  std::size_t host_count_ = 0;
  std::size_t length_count_ = 0;
  std::size_t coding_count_ = 0;
  std::size_t trailer_count_ = 0;
  std::size_t max_body_ = 0;
};

std::size_t RequestParser::BeastParser::Read(std::string_view bytes) {
  std::size_t skipped = 0;
  if (is_reading_head_) {
    if (!scanner_.Scan(bytes)) return 0;
    if (scanner_.refusal() != 0) {
      refusal_ = scanner_.refusal();
      return 0;
    }
    skipped = scanner_.begin();
    bytes.remove_prefix(skipped);
  }
  std::size_t used = 0;
  while (used < bytes.size() && !is_done() && refusal_ == 0) {
    const std::string_view shown = LimitForBeast(bytes.substr(used), skipped + used);
    if (shown.empty()) break;
    ErrorCode error;
    const std::size_t count = put(boost::asio::const_buffer(shown.data(), shown.size()), error);
    used += count;
    if (error == beast::http::error::need_more) {
      if (count > 0) continue;
      // What is missing of a whole head would be taken from what follows it.
      const bool is_too_long = chunked() && shown.size() > kMaxChunkLine;
      if (!is_header_done() || is_too_long) refusal_ = 400;
      break;
    }
    if (error && refusal_ == 0) refusal_ = 400;
  }
  return skipped + used;
}

/// What Beast may see of the bytes that are left after the first `before`: of a head no more than
/// the head, of a chunked body as much as the line of a chunk or the trailers may have, which it
/// reads whole.
std::string_view RequestParser::BeastParser::LimitForBeast(std::string_view bytes,
                                                           std::size_t before) const {
  if (!is_header_done()) return bytes.substr(0, scanner_.end() - before);
  if (!chunked()) return bytes;
  if (bytes.size() < kLastChunk.size() && bytes.starts_with('0')) return {};
  return bytes.substr(0, kMaxChunkLine + 1);
}

void RequestParser::BeastParser::Refuse(int status, ErrorCode& error) {
  refusal_ = status;
  error = beast::http::error::bad_field;
}

void RequestParser::BeastParser::on_request_impl(beast::http::verb /*verb*/,
                                                 beast::string_view method,
                                                 beast::string_view target, int version,
                                                 ErrorCode& error) {
  request_.method = ToView(method);
  is_head_request_ = request_.method == "HEAD";
  is_http10_ = version == 10;
  if (target.size() > limits_.max_target_bytes) return Refuse(414, error);
  if (Contains(kRefusedMethods, ToView(method))) return Refuse(405, error);
  if (!Contains(kMethods, ToView(method)) || !ReadTarget(ToView(target))) return Refuse(400, error);
  if (is_head_request_) request_.method = "GET";
}

/// Stores the target in origin form, or that of CONNECT. Returns whether it is one.
bool RequestParser::BeastParser::ReadTarget(std::string_view target) {
  if (request_.method == "CONNECT") {
    request_.target = authority_ = target;
    return ParseUrl("http://" + authority_).has_value() && authority_.back() != ']' &&
           authority_.find(':') != std::string::npos &&
           authority_.find_first_of("/?#") == std::string::npos;
  }
  if (!target.starts_with('/') && target != "*") {
    authority_ = GetAuthority(target);
    const bool is_https = EqualsIgnoringCase(target.substr(0, 5), "https");
    if (authority_.empty()) return false;
    target.remove_prefix(target.find("://") + 3 + authority_.size());
    if (!target.starts_with('/')) request_.target = "/";
    request_.is_https = is_https;
  }
  request_.target += target;
  return request_.target != "*" || request_.method == "OPTIONS";
}

void RequestParser::BeastParser::on_field_impl(Field field, beast::string_view name,
                                               beast::string_view value, ErrorCode& error) {
  if (!is_reading_head_) {  // a trailer: read, and not used
    if (++trailer_count_ > kMaxTrailerFields) Refuse(400, error);
    return;
  }
  std::string_view text = ToView(value);
  if (field == Field::host) {
    ++host_count_;
    if (!authority_.empty()) text = authority_;
  } else if (field == Field::content_length) {
    // Also when both are equal: a proxy before us may have used either.
    if (++length_count_ > 1 || !IsDigits(text)) return Refuse(400, error);
  } else if (field == Field::transfer_encoding) {
    has_unsupported_coding_ = ++coding_count_ == 1 && !EqualsIgnoringCase(text, "chunked");
  } else if (field == Field::content_encoding) {
    is_encoded_ = is_encoded_ || !EqualsIgnoringCase(text, "identity");
  } else if (field == Field::expect) {
    expects_continue_ = EqualsIgnoringCase(text, "100-continue");
  }
  request_.headers.push_back({std::string(ToView(name)), std::string(text)});
}

/// The HTTP status of the refusal of a head whose lines are good by themselves, or 0.
int RequestParser::BeastParser::CheckHead() {
  if (host_count_ > 1 || (host_count_ == 0 && !is_http10_)) return 400;
  if (coding_count_ > 1 || (coding_count_ > 0 && (length_count_ > 0 || is_http10_))) return 400;
  if (has_unsupported_coding_) return 501;
  if (is_encoded_) return 415;
  try {
    max_body_ = limits_.body_limit ? limits_.body_limit(request_) : 0;
  } catch (const std::exception&) {
    return 500;
  }
  return content_length().value_or(0) > max_body_ ? 413 : 0;
}

void RequestParser::BeastParser::on_header_impl(ErrorCode& error) {
  is_reading_head_ = false;
  if (const int status = CheckHead(); status != 0) Refuse(status, error);
}

std::size_t RequestParser::BeastParser::on_body_impl(beast::string_view body,
                                                     ErrorCode& /*error*/) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

void RequestParser::BeastParser::on_chunk_header_impl(std::uint64_t size,
                                                      beast::string_view extensions,
                                                      ErrorCode& error) {
  if (extensions.size() > kMaxChunkExtension || !IsText(extensions)) return Refuse(400, error);
  if (size > max_body_ - request_.body.size()) Refuse(413, error);
}

std::size_t RequestParser::BeastParser::on_chunk_body_impl(std::uint64_t /*remaining*/,
                                                           beast::string_view body,
                                                           ErrorCode& error) {
  return on_body_impl(body, error);
}

RequestParser::RequestParser(const RequestLimits& limits)
    : parser_(std::make_unique<BeastParser>(limits)) {}

RequestParser::~RequestParser() = default;

std::size_t RequestParser::Read(std::string_view bytes) {
  return parser_->Read(bytes);
}

bool RequestParser::has_head() const {
  return parser_->is_header_done();
}

bool RequestParser::is_complete() const {
  return parser_->is_done() && parser_->refusal_ == 0;
}

int RequestParser::refusal() const {
  return parser_->refusal_;
}

bool RequestParser::expects_continue() const {
  return parser_->expects_continue_;
}

bool RequestParser::keep_alive() const {
  return parser_->is_header_done() && parser_->keep_alive();
}

bool RequestParser::is_http10() const {
  return parser_->is_http10_;
}

bool RequestParser::is_head_request() const {
  return parser_->is_head_request_;
}

const std::string& RequestParser::authority() const {
  return parser_->authority_;
}

api::Request& RequestParser::request() {
  return parser_->request_;
}

}  // namespace portone::http
