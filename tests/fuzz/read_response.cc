// SPDX-License-Identifier: MIT
#include "fuzz/pieces.h"
#include "fuzz/targets.h"
#include "http/response_reader.h"

namespace portone::testing {
namespace {

using http::ResponseReader;
using State = ResponseReader::State;

template <class Next>
State ReadInPieces(ResponseReader& reader, std::string_view text, Next next) {
  State state = State::kIncomplete;
  while (!text.empty() && state == State::kIncomplete) {
    const std::string_view piece = text.substr(0, next());
    state = reader.Read(piece);
    text.remove_prefix(piece.size());
  }
  if (state != State::kIncomplete) return state;
  return reader.has_head() ? State::kComplete : State::kMalformed;
}

}  // namespace

void ReadResponseText(std::string_view text) {
  ResponseReader whole;
  const State state = ReadInPieces(whole, text, [&] { return text.size(); });
  if (whole.has_head()) {
    Require(whole.body().size() <= http::ResponseLimits{}.max_body, "a body is bounded");
    Require(whole.status() >= 0 && whole.status() <= 999, "a status has three digits");
  }
  PieceSizes sizes(text);
  ResponseReader pieces;
  ResponseReader bytes;
  Require(ReadInPieces(pieces, text, [&] { return sizes.Next(); }) == state &&
              ReadInPieces(bytes, text, [] { return std::size_t{1}; }) == state,
          "a response ends alike however the text is split");
  for (const ResponseReader* reader : {&pieces, &bytes}) {
    Require(reader->has_head() == whole.has_head(), "a head is read however the text is split");
    if (!whole.has_head()) continue;
    Require(reader->status() == whole.status() && reader->body() == whole.body(),
            "a response is the same however the text is split");
  }
}

}  // namespace portone::testing
