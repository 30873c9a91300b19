// SPDX-License-Identifier: MIT
// reset, snapshot and verify: a sandbox's state as a whole.
#include <fstream>
#include <iostream>
#include <iterator>
#include <ostream>
#include <string>

#include "app/client/client_commands.h"
#include "app/client/table.h"
#include "app/command_error.h"
#include "json/reader.h"
#include "json/text.h"
#include "portone/emulator.h"

namespace portone::app::client {
namespace {

/// "-" is standard input.
std::string ReadInput(const std::string& path) {
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& in = path == "-" ? std::cin : file;
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (path != "-" && !file) throw CommandError(path + " cannot be read");
  return text;
}

/// The expectations of a scenario file, of a body of `POST /verify`, or of a bare list.
Json ReadExpectations(const std::string& path) {
  Json document;
  const json::JsonOptions options{
      .allows_comments = true, .allows_duplicate_keys = false, .requires_object = false};
  if (const auto problem = json::ReadJson(ReadInput(path), options, document))
    throw CommandError(path + ":" + problem->ToString());
  if (document.is_array()) return document;
  if (!document.is_object() || !document.contains("expect"))
    throw CommandError(path + ": has no \"expect\"");
  return document["expect"];
}

}  // namespace

int ResetSandbox(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const Json sandbox = emulator.Post("/reset", Json::object());
  if (settings.json) {
    out << sandbox.dump(2) << '\n';
  } else {
    out << "reset " << ToPrintableLine(FormatCell(sandbox, "imp_key")) << ", its clock is at "
        << FormatCell(sandbox, "now") << '\n';
  }
  return 0;
}

int PrintSnapshot(EmulatorClient& emulator, const Settings& /*settings*/, std::ostream& out) {
  out << emulator.Post("/snapshot", Json::object()).dump(2) << '\n';
  return 0;
}

int VerifyFile(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const Json expectations = ReadExpectations(settings.arguments.front());
  try {
    const Json verdict = emulator.Post("/verify", {{"expect", expectations}});
    if (settings.json) {
      out << verdict.dump(2) << '\n';
    } else {
      const std::size_t count = verdict.at("results").size();
      out << "ok: " << count << (count == 1 ? " expectation holds\n" : " expectations hold\n");
    }
    return 0;
  } catch (const CallRefused& refused) {
    if (refused.code() != "not_verified") throw CommandError(refused.what());
    if (settings.json) {
      out << Json{{"verified", false}, {"message", refused.what()}}.dump(2) << '\n';
    } else {
      out << json::EscapeUnprintable(refused.what()) << '\n';
    }
    return 1;
  }
}

}  // namespace portone::app::client
