// SPDX-License-Identifier: MIT
#include "scenario/steps.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/path_prefixes.h"
#include "domain/calendar.h"
#include "json/enum_reader.h"
#include "json/json.h"
#include "scenario/action.h"
#include "scenario/advance_reader.h"
#include "scenario/call_reader.h"
#include "scenario/checkout.h"
#include "scenario/references.h"
#include "verify/expectation.h"
#include "verify/matcher_reader.h"

namespace portone::scenario {
namespace {

bool IsName(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto is_name_character = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), is_name_character) && text != "now" &&
         text != "unix";
}

void ReadToken(json::StrictObject& step, Call& call) {
  const Json* token = step.Raw("token");
  if (token == nullptr) return;
  if (!token->is_string() && !token->is_null()) step.Report("token", "must be a string or null");
  call.token = *token;
}

/// {"post": "/subscribe/payments/again", "body": {...}}
void ReadCallStep(json::StrictObject& object, const MethodKey& method, Step& step) {
  Call call = ReadCall(object, method);
  ReadToken(object, call);
  step.default_check =
      call.path.starts_with(kControlPrefix) ? DefaultCheck::kStatusOnly : DefaultCheck::kSuccess;
  step.title = FormatTitle(call);
  step.action = std::move(call);
}

/// {"shop": {"post": "/subscriptions", "body": {...}}}
void ReadShopStep(json::StrictObject& object, Step& step) {
  ShopCall shop{ReadNestedCall(object, "shop")};
  step.default_check = DefaultCheck::kAnySuccess;
  step.title = FormatTitle(shop);
  if (object.Has("sandbox")) object.ReportKey("sandbox", "does not apply to a call of the shop");
  step.action = std::move(shop);
}

Call MakeControlCall(std::string_view path, Json body) {
  Call call;
  call.method = "POST";
  call.path = std::string(kControlPrefix) + std::string(path);
  call.body = std::move(body);
  return call;
}

/// "P1M", or the body of POST /_emulator/clock/advance.
void ReadAdvanceStep(json::StrictObject& object, Step& step) {
  if (object.IsString("advance")) {
    const std::string by = object.Text("advance").value_or("");
    if (!ParsePeriod(by)) {
      object.Report("advance", "must be a period like \"90s\", \"30d\" or \"P1M\"");
    }
    step.title = "advance " + by;
    step.action = MakeControlCall("/clock/advance", {{"by", by}});
    return;
  }
  const Json* raw = object.Raw("advance");
  step.title = "advance";
  if (raw->is_number_unsigned()) {
    object.Report("advance",
                  "needs a unit: write \"" + raw->dump() + "d\" or \"" + raw->dump() + "s\"");
    return;
  }
  if (auto advance = object.Object("advance")) {
    for (const std::string_view key : {"by", "to", "until"}) {
      if (advance->IsString(key)) step.title += " " + (*raw)[key].get<std::string>();
    }
    ReadAdvance(*advance);
    ReportStepKeys(*advance, "advance");
    advance->Finish();
  }
  step.action = MakeControlCall("/clock/advance", *raw);
}

/// The body of POST /_emulator/checkouts.
void ReadCheckoutStep(json::StrictObject& object, Step& step) {
  const Json* raw = object.Raw("checkout");
  step.title = "checkout";
  step.default_check = DefaultCheck::kPaymentNotFailed;
  if (auto checkout = object.Object("checkout")) {
    const CheckoutRequest parsed = ReadCheckout(*checkout);
    if (const auto uid = parsed.params.find("merchant_uid"); uid != parsed.params.end()) {
      if (uid->is_string()) step.title += " " + uid->get<std::string>();
    }
    if (parsed.kind == CheckoutKind::kCertification) step.default_check = DefaultCheck::kCertified;
    ReportStepKeys(*checkout, "checkout");
    checkout->Finish();
  }
  step.action = MakeControlCall("/checkouts", *raw);
}

/// {"action": "deposit", "body": {...}}
void ReadAction(json::StrictObject& object, Step& step) {
  const auto action = json::ReadEnum<Action>(object, "action");
  const std::string name(action ? Name(*action) : "");
  const Json* body = object.Raw("body");
  if (body != nullptr && !body->is_object()) object.Report("body", "must be an object");
  Call call = MakeControlCall("/actions/" + name, body == nullptr ? Json::object() : Json(*body));
  call.headers = ReadMembers(object, "headers", true);
  step.title = "action " + name;
  step.action = std::move(call);
}

