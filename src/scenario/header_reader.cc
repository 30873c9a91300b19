// SPDX-License-Identifier: MIT
#include "scenario/header_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "base/lower_case.h"
#include "json/json.h"

namespace portone::scenario {
namespace {

constexpr std::size_t kMaxHeaders = 32;
constexpr std::size_t kMaxHeaderLength = 4'096;

/// Whether the emulator sets this header itself, so that another value would break the request.
bool IsOwnHeader(std::string_view name) {
  constexpr std::array<std::string_view, 5> kOwn{"host", "content-length", "content-type",
                                                 "connection", "transfer-encoding"};
  return std::find(kOwn.begin(), kOwn.end(), ToLowerCase(name)) != kOwn.end();
}

/// A token of RFC 9110.
bool IsHeaderName(std::string_view name) {
  constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
  return !name.empty() && name.size() <= kMaxHeaderLength &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                  kSigns.find(c) != std::string_view::npos;
         });
}

bool IsHeaderValue(std::string_view value) {
  return value.size() <= kMaxHeaderLength &&
         std::none_of(value.begin(), value.end(), [](unsigned char c) {
           constexpr unsigned char kDelete = 0x7f;
           return (c < ' ' && c != '\t') || c == kDelete;
         });
}

/// What is wrong with a header, or nothing.
std::optional<std::string> FindHeaderProblem(std::string_view name, const Json& value) {
  if (!IsHeaderName(name)) return "is not the name of a header";
  if (IsOwnHeader(name)) return "is set by the emulator itself";
  if (!value.is_string()) return "must be a string";
  if (IsHeaderValue(value.get_ref<const std::string&>())) return std::nullopt;
  return "must be at most " + std::to_string(kMaxHeaderLength) +
         " bytes without line breaks or other control characters";
}

}  // namespace

std::optional<std::vector<HttpHeader>> ReadHeaders(json::StrictObject& object) {
  const Json* raw = object.Raw("headers");
  if (raw == nullptr) return std::nullopt;
  if (!raw->is_object() || raw->size() > kMaxHeaders) {
    object.Report("headers", "must be an object of at most " + std::to_string(kMaxHeaders) +
                                 " names with their values");
    return std::nullopt;
  }
  std::vector<HttpHeader> headers;
  for (const auto& [name, value] : raw->items()) {
    if (const auto problem = FindHeaderProblem(name, value)) {
      object.Report("headers", Json(name).dump() + " " + *problem);
      return std::nullopt;
    }
    const auto is_same = [&name = name](const HttpHeader& header) {
      return EqualsIgnoringCase(header.name, name);
    };
    if (std::any_of(headers.begin(), headers.end(), is_same)) {
      object.Report("headers", Json(name).dump() + " is given twice");
      return std::nullopt;
    }
    headers.push_back({name, value.get<std::string>()});
  }
  return headers;
}

}  // namespace portone::scenario
