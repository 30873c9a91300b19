// SPDX-License-Identifier: MIT
// GET /_emulator: the index of the control API, as a page for browsers and as JSON for programs.
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/path_prefixes.h"
#include "base/version.h"
#include "control/call_descriptions.h"
#include "control/control.h"
#include "control/control_reply.h"
#include "control/html_page.h"
#include "json/json.h"

namespace portone::control {
namespace {

/// Links below the prefix that are worth opening first.
struct Link {
  std::string_view name;
  std::string_view path;
};
constexpr std::array<Link, 8> kLinks{{{"demo", "/demo"},
                                      {"openapi", "/openapi.json"},
                                      {"schema", "/scenario/schema"},
                                      {"health", "/health"},
                                      {"metrics", "/metrics"},
                                      {"clock", "/clock"},
                                      {"payments", "/payments"},
                                      {"webhooks", "/webhooks"}}};

std::string AddControlPrefix(std::string_view path) {
  return std::string(kControlPrefix) + std::string(path == "/" ? "" : path);
}

Json ListCalls() {
  Json calls = Json::array();
  for (const ControlRoute& route : ControlRoutes()) {
    calls.push_back({{"method", Name(route.method)},
                     {"path", AddControlPrefix(route.path)},
                     {"summary", DescribeCall(route).value("summary", "")}});
  }
  return calls;
}

Json MakeIndex(const engine::SandboxRegistry& registry) {
  Json sandboxes = Json::array();
  for (const engine::SandboxPtr& sandbox : registry.All())
    sandboxes.push_back(sandbox->credentials.imp_key);
  Json documents = Json::object();
  for (const Link& link : kLinks)
    documents[std::string(link.name)] = AddControlPrefix(link.path);
  return {{"name", "portone-emulator"},
          {"version", kVersion},
          {"sandboxes", std::move(sandboxes)},
          {"documents", std::move(documents)},
          {"calls", ListCalls()}};
}

std::string GetText(const Json& object, const char* key) {
  return EscapeHtml(object.at(key).get_ref<const std::string&>());
}

/// The table row of a call. A path that can be opened as it is, a lookup without a {parameter} and
/// without the "*" that stands for any rest, is a link.
std::string FormatCall(const Json& call) {
  const std::string path = GetText(call, "path");
  const bool is_link = call.at("method") == "GET" && path.find_first_of("{*") == std::string::npos;
  const std::string path_cell = is_link ? "<a href=\"" + path + "\">" + path + "</a>" : path;
  return "<tr><td>" + GetText(call, "method") + "</td><td>" + path_cell + "</td><td>" +
         GetText(call, "summary") + "</td></tr>\n";
}

api::Reply MakePage(const Json& index) {
  const std::size_t count = index.at("sandboxes").size();
  std::string content = "<p>Version " + GetText(index, "version") + ", " + std::to_string(count) +
                        (count == 1 ? " sandbox" : " sandboxes") +
                        ". A test double of the PortOne V1 payments API: no money moves here.</p>\n"
                        "<p>Without an account of your own, call <code>POST /users/getToken</code> "
                        "with the sample key <code>" +
                        EscapeHtml(engine::SampleCredentials().imp_key) +
                        "</code>. Once several sandboxes are in use, name one: "
                        "<code>?sandbox=KEY</code>.</p>\n<table>\n";
  for (const Json& call : index.at("calls"))
    content += FormatCall(call);
  content += "</table>\n";
  return MakeHtmlPage("en", "portone-emulator", content);
}

bool WantsHtml(const api::Request& request) {
  return request.FindHeader("Accept").find("text/html") != std::string_view::npos;
}

ControlResult<api::Reply> ReadIndex(ControlCall& call) {
  const Json index = MakeIndex(call.context.registry);
  api::Reply reply = WantsHtml(call.request) ? MakePage(index) : MakeJsonReply(index);
  reply.headers.push_back({"Vary", "Accept"});
  return reply;
}

constexpr std::array kIndexRoutes{
    ControlRoute{Method::kGet, "/", ReadIndex},
};

}  // namespace

std::span<const ControlRoute> IndexRoutes() {
  return kIndexRoutes;
}

}  // namespace portone::control
