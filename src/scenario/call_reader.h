// SPDX-License-Identifier: MIT
// Reads the calls of steps: of the emulator's two APIs, and of the server under test.
#pragma once

#include <array>
#include <string_view>

#include "base/enum_names.h"
#include "base/http_method.h"
#include "json/strict_object.h"
#include "scenario/step.h"

namespace portone::scenario {

/// A key of a call, which says its method and holds its path.
struct MethodKey {
  std::string_view key;
  std::string_view method;
};

inline constexpr std::array<MethodKey, 4> kMethodKeys{{{"get", Name(Method::kGet)},
                                                       {"post", Name(Method::kPost)},
                                                       {"put", Name(Method::kPut)},
                                                       {"delete", Name(Method::kDelete)}}};
static_assert(kMethodKeys.size() == Names<Method>().size(), "each method needs a key");

/// Reads {"post": "/path", "query", "headers", "body", "form"}: the path is at `method.key`.
/// Reports a path without "/" at its start or with a query, and a body besides a form.
Call ReadCall(json::StrictObject& object, const MethodKey& method);

/// Reports the keys of a step ("reply", "as", …) that are in the object of what it does, which is
/// at `key` of the step. REQUIRES: none of them is a key of that object.
void ReportStepKeys(json::StrictObject& nested, std::string_view key);

/// Reads the object at `key` as a call, and reports one without a method or with several, and keys
/// of the step that are in it, or of the call that are beside it.
Call ReadNestedCall(json::StrictObject& object, std::string_view key);

/// Reads an object whose members are strings, or, unless `strings_only`, scalars or arrays of
/// scalars.
Json ReadMembers(json::StrictObject& object, std::string_view key, bool strings_only);

}  // namespace portone::scenario
