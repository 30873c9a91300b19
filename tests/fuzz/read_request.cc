// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "fuzz/pieces.h"
#include "fuzz/targets.h"
#include "http/request_parser.h"

namespace portone::testing {
namespace {

constexpr std::size_t kMaxBody = 600;
constexpr std::size_t kMaxTarget = 200;

/// Small, so that texts of a fuzzer's size reach them.
const http::RequestLimits& Limits() {
  static const http::RequestLimits kLimits{
      .head = {.max_bytes = 1'024, .max_lines = 20, .max_line_bytes = 256},
      .max_target_bytes = kMaxTarget,
      .body_limit = [](const api::Request&) { return kMaxBody; }};
  return kLimits;
}

/// What is known of one request of a connection, read to its end or refused.
struct ParsedRequest {
  api::Request request;
  int refusal = 0;
  bool is_complete = false;
  bool keep_alive = false;
  bool is_http10 = false;
  bool is_head_request = false;
  bool expects_continue = false;
};

ParsedRequest TakeParsed(http::RequestParser& parser) {
  return {.request = std::move(parser.request()),
          .refusal = parser.refusal(),
          .is_complete = parser.is_complete(),
          .keep_alive = parser.keep_alive(),
          .is_http10 = parser.is_http10(),
          .is_head_request = parser.is_head_request(),
          .expects_continue = parser.expects_continue()};
}

/// Reads a connection's requests up to the first that is refused or after which it is closed.
/// `next` says how many more bytes have arrived each time.
template <class Next>
std::vector<ParsedRequest> ReadConnection(std::string_view text, Next next) {
  std::vector<ParsedRequest> requests;
  std::size_t used = 0;
  std::size_t arrived = 0;
  auto parser = std::make_unique<http::RequestParser>(Limits());
  while (arrived < text.size()) {
    arrived = std::min(text.size(), arrived + next());
    while (used < arrived) {
      const std::size_t count = parser->Read(text.substr(used, arrived - used));
      Require(count <= arrived - used, "the parser consumes no more than it was given");
      used += count;
      if (parser->refusal() == 0 && !parser->is_complete()) break;
      requests.push_back(TakeParsed(*parser));
      if (requests.back().refusal != 0 || !requests.back().keep_alive) return requests;
      parser = std::make_unique<http::RequestParser>(Limits());
    }
  }
  return requests;
}

bool IsNamed(const HttpHeader& header, std::string_view name) {
  return std::equal(header.name.begin(), header.name.end(), name.begin(), name.end(),
                    [](unsigned char a, char b) { return std::tolower(a) == b; });
}

std::size_t CountHeaders(const api::Request& request, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(request.headers.begin(), request.headers.end(),
                    [&](const HttpHeader& header) { return IsNamed(header, name); }));
}

/// What must hold of every request that reaches a handler.
void CheckAccepted(const ParsedRequest& read) {
  constexpr std::array kMethods{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  const api::Request& request = read.request;
  Require(std::find(kMethods.begin(), kMethods.end(), request.method) != kMethods.end(),
          "a method is one of six");
  Require(request.target.starts_with('/') || request.target == "*", "a target is in origin form");
  Require(request.target.size() <= kMaxTarget, "a target is bounded");
  Require(request.body.size() <= kMaxBody, "a body is bounded");
  Require(read.is_http10 || CountHeaders(request, "host") == 1, "there is exactly one host");
  Require(CountHeaders(request, "content-length") + CountHeaders(request, "transfer-encoding") <= 1,
          "a body has at most one length");
  const std::string forbidden("\r\n\0", 3);
  for (const HttpHeader& header : request.headers) {
    Require(!header.name.empty(), "a header has a name");
    Require(header.name.find_first_of(" \t:" + forbidden) == std::string::npos,
            "a header's name is a token");
    Require(header.value.find_first_of(forbidden) == std::string::npos,
            "a header's value is one line");
  }
}

/// Writes an accepted request as it was understood. Reading that gives the same again, so a peer
/// behind us cannot understand another one.
void CheckWritten(const ParsedRequest& read) {
  const api::Request& request = read.request;
  std::string text = (read.is_head_request ? "HEAD" : request.method) + " " + request.target +
                     (read.is_http10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
  for (const HttpHeader& header : request.headers) {
    if (IsNamed(header, "transfer-encoding")) continue;
    text += header.name + ":" + header.value + "\r\n";
  }
  if (CountHeaders(request, "transfer-encoding") > 0)
    text += "Content-Length:" + std::to_string(request.body.size()) + "\r\n";
  text += "\r\n" + request.body;
  const auto again = ReadConnection(text, [&] { return text.size(); });
  Require(again.size() == 1 && again[0].is_complete, "a request that was read can be written back");
  Require(again[0].request.target == request.target && again[0].request.body == request.body &&
              again[0].keep_alive == read.keep_alive,
          "a request that is written back parses to the same request");
}

void CheckEqual(const std::vector<ParsedRequest>& a, const std::vector<ParsedRequest>& b) {
  Require(a.size() == b.size(), "the number of requests does not depend on the pieces");
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto facts = [](const ParsedRequest& read) {
      return std::tie(read.refusal, read.is_complete, read.keep_alive, read.is_http10,
                      read.is_head_request, read.expects_continue, read.request.method,
                      read.request.target);
    };
    Require(facts(a[i]) == facts(b[i]), "a request is the same however the text is split");
    if (a[i].refusal != 0) continue;  // how much of the body came before differs
    Require(a[i].request.body == b[i].request.body, "a body is the same however the text is split");
    const auto same = [](const HttpHeader& x, const HttpHeader& y) {
      return x.name == y.name && x.value == y.value;
    };
    Require(std::equal(a[i].request.headers.begin(), a[i].request.headers.end(),
                       b[i].request.headers.begin(), b[i].request.headers.end(), same),
            "the headers are the same however the text is split");
  }
}

}  // namespace

void ReadRequestText(std::string_view text) {
  const auto whole = ReadConnection(text, [&] { return text.size(); });
  PieceSizes sizes(text);
  CheckEqual(whole, ReadConnection(text, [&] { return sizes.Next(); }));
  CheckEqual(whole, ReadConnection(text, [] { return std::size_t{1}; }));
  for (const ParsedRequest& read : whole) {
    if (!read.is_complete) continue;
    CheckAccepted(read);
    CheckWritten(read);
  }
}

}  // namespace portone::testing
