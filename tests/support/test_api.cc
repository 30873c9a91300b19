// SPDX-License-Identifier: MIT
#include "support/test_api.h"

#include <functional>
#include <stdexcept>
#include <utility>

#include "json/json.h"
#include "json/reader.h"
#include "support/contract_guard.h"

namespace portone::testing {
namespace {

/// Parses with the emulator's own reader: the library's compares each key with every other.
Json ParseBody(const std::string& body) {
  Json parsed;
  const auto problem = portone::json::ReadJson(body, {}, parsed);
  if (problem) throw std::runtime_error("a reply is not JSON: " + problem->ToString());
  return parsed;
}

std::string GetTypeName(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_string()) return "string";
  if (value.is_boolean()) return "boolean";
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "fraction";
  return value.is_array() ? "array" : "object";
}

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_alphanumeric) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 0xfU];
    }
  }
  return encoded;
}

/// Appends the pairs of one value. Recursive; test bodies are not deep.
void AppendPairs(std::string& form, const std::string& name, const Json& value) {
  if (!value.is_structured()) {
    if (!form.empty()) form += '&';
    form += PercentEncode(name) + "=" +
            PercentEncode(value.is_string() ? value.get<std::string>() : value.dump());
    return;
  }
  for (const auto& [key, child] : value.items())
    AppendPairs(form, name + "[" + key + "]", child);
}

}  // namespace

