// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"
#include "http/response_reader.h"

namespace portone::testing {
namespace {

using http::ResponseReader;
using State = ResponseReader::State;

State ReadInPieces(ResponseReader& reader, std::string_view text, std::size_t size) {
  State state = State::kIncomplete;
  for (std::size_t at = 0; at < text.size() && state == State::kIncomplete; at += size)
    state = reader.Read(text.substr(at, size));
  return state == State::kIncomplete ? reader.ReadEnd() : state;
}

}  // namespace

void ReadResponseText(std::string_view text) {
  ResponseReader whole;
  ResponseReader bytewise;
  ReadInPieces(whole, text, text.size() + 1);
  ReadInPieces(bytewise, text, 1);
  for (const ResponseReader* reader : {&whole, &bytewise}) {
    if (!reader->has_head()) continue;
    Require(reader->body().size() <= http::ResponseLimits{}.max_kept_body, "a body is bounded");
    Require(reader->status() >= 0 && reader->status() <= 999, "a status has three digits");
  }
}

}  // namespace portone::testing
