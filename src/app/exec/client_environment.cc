// SPDX-License-Identifier: MIT
#include "app/exec/client_environment.h"

#include <array>
#include <filesystem>

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>

#include "api/service_hosts.h"

namespace portone::app {
namespace {

struct ValueSources {
  const EmulatorAddress& emulator;
  const ClientFiles& files;
};

/// The path in double quotes, for variables that hold a command line.
std::string Quote(const std::filesystem::path& path) {
  return '"' + path.string() + '"';
}

std::string GetUrl(const ValueSources& sources) {
  return sources.emulator.url();
}

std::string GetBundle(const ValueSources& sources) {
  return sources.files.bundle.string();
}

std::string MakeJavaOptions(const ValueSources& sources) {
  const std::string& host = sources.emulator.host;
  const std::string port = std::to_string(sources.emulator.port);
  std::string options;
  for (const std::string scheme : {"http", "https"})
    options += "-D" + scheme + ".proxyHost=" + host + " -D" + scheme + ".proxyPort=" + port + ' ';
  return options + "-Dhttp.nonProxyHosts=localhost|127.*|[::1] -Djavax.net.ssl.trustStore=" +
         Quote(sources.files.trust_store) +
         " -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=" +
         tls::kTrustStorePassword;
}

/// Whether an entry of NO_PROXY (".kr", "api.iamport.kr:443", "*") covers one of PortOne's hosts.
bool CoversServiceHost(std::string entry) {
  boost::trim(entry);
  boost::to_lower(entry);
  if (entry == "*") return true;
  if (entry.starts_with("*.")) entry.erase(0, 1);
  if (const std::size_t colon = entry.find(':'); colon != std::string::npos) entry.resize(colon);
  if (entry.empty()) return false;
  const std::string below = entry.front() == '.' ? entry : "." + entry;
  for (const std::string_view host : api::kServiceHosts) {
    if (host == entry || host.ends_with(below)) return true;
  }
  return false;
}

/// Hosts that the user has excepted from a proxy stay excepted, unless they are PortOne's.
std::string ExtendExceptions(const std::string& old_value, const std::string& new_value) {
  std::vector<std::string> entries;
  boost::split(entries, old_value, [](char c) { return c == ','; });
  std::string remaining;
  for (const std::string& entry : entries) {
    if (!boost::trim_copy(entry).empty() && !CoversServiceHost(entry)) remaining += entry + ',';
  }
  return remaining + new_value;
}

std::string Append(const std::string& old_value, const std::string& new_value) {
  return old_value.empty() ? new_value : old_value + ' ' + new_value;
}

/// Appends the folder to the present ones, or to PHP's own, for which "" stands.
std::string AppendPath(const std::string& old_value, const std::string& new_value) {
  return old_value + ':' + new_value;
}

/// Appends the library to the present ones, without those that share another sandbox's clock: a
/// program has one.
std::string ExtendPreload(const std::string& old_value, const std::string& new_value) {
  std::vector<std::string> entries;
  boost::split(entries, old_value, [](char c) { return c == ':' || c == ' '; });
  std::string remaining;
  for (const std::string& entry : entries) {
    const bool shares_clock = std::filesystem::path(entry).filename() == kClockLibraryName;
    if (!entry.empty() && !shares_clock) remaining += entry + ':';
  }
  return remaining + new_value;
}

std::string Replace(const std::string& /*old_value*/, const std::string& new_value) {
  return new_value;
}

struct Row {
  std::string_view name;
  std::string (*value)(const ValueSources& sources);
  std::string (*merge)(const std::string& old_value, const std::string& new_value) = Replace;
};

std::string GetLoopbackHosts(const ValueSources& /*sources*/) {
  return "localhost,127.0.0.1,::1";
}

std::string MakeNodeOptions(const ValueSources& sources) {
  return "--require " + Quote(sources.files.node_preload);
}

std::string GetNodeAuthorities(const ValueSources& sources) {
  return sources.files.node_authorities.string();
}

std::string GetPhpFolder(const ValueSources& sources) {
  return sources.files.php_folder.string();
}

std::string GetClockFile(const ValueSources& sources) {
  return sources.files.clock_file.string();
}

std::string GetClockLibrary(const ValueSources& sources) {
  return sources.files.clock_library.string();
}

constexpr std::array kRows = std::to_array<Row>({
    {"PORTONE_EMULATOR_URL", GetUrl},
    {"HTTP_PROXY", GetUrl},
    {"http_proxy", GetUrl},  // curl and Ruby read only this one
    {"HTTPS_PROXY", GetUrl},
    {"https_proxy", GetUrl},
    {"NO_PROXY", GetLoopbackHosts, ExtendExceptions},
    {"no_proxy", GetLoopbackHosts, ExtendExceptions},
    {"SSL_CERT_FILE", GetBundle},       // OpenSSL: Ruby, urllib, httpx, aiohttp; Go
    {"REQUESTS_CA_BUNDLE", GetBundle},  // requests, which has authorities of its own
    {"CURL_CA_BUNDLE", GetBundle},      // curl
    {"NODE_EXTRA_CA_CERTS", GetNodeAuthorities},
    {"NODE_OPTIONS", MakeNodeOptions, Append},
    {"JAVA_TOOL_OPTIONS", MakeJavaOptions, Append},
    {"PHP_INI_SCAN_DIR", GetPhpFolder, AppendPath},
    {"PORTONE_CLOCK_FILE", GetClockFile},  // empty, as the next one, when no clock is shared
    {"LD_PRELOAD", GetClockLibrary, ExtendPreload},
});

}  // namespace

std::vector<ClientVariable> MakeClientVariables(const EmulatorAddress& emulator,
                                                const ClientFiles& files,
                                                const Environment& own_environment) {
  const ValueSources sources{emulator, files};
  std::vector<ClientVariable> variables;
  for (const Row& row : kRows) {
    const std::string value = row.value(sources);
    if (value.empty()) continue;
    const auto found = own_environment.find(std::string(row.name));
    const std::string old_value = found == own_environment.end() ? "" : found->second;
    variables.push_back({row.name, row.merge(old_value, value)});
  }
  return variables;
}

std::string ToShellLines(const std::vector<ClientVariable>& variables) {
  std::string lines;
  for (const ClientVariable& variable : variables) {
    lines += "export " + std::string(variable.name) + "='" +
             boost::replace_all_copy(variable.value, "'", R"('\'')") + "'\n";
  }
  return lines;
}

std::vector<std::string> MakeProcessEnvironment(const Environment& own_environment,
                                                const std::vector<ClientVariable>& variables) {
  Environment all = own_environment;
  for (const ClientVariable& variable : variables)
    all[std::string(variable.name)] = variable.value;
  std::vector<std::string> lines;
  lines.reserve(all.size());
  for (const auto& [name, value] : all)
    lines.push_back(name + '=' + value);
  return lines;
}

}  // namespace portone::app
