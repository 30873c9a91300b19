// SPDX-License-Identifier: MIT
#include "http/request_body.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace portone::http {
namespace {

constexpr std::size_t kMaxChunkLine = 256;  // size and extensions of one chunk
constexpr std::size_t kMaxTrailerLine = 1024;
constexpr int kMaxTrailerLines = 32;

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

/// Parses all of `text` as a number; nullopt when it is not one.
std::optional<std::uint64_t> ParseNumber(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int InterruptionStatus(const ConnectionStream& stream) {
  return stream.end() == StreamEnd::kStalled ? 408 : 400;
}

bool ReadExactly(ConnectionStream& stream, std::uint64_t count, std::string& body) {
  std::array<char, std::size_t{16} << 10> piece;
  while (count > 0) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, piece.size()));
    const ssize_t received = stream.read(piece.data(), wanted);
    if (received <= 0) return false;
    body.append(piece.data(), static_cast<std::size_t>(received));
    count -= static_cast<std::uint64_t>(received);
  }
  return true;
}

int SkipTrailer(ConnectionStream& stream) {
  std::string line;
  for (int i = 0; i < kMaxTrailerLines; ++i) {
    if (!stream.ReadLine(line, kMaxTrailerLine)) return InterruptionStatus(stream);
    if (line.empty()) return 0;
  }
  return 400;
}

int ReadChunks(ConnectionStream& stream, std::size_t max_bytes, std::string& body) {
  std::string line;
  for (;;) {
    if (!stream.ReadLine(line, kMaxChunkLine)) return InterruptionStatus(stream);
    std::string_view size = std::string_view(line).substr(0, line.find(';'));
    while (!size.empty() && (size.back() == ' ' || size.back() == '\t'))
      size.remove_suffix(1);
    const auto count = ParseNumber(size, 16);
    if (!count) return 400;
    if (*count == 0) return SkipTrailer(stream);
    if (*count > max_bytes - body.size()) return 413;
    if (!ReadExactly(stream, *count, body)) return InterruptionStatus(stream);
    if (!stream.ReadLine(line, 2) || !line.empty()) return InterruptionStatus(stream);
  }
}

/// The body framing declared by the headers.
struct Framing {
  int refusal = 0;
  bool chunked = false;
  std::uint64_t length = 0;
};

Framing FindFraming(const api::Request& request) {
  Framing framing;
  std::string_view length;
  for (const api::Header& header : request.headers) {
    if (EqualIgnoringCase(header.name, "Content-Length")) {
      const auto parsed = ParseNumber(header.value, 10);
      if (!parsed || (!length.empty() && length != header.value)) return {.refusal = 400};
      length = header.value;
      framing.length = *parsed;
    } else if (EqualIgnoringCase(header.name, "Transfer-Encoding")) {
      if (framing.chunked) return {.refusal = 400};
      if (!EqualIgnoringCase(header.value, "chunked")) return {.refusal = 501};
      framing.chunked = true;
    } else if (EqualIgnoringCase(header.name, "Content-Encoding")) {
      if (!EqualIgnoringCase(header.value, "identity")) return {.refusal = 415};
    }
  }
  // Both a chunked body and a length: a proxy may have read it differently (request smuggling).
  if (framing.chunked && !length.empty()) return {.refusal = 400};
  return framing;
}

}  // namespace

int ReadBody(ConnectionStream& stream, std::size_t max_bytes, api::Request& request) {
  const Framing framing = FindFraming(request);
  if (framing.refusal != 0) return framing.refusal;
  if (framing.length > max_bytes) return 413;
  if (!framing.chunked && framing.length == 0) return 0;
  if (EqualIgnoringCase(request.FindHeader("Expect"), "100-continue")) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream.write(kContinue.data(), kContinue.size());
  }
  if (framing.chunked) return ReadChunks(stream, max_bytes, request.body);
  return ReadExactly(stream, framing.length, request.body) ? 0 : InterruptionStatus(stream);
}

}  // namespace portone::http