std::string TestReply::Header(std::string_view name) const {
  for (const HttpHeader& header : headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

std::string Summary(const TestReply& reply) {
  const std::string start = std::to_string(reply.status) + " " + std::to_string(reply.code());
  return reply.code() == 0 ? start : start + " " + reply.message();
}

std::string ControlSummary(const TestReply& reply) {
  if (reply.status == 200) return "200";
  const Strings shape = GetShape(reply.json);
  CHECK(shape.front() == "error object");
  const bool advance_ended_early = reply.json.contains("fired");  // which reports what it has done
  CHECK((shape.size() == 1 || advance_ended_early));
  const Json& error = reply.json.at("error");
  REQUIRE(error.size() == 3);
  const Json& parameter = error.at("parameter");
  return std::to_string(reply.status) + " " + error.at("code").get<std::string>() + " " +
         (parameter.is_null() ? "-" : parameter.get<std::string>()) + " " +
         error.at("message").get<std::string>();
}

std::vector<std::string> GetShape(const Json& object) {
  std::vector<std::string> shape;
  for (const auto& [key, value] : object.items())
    shape.push_back(key + " " + GetTypeName(value));
  return shape;
}

std::string EncodeForm(const Json& object) {
  std::string form;
  for (const auto& [key, value] : object.items())
    AppendPairs(form, key, value);
  return form;
}

Json CardBody(std::string_view card_number) {
  return {{"card_number", card_number},
          {"expiry", "2030-12"},
          {"birth", "880515"},
          {"pwd_2digit", "00"}};
}

Json OnetimeBody(std::string_view merchant_uid, std::string_view card_number) {
  Json body{{"merchant_uid", merchant_uid}, {"amount", 10'000}, {"name", "커피"}};
  body.update(CardBody(card_number));
  return body;
}

Json AgainBody(std::string_view customer_uid, std::string_view merchant_uid) {
  return {{"customer_uid", customer_uid},
          {"merchant_uid", merchant_uid},
          {"amount", 10'000},
          {"name", "커피"}};
}

Json EntryBody(std::string_view merchant_uid, Instant schedule_at) {
  return {{"merchant_uid", merchant_uid},
          {"schedule_at", ToUnixSeconds(schedule_at)},
          {"amount", 10'000},
          {"name", "커피"}};
}

Json ScheduleBody(std::string_view customer_uid, const std::vector<Json>& entries) {
  Json body{{"customer_uid", customer_uid}, {"schedules", Json::array()}};
  for (const Json& entry : entries)
    body["schedules"].push_back(entry);
  return body;
}

TestApi::TestApi(engine::Setup setup, engine::SandboxRegistryOptions options)
    : registry(options, (FakeWallClock::Set(Start()), setup), FakeWallClock::Read, {}),
      dispatcher(sender),
      waiting_calls(dispatcher),
      context{registry, dispatcher, waiting_calls, setup},
      handler(context),
      credentials_(engine::SampleCredentials()) {}

TestReply TestApi::Send(const api::Request& request) {
  const api::Reply reply = handler.Handle(request);
  CHECK(reply.content_type == "application/json; charset=UTF-8");
  TestReply result{reply.status, reply.body, ParseBody(reply.body), reply.headers};
  Exchange exchange{request.method, request.target, reply.status, reply.body};
  const std::string_view requested_profile = request.FindHeader("X-Emulator-Profile");
  const bool is_2020 = requested_profile.empty()
                           ? registry.Default()->engine.profile() == Profile::k2020
                           : requested_profile == "2020";
  if (is_2020) exchange.profile = "2020";
  ExpectContract(exchange);
  return result;
}

TestReply TestApi::Get(std::string_view target) {
  return Call("GET", target, "", "");
}

TestReply TestApi::Delete(std::string_view target) {
  return Call("DELETE", target, "", "");
}

TestReply TestApi::Put(std::string_view target, const Json& body) {
  return Call("PUT", target, body.dump(), "application/json");
}

TestReply TestApi::Post(std::string_view target, const Json& body) {
  return PostText(target, body.dump());
}

TestReply TestApi::PostForm(std::string_view target, std::string_view form) {
  return PostText(target, form, "application/x-www-form-urlencoded");
}

TestReply TestApi::PostText(std::string_view target, std::string_view body,
                            std::string_view content_type) {
  return Call("POST", target, body, content_type);
}

std::string TestApi::GetToken() {
  const Json body{{"imp_key", credentials_.imp_key}, {"imp_secret", credentials_.imp_secret}};
  const TestReply reply =
      Send({"POST", "/users/getToken", {{"Content-Type", "application/json"}}, body.dump()});
  REQUIRE(Summary(reply) == "200 0");
  return reply.response().at("access_token").get<std::string>();
}

void TestApi::Use(std::string imp_key, std::string imp_secret) {
  credentials_ = {std::move(imp_key), std::move(imp_secret), ""};
}

TestReply TestApi::Control(std::string_view method, std::string_view path, std::string_view body) {
  api::Request request;
  request.method = method;
  request.target = "/_emulator" + std::string(path);
  request.body = body;
  return Send(request);
}

TestReply TestApi::Call(std::string_view method, std::string_view target, std::string_view body,
                        std::string_view content_type) {
  api::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.headers.push_back({"Authorization", "Bearer " + GetToken()});
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  if (!content_type.empty()) {
    request.headers.push_back({"Content-Type", std::string(content_type)});
  }
  return Send(request);
}

namespace {

void CheckErrorOrder(TestApi& api, const std::vector<RequestFix>& fixes,
                     const std::function<TestReply(const Json&)>& send) {
  Json body = Json::object();
  for (const RequestFix& fix : fixes) {
    body.merge_patch(Json::parse(fix.patch));
    CAPTURE(fix.patch);
    const std::string before = api.Describe();
    const TestReply reply = send(body);
    CHECK(Summary(reply) == fix.outcome);
    if (reply.code() != 0) CHECK(api.Describe() == before);
  }
}

}  // namespace

void CheckErrorOrder(TestApi& api, std::string_view target, const std::vector<RequestFix>& fixes) {
  CheckErrorOrder(api, fixes, [&](const Json& body) { return api.Post(target, body); });
}

void CheckPutErrorOrder(TestApi& api, std::string_view target,
                        const std::vector<RequestFix>& fixes) {
  CheckErrorOrder(api, fixes, [&](const Json& body) { return api.Put(target, body); });
}

}  // namespace portone::testing
