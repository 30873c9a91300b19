// SPDX-License-Identifier: MIT
#include "runner/client.h"

#include <utility>

#include "base/path_prefixes.h"
#include "control/control.h"
#include "domain/calendar.h"
#include "json/json.h"
#include "json/plain_text.h"
#include "json/text.h"

namespace portone::runner {
namespace {

constexpr const char* kGetToken = "/users/getToken";

void Append(std::string& text, const std::string& name, const Json& value) {
  if (!text.empty()) text += '&';
  text += json::PercentEncode(name) + "=" + json::PercentEncode(json::ToText(value));
}

/// Encodes arrays as PHP does: "customer_uid[]=kim&customer_uid[]=lee".
std::string EncodeForm(const Json& members) {
  std::string text;
  for (const auto& [name, value] : members.items()) {
    if (!value.is_array()) {
      Append(text, name, value);
      continue;
    }
    for (const Json& element : value)
      Append(text, name + "[]", element);
  }
  return text;
}

/// Percent-encodes only the characters that are not allowed in a request line.
std::string EncodePath(const std::string& path) {
  std::string encoded;
  for (const char c : path) {
    const bool plain = c > ' ' && c < '\x7f';
    encoded += plain ? std::string(1, c) : json::PercentEncode(std::string_view(&c, 1));
  }
  return encoded;
}

std::string DescribeHangUp(HangUp hang_up) {
  if (hang_up == HangUp::kReset) return "the connection was reset";
  return hang_up == HangUp::kTimeout ? "the request timed out" : "the connection was closed";
}

}  // namespace

api::Request MakeRequest(const scenario::Call& call) {
  api::Request request;
  request.method = call.method;
  request.target = EncodePath(call.path);
  if (!call.query.empty()) request.target += "?" + EncodeForm(call.query);
  if (call.body) {
    request.body = call.body->dump();
    request.headers.push_back({"Content-Type", "application/json"});
  } else if (call.form) {
    request.body = EncodeForm(*call.form);
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  }
  for (const auto& [name, value] : call.headers.items())
    request.headers.push_back({name, json::ToText(value)});
  return request;
}

Response Client::SendCall(const scenario::Call& call, const engine::Credentials& merchant) {
  api::Request request = MakeRequest(call);
  if (control::IsControlTarget(request.target)) {
    request.headers.push_back({"X-Emulator-Sandbox", merchant.imp_key});
    return Send(request);
  }
  std::string token;
  if (!call.token) {
    Response failed;
    if (call.path != kGetToken) failed.token_error = FetchToken(merchant, token);
    if (!failed.token_error.empty()) return failed;
  } else if (call.token->is_string()) {
    token = call.token->get<std::string>();
  }
  if (!token.empty()) request.headers.push_back({"Authorization", token});
  return Send(request);
}

Response Client::CallControl(std::string_view method, std::string_view path, const Json& body,
                             const engine::Credentials& merchant) {
  scenario::Call call;
  call.method = method;
  call.path = std::string(kControlPrefix) + std::string(path);
  if (!body.is_null()) call.body = body;
  return SendCall(call, merchant);
}

Response Client::Send(const api::Request& request) const {
  const api::Reply reply = handler_.Handle(request);
  Response response;
  if (reply.hang_up != HangUp::kNone) {
    response.lost = true;
    response.lost_reason = DescribeHangUp(reply.hang_up);
    return response;
  }
  response.status = reply.status;
  response.body = Json::parse(reply.body, nullptr, false);
  if (response.body.is_discarded()) response.body = nullptr;
  return response;
}

std::int64_t Client::FetchUnixTime(const engine::Credentials& merchant) {
  return CallControl("GET", "/clock", nullptr, merchant).body.value("now_unix", std::int64_t{0});
}

std::string Client::FetchToken(const engine::Credentials& merchant, std::string& token) {
  Token& cached = tokens_[merchant.imp_key];
  const bool is_valid = !tokens_follow_sandbox_ || FetchUnixTime(merchant) < cached.expires;
  if (cached.text.empty() || !is_valid) {
    scenario::Call call;
    call.method = "POST";
    call.path = kGetToken;
    call.body = Json{{"imp_key", merchant.imp_key}, {"imp_secret", merchant.imp_secret}};
    const Response response = Send(MakeRequest(call));
    if (response.lost) return response.lost_reason;
    const Json payload =
        response.body.is_object() ? response.body.value("response", Json()) : Json();
    if (!payload.is_object()) return std::to_string(response.status) + " " + response.body.dump();
    cached = {payload.value("access_token", ""), payload.value("expired_at", std::int64_t{0})};
  }
  token = cached.text;
  return "";
}

}  // namespace portone::runner