/// {"verify": [...]} and {"wait": [...], "timeout_ms": 5000}
void ReadExpectationsStep(json::StrictObject& object, std::string_view key, Step& step) {
  const Json* raw = object.Raw(key);
  Json body{{"expect", raw == nullptr ? Json() : Json(*raw)}};
  verify::ReadExpectations(object, key);
  if (key == "wait") {
    if (const auto timeout = object.Integer("timeout_ms", 0, 600'000)) {
      body["timeout_ms"] = *timeout;
    }
  }
  step.title = key;
  step.action = MakeControlCall("/" + std::string(key), std::move(body));
}

void ReadVerify(json::StrictObject& object, Step& step) {
  ReadExpectationsStep(object, "verify", step);
}

void ReadWait(json::StrictObject& object, Step& step) {
  ReadExpectationsStep(object, "wait", step);
}

/// "up", "down" or {"status": 503, "body": "..."}
void ReadReceiver(json::StrictObject& object, Step& step) {
  ReceiverState state;
  if (object.IsString("receiver")) {
    const auto connection = json::ReadEnum<ReceiverConnection>(object, "receiver");
    state.down = connection == ReceiverConnection::kDown;
    step.title = "receiver " + std::string(connection ? Name(*connection) : "");
  } else if (auto receiver = object.Object("receiver")) {
    state.status = static_cast<int>(receiver->Integer("status", 100, 599).value_or(state.status));
    state.body = receiver->Text("body").value_or("");
    step.title = "receiver responds " + std::to_string(state.status);
    receiver->Finish();
  }
  step.action = std::move(state);
}

struct OtherAction {
  std::string_view key;
  void (*read)(json::StrictObject& object, Step& step);
};

/// The actions of a step other than direct calls of the emulator's APIs.
constexpr std::array<OtherAction, 7> kOtherActions{{{"advance", ReadAdvanceStep},
                                                    {"checkout", ReadCheckoutStep},
                                                    {"action", ReadAction},
                                                    {"verify", ReadVerify},
                                                    {"wait", ReadWait},
                                                    {"receiver", ReadReceiver},
                                                    {"shop", ReadShopStep}}};

/// Whether the runner resolves references at a pointer inside a step: "/body/amount".
bool IsResolved(std::string_view relative_pointer) {
  constexpr std::array<std::string_view, 8> kLiteralKeys{
      "action", "receiver", "sandbox", "status", "lost", "timeout_ms", "note", "as"};
  if (relative_pointer.empty()) return false;
  relative_pointer.remove_prefix(1);
  const std::string_view member = relative_pointer.substr(0, relative_pointer.find('/'));
  return std::find(kLiteralKeys.begin(), kLiteralKeys.end(), member) == kLiteralKeys.end();
}

/// Reads the action of the step; reports none or several.
void ReadStepAction(json::StrictObject& object, Step& step) {
  std::vector<std::string_view> keys;
  for (const MethodKey& method : kMethodKeys)
    keys.push_back(method.key);
  for (const OtherAction& action : kOtherActions)
    keys.push_back(action.key);
  std::vector<std::string_view> found;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(found),
               [&](std::string_view key) { return object.Has(key); });
  for (const std::string_view key : keys)
    object.Raw(key);  // marks all of them as known
  if (found.size() != 1) {
    std::string message = "must have exactly one of";
    for (const std::string_view key : keys)
      message += " \"" + std::string(key) + "\"";
    object.problems().Add({object.pointer(), std::move(message)});
    return;
  }
  const std::string_view key = found.front();
  const auto* method =
      std::find_if(kMethodKeys.begin(), kMethodKeys.end(),
                   [key](const MethodKey& candidate) { return candidate.key == key; });
  if (method != kMethodKeys.end()) return ReadCallStep(object, *method, step);
  for (const OtherAction& action : kOtherActions) {
    if (action.key == key) return action.read(object, step);
  }
}

/// Reads the expected reply. A receiver step has no reply.
void ReadReply(json::StrictObject& object, Step& step) {
  if (std::holds_alternative<ReceiverState>(step.action)) return;
  if (const auto status = object.Integer("status", 100, 599)) {
    step.status = static_cast<int>(*status);
  }
  if (const Json* reply = object.Raw("reply")) {
    verify::ReadReplyMatcher(*reply, object.PointerTo("reply"), object.problems());
    step.reply = *reply;
  }
  if (const auto lost = object.Bool("lost")) {
    step.lost = *lost;
    if (object.Has("reply") || object.Has("status")) {
      object.ReportKey("lost", "cannot be combined with \"status\" or \"reply\"");
    }
  }
}

void ReadName(json::StrictObject& object, Step& step, std::set<std::string>& names) {
  step.as = object.Text("as").value_or("");
  if (!object.Has("as")) return;
  if (std::holds_alternative<ReceiverState>(step.action)) {
    object.Report("as", "is not allowed: a receiver step has no reply");
    return;
  }
  if (!IsName(step.as)) {
    object.Report("as", "must be a name of letters, digits and _, other than now and unix");
  } else if (!names.insert(step.as).second) {
    object.Report("as", "an earlier step is called \"" + step.as + "\"");
  }
}

Step ReadStep(json::StrictObject& object) {
  Step step;
  step.note = object.Text("note").value_or("");
  step.sandbox = object.Text("sandbox").value_or("");
  ReadStepAction(object, step);
  ReadReply(object, step);
  object.Raw("as");  // marks it as known; ReadName reads it
  object.Finish();
  return step;
}

}  // namespace

std::vector<Step> ReadSteps(json::StrictObject& document, const std::string& name,
                            std::set<std::string>& names) {
  std::vector<Step> steps;
  const Json* list = document.Raw("steps");
  if (list == nullptr) return steps;
  if (!list->is_array()) {
    document.Report("steps", "must be an array");
    return steps;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Json& raw = (*list)[i];
    const std::string pointer = document.PointerTo("steps") + "/" + std::to_string(i);
    json::Problems found(MakeReferenceFilter(raw, pointer, IsResolved));
    json::StrictObject reader(raw, pointer, found);
    Step step = ReadStep(reader);
    document.problems().Append(std::move(found));
    CheckReferences(raw, pointer, names, document.problems());
    if (raw.is_object()) {
      json::StrictObject named(raw, pointer, document.problems());
      ReadName(named, step, names);
    }
    step.location = name + ": " + pointer;
    if (!document.problems().full()) steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace portone::scenario
