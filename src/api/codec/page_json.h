// SPDX-License-Identifier: MIT
// JSON encoding of one page of a list: {"total", "previous", "next", "list"}.
#pragma once

#include "api/reply_writer.h"
#include "commands/page.h"

namespace portone::api {

/// `previous` and `next` are page numbers, 0 where there is none. `Encode` writes one element.
// FIDELITY: pages
template <auto Encode, class T>
void EncodePage(ReplyWriter& json, const commands::Page<T>& page) {
  json.BeginObject()
      .Field("total", static_cast<std::int64_t>(page.total))
      .Field("previous", static_cast<std::int64_t>(page.previous()))
      .Field("next", static_cast<std::int64_t>(page.next()));
  json.Key("list").BeginArray();
  for (const T& element : page.list)
    Encode(json, element);
  json.EndArray().EndObject();
}

}  // namespace portone::api
