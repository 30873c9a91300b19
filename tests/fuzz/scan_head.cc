// SPDX-License-Identifier: MIT
#include "fuzz/pieces.h"
#include "fuzz/targets.h"
#include "http/request_head.h"

namespace portone::testing {
namespace {

/// Small, so that texts of a fuzzer's size reach them.
constexpr http::HeadLimits kLimits{.max_bytes = 512, .max_lines = 12, .max_line_bytes = 96};

struct ScanResult {
  bool is_done = false;
  int refusal = 0;
  std::size_t begin = 0;
  bool operator==(const ScanResult&) const = default;
};

/// Shows the scanner more and more of the text; `next` says how many bytes each time.
template <class Next>
ScanResult Scan(std::string_view text, Next next) {
  http::HeadScanner scanner(kLimits);
  std::size_t shown = 0;
  bool is_done = false;
  while (!is_done && shown < text.size()) {
    shown = std::min(text.size(), shown + next());
    is_done = scanner.Scan(text.substr(0, shown));
  }
  return {is_done, scanner.refusal(), scanner.begin()};
}

}  // namespace

void ScanHeadText(std::string_view text) {
  const ScanResult whole = Scan(text, [&] { return text.size(); });
  PieceSizes sizes(text);
  Require(Scan(text, [&] { return sizes.Next(); }) == whole,
          "a head is the same however the text is split");
  Require(Scan(text, [] { return std::size_t{1}; }) == whole, "a head is the same byte by byte");
  Require(whole.is_done || text.size() <= whole.begin + kLimits.max_bytes, "a head is bounded");
  Require(whole.refusal == 0 || whole.refusal == 400 || whole.refusal == 431,
          "a refusal has one of two statuses");
  if (!whole.is_done || whole.refusal != 0) return;
  const std::size_t end = text.find("\r\n\r\n", whole.begin);
  Require(end != std::string_view::npos, "a head has an end");
  const std::string_view head = text.substr(whole.begin, end - whole.begin);
  for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1))
    Require(at > 0 && head[at - 1] == '\r', "each line of a head ends with both characters");
  for (const char* folded : {"\n ", "\n\t"})
    Require(head.find(folded) == std::string_view::npos, "no line of a head is folded");
}

}  // namespace portone::testing
