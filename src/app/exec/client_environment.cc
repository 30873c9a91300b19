// SPDX-License-Identifier: MIT
#include "app/exec/client_environment.h"

#include <array>

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>

#include "api/service_hosts.h"

namespace portone::app {
namespace {

struct Facts {
  const EmulatorAddress& emulator;
  const ClientFiles& files;
};

/// In double quotes, as the variables that hold a command line read them.
std::string Quote(const std::filesystem::path& path) {
  return '"' + path.string() + '"';
}

std::string Url(const Facts& facts) {
  return facts.emulator.url();
}

std::string Bundle(const Facts& facts) {
  return facts.files.bundle.string();
}

std::string JavaOptions(const Facts& facts) {
  const std::string& host = facts.emulator.host;
  const std::string port = std::to_string(facts.emulator.port);
  std::string options;
  for (const std::string scheme : {"http", "https"})
    options += "-D" + scheme + ".proxyHost=" + host + " -D" + scheme + ".proxyPort=" + port + ' ';
  return options + "-Dhttp.nonProxyHosts=localhost|127.*|[::1] -Djavax.net.ssl.trustStore=" +
         Quote(facts.files.trust_store) +
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

/// What was excepted from the user's own proxy stays so, but for PortOne's hosts.
std::string ExtendExceptions(const std::string& present, const std::string& more) {
  std::vector<std::string> entries;
  boost::split(entries, present, [](char c) { return c == ','; });
  std::string kept;
  for (const std::string& entry : entries) {
    if (!boost::trim_copy(entry).empty() && !CoversServiceHost(entry)) kept += entry + ',';
  }
  return kept + more;
}

std::string Append(const std::string& present, const std::string& more) {
  return present.empty() ? more : present + ' ' + more;
}

/// The folder after those that were named, or after PHP's own, which "" stands for.
std::string AppendPath(const std::string& present, const std::string& more) {
  return present + ':' + more;
}

std::string ExtendPreload(const std::string& present, const std::string& more) {
  return present.empty() ? more : present + ':' + more;
}

std::string Replace(const std::string& /*present*/, const std::string& more) {
  return more;
}

struct Row {
  std::string_view name;
  std::string (*value)(const Facts& facts);
  std::string (*merge)(const std::string& present, const std::string& more) = Replace;
};

std::string Loopback(const Facts& /*facts*/) {
  return "localhost,127.0.0.1,::1";
}

std::string NodeOptions(const Facts& facts) {
  return "--require " + Quote(facts.files.node_preload);
}

std::string NodeAuthorities(const Facts& facts) {
  return facts.files.node_authorities.string();
}

std::string PhpFolder(const Facts& facts) {
  return facts.files.php_folder.string();
}

std::string ClockFile(const Facts& facts) {
  return facts.files.clock_file.string();
}

std::string ClockLibrary(const Facts& facts) {
  return facts.files.clock_library.string();
}

constexpr std::array kRows = std::to_array<Row>({
    {"PORTONE_EMULATOR_URL", Url},
    {"HTTP_PROXY", Url},
    {"http_proxy", Url},  // curl and Ruby read only this one
    {"HTTPS_PROXY", Url},
    {"https_proxy", Url},
    {"NO_PROXY", Loopback, ExtendExceptions},
    {"no_proxy", Loopback, ExtendExceptions},
    {"SSL_CERT_FILE", Bundle},       // OpenSSL: Ruby, urllib, httpx, aiohttp; Go
    {"REQUESTS_CA_BUNDLE", Bundle},  // requests, which has authorities of its own
    {"CURL_CA_BUNDLE", Bundle},      // curl
    {"NODE_EXTRA_CA_CERTS", NodeAuthorities},
    {"NODE_OPTIONS", NodeOptions, Append},
    {"JAVA_TOOL_OPTIONS", JavaOptions, Append},
    {"PHP_INI_SCAN_DIR", PhpFolder, AppendPath},
    {"PORTONE_CLOCK_FILE", ClockFile},  // empty, as the next one, when no clock is shared
    {"LD_PRELOAD", ClockLibrary, ExtendPreload},
});

}  // namespace

std::vector<ClientVariable> MakeClientVariables(const EmulatorAddress& emulator,
                                                const ClientFiles& files,
                                                const Environment& present) {
  const Facts facts{emulator, files};
  std::vector<ClientVariable> variables;
  for (const Row& row : kRows) {
    const std::string value = row.value(facts);
    if (value.empty()) continue;
    const auto found = present.find(std::string(row.name));
    const std::string before = found == present.end() ? "" : found->second;
    variables.push_back({row.name, row.merge(before, value)});
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

std::vector<std::string> MakeProcessEnvironment(const Environment& present,
                                                const std::vector<ClientVariable>& variables) {
  Environment all = present;
  for (const ClientVariable& variable : variables)
    all[std::string(variable.name)] = variable.value;
  std::vector<std::string> lines;
  lines.reserve(all.size());
  for (const auto& [name, value] : all)
    lines.push_back(name + '=' + value);
  return lines;
}

}  // namespace portone::app
