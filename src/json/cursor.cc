// SPDX-License-Identifier: MIT
#include "json/cursor.h"

namespace portone::json {
namespace {

bool IsEscaped(const char* begin, const char* quote) {
  const char* at = quote;
  while (at > begin && *(at - 1) == '\\')
    --at;
  return (quote - at) % 2 == 1;
}

bool IsTokenChar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
         c == '-' || c == '.';
}

}  // namespace

const char* FindStringStart(const char* begin, const char* unread) {
  const char* at = unread - 2;
  while (at > begin && (*at != '"' || IsEscaped(begin, at)))
    --at;
  return at;
}

const char* FindTokenStart(const char* begin, const char* unread) {
  const char* at = unread - 1;
  while (at > begin && !IsTokenChar(*at))
    --at;
  while (at > begin && IsTokenChar(*(at - 1)))
    --at;
  return at;
}

}  // namespace portone::json
