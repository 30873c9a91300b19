// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>

#include "tidy/rules.h"

namespace portone::tidy {
namespace {

/// From lowest to highest layer. `store` is reserved for durable sandboxes.
constexpr std::array<std::string_view, 20> kOrder = {
    "clock_preload", "base",    "domain",   "json",   "gateways", "sim", "commands",
    "engine",        "store",   "snapshot", "verify", "scenario", "api", "webhook",
    "web",           "control", "runner",   "tls",    "http",     "app"};

struct Library {
  std::string_view prefix;   ///< of the path between the angle brackets
  std::string_view folders;  ///< folders that may include it, separated by spaces
};

constexpr std::array<Library, 10> kLibraries = {{
    {"nlohmann/", "json"},
    {"httplib", ""},
    {"openssl/", "base tls http"},
    {"sqlite3", "store"},
    {"boost/beast/", "http"},
    {"boost/", "app"},
    {"spdlog/", "app"},
    {"fmt/", "app"},
    {"catch2/", ""},
    {"malloc.h", "base"},
}};

/// Headers of the operating system (<poll.h>, <sys/socket.h>).
constexpr Library kPlatform = {"", "clock_preload store tls http app"};

/// Headers that all files of src/gateways may include.
constexpr std::array<std::string_view, 5> kSharedByGateways = {
    "gateways/registry.h", "gateways/checks.h", "gateways/defaults.h", "gateways/magic_values.h",
    "gateways/magic_cards.h"};

/// `src/api/codec/x.h` -> `api`; empty outside src/.
std::string_view GetFolderInSrc(std::string_view path) {
  if (!IsIn(path, "src")) return {};
  path.remove_prefix(4);
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::size_t FindLayer(std::string_view folder) {
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), folder) - kOrder.begin());
}

bool Contains(std::string_view words, std::string_view word) {
  const std::string padded = " " + std::string(words) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

/// Whether a gateway's file includes its own header or a table of its company: a company can have
/// several gateway codes, so kcp.cc and kcp_billing.cc may include kcp_codes.h and
/// kcp_format.h, nice.cc nice_settings.h, and danal.cc danal_certification.h.
bool IsOwn(const SourceFile& file, std::string_view target) {
  const std::string header = "src/" + std::string(RemoveExtension(target));
  const std::string module(RemoveExtension(file.path));
  if (header == module) return true;
  for (const std::string_view table :
       {"_certification", "_checks", "_codes", "_format", "_settings"}) {
    if (!EndsWith(header, table)) continue;
    const std::string company = header.substr(0, header.size() - table.size());
    if (module == company || module.starts_with(company + "_")) return true;
  }
  return false;
}

/// Why `folder` must not include `target` although it is a lower layer; empty when it may.
std::string_view WhyForbidden(const SourceFile& file, std::string_view folder,
                              std::string_view target) {
  const std::string_view target_folder = target.substr(0, target.find('/'));
  if (folder == "sim" && target_folder == "gateways") return "gateways and sim are independent";
  if (folder == "json" && target_folder == "domain" && target != "domain/money.h")
    return "json has no domain knowledge";
  if (target_folder == "json" && folder != "json" && FindLayer(folder) < FindLayer("store"))
    return "no JSON below the store";
  if (target_folder != "gateways") return {};
  const bool shared = std::find(kSharedByGateways.begin(), kSharedByGateways.end(), target) !=
                      kSharedByGateways.end();
  if (folder == "gateways")
    return shared || IsOwn(file, target) ? "" : "gateways do not include each other";
  return shared ? "" : "use gateways/registry.h to access gateways";
}

}  // namespace

Violations CheckIncludeDirection(const SourceFile& file) {
  Violations found;
  const std::string_view folder = GetFolderInSrc(file.path);
  if (folder.empty()) return found;
  if (FindLayer(folder) == kOrder.size()) {
    return {{file.path, 1, "unknown folder src/" + std::string(folder),
             "give it a place in the order of tests/tidy/layers.cc"}};
  }
  int line = 0;
  for (const std::string_view text : Lines(file.text)) {
    ++line;
    const std::string include = ParseInclude(text);
    if (include.empty() || include.front() != '"') continue;
    const std::string_view target = std::string_view(include).substr(1);
    const std::string_view target_folder = target.substr(0, target.find('/'));
    if (target_folder == "portone" && folder == "app") continue;  // the public headers
    if (FindLayer(target_folder) == kOrder.size() || target_folder == target) {
      found.push_back({file.path, line, "include not rooted at src/: " + std::string(target),
                       "write it as \"folder/file.h\""});
    } else if (FindLayer(target_folder) > FindLayer(folder)) {
      found.push_back({file.path, line,
                       std::string(folder) + " includes " + std::string(target_folder),
                       "include only what is to the left: " + std::string(kOrder.front()) + " … " +
                           std::string(folder)});
    } else if (const std::string_view why = WhyForbidden(file, folder, target); !why.empty()) {
      found.push_back({file.path, line, "includes " + std::string(target), std::string(why)});
    }
  }
  return found;
}

Violations CheckMutualIncludes(const Tree& tree) {
  struct Place {
    std::string path;
    int line;
  };
  std::map<std::pair<std::string, std::string>, Place> includes;  // from a module to another
  for (const SourceFile& file : tree) {
    if (!IsIn(file.path, "src")) continue;
    const std::string module(RemoveExtension(file.path));
    int line = 0;
    for (const std::string_view text : Lines(file.text)) {
      ++line;
      const std::string include = ParseInclude(text);
      if (include.empty() || include.front() != '"') continue;
      const std::string target = "src/" + std::string(RemoveExtension(include.substr(1)));
      if (target != module) includes.try_emplace({module, target}, Place{file.path, line});
    }
  }
  Violations found;
  for (const auto& [modules, place] : includes) {
    const auto& [from, to] = modules;
    const auto back = includes.find({to, from});
    if (to < from || back == includes.end()) continue;
    found.push_back({place.path, place.line,
                     "includes " + to + ".h, and " + back->second.path + " includes " + from + ".h",
                     "move what both need into a file of its own"});
  }
  return found;
}

Violations CheckThirdPartyIncludes(const SourceFile& file) {
  Violations found;
  const bool is_public = IsIn(file.path, "include");
  const std::string_view folder = GetFolderInSrc(file.path);
  if (folder.empty() && !is_public) return found;
  int line = 0;
  for (const std::string_view text : Lines(file.text)) {
    ++line;
    const std::string include = ParseInclude(text);
    if (include.empty() || include.front() != '<') continue;
    const std::string_view target = std::string_view(include).substr(1);
    const auto* library =
        std::find_if(kLibraries.begin(), kLibraries.end(), [target](const Library& candidate) {
          return target.substr(0, candidate.prefix.size()) == candidate.prefix;
        });
    const bool is_standard = target.find_first_of("./") == std::string_view::npos;
    if (library == kLibraries.end() && is_standard) continue;
    const Library& owner = library == kLibraries.end() ? kPlatform : *library;
    if (!is_public && Contains(owner.folders, folder)) continue;
    found.push_back({file.path, line, "<" + std::string(target) + "> is included here",
                     owner.folders.empty()
                         ? std::string("it belongs in tests")
                         : "only these folders of src/ may: " + std::string(owner.folders)});
  }
  return found;
}

}  // namespace portone::tidy
