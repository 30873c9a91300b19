// SPDX-License-Identifier: MIT
#include "scenario/call_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "json/json.h"

namespace portone::scenario {
namespace {

bool IsScalar(const Json& value) {
  return value.is_primitive() && !value.is_null();
}

}  // namespace

Json ReadMembers(json::StrictObject& object, std::string_view key, bool strings_only) {
  const Json* raw = object.Raw(key);
  if (raw == nullptr) return Json::object();
  if (!raw->is_object()) {
    object.Report(key, "must be an object");
    return Json::object();
  }
  for (const auto& [name, value] : raw->items()) {
    const bool is_list = value.is_array() && std::all_of(value.begin(), value.end(), IsScalar);
    const bool fits = strings_only ? value.is_string() : IsScalar(value) || is_list;
    if (fits) continue;
    object.problems().Add(
        {object.PointerTo(key) + "/" + json::EscapePointerToken(name),
         strings_only ? "must be a string" : "must be a string, a number, true or false"});
  }
  return *raw;
}

Call ReadCall(json::StrictObject& object, const MethodKey& method) {
  Call call;
  call.method = method.method;
  call.path = object.RequiredText(method.key).value_or("");
  if (!call.path.empty() && call.path.front() != '/') {
    object.Report(method.key, "must be a path that begins with \"/\"");
  }
  if (call.path.find('?') != std::string::npos) {
    object.Report(method.key, "must not contain a query; use \"query\"");
  }
  call.query = ReadMembers(object, "query", false);
  call.headers = ReadMembers(object, "headers", true);
  if (const Json* body = object.Raw("body")) call.body = *body;
  if (const Json* form = object.Raw("form")) {
    call.form = *form;
    if (!form->is_object()) object.Report("form", "must be an object");
    if (call.body) object.ReportKey("form", "give one of \"body\" and \"form\"");
  }
  return call;
}

void ReportStepKeys(json::StrictObject& nested, std::string_view key) {
  for (const std::string_view name : {"as", "lost", "note", "reply", "sandbox", "status"}) {
    if (nested.Raw(name) == nullptr) continue;
    nested.ReportKey(name, "is a key of the step: write it beside \"" + std::string(key) + "\"");
  }
}

Call ReadNestedCall(json::StrictObject& object, std::string_view key) {
  Call call;
  auto nested = object.Object(key);
  if (!nested) return call;
  std::vector<const MethodKey*> found;
  std::string keys;
  for (const MethodKey& method : kMethodKeys) {
    if (nested->Has(method.key)) found.push_back(&method);
    nested->Raw(method.key);  // marks it as known
    keys += " \"" + std::string(method.key) + "\"";
  }
  if (found.size() == 1) {
    call = ReadCall(*nested, *found.front());
  } else {
    object.Report(key, "must have exactly one of" + keys);
  }
  ReportStepKeys(*nested, key);
  for (const std::string_view name : {"body", "form", "headers", "query"}) {
    if (object.Raw(name) == nullptr) continue;
    object.ReportKey(name, "is a key of the call: write it into \"" + std::string(key) + "\"");
  }
  nested->Finish();
  return call;
}

}  // namespace portone::scenario
