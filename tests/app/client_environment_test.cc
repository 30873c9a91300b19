// SPDX-License-Identifier: MIT
// The variables of `exec` and `env`: how they extend what is set, and how a shell reads them.
#include "app/exec/client_environment.h"

#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/program.h"

namespace portone::app {
namespace {

const EmulatorAddress kEmulator{"127.0.0.1", 12'345};

ClientFiles MakeFiles() {
  ClientFiles files;
  files.authority = "/d/ca.pem";
  files.bundle = "/d/bundle.pem";
  files.trust_store = "/d/trust-store.p12";
  files.node_authorities = "/d/ca.pem";
  files.node_preload = "/d/node-preload.cjs";
  files.php_folder = "/d/php";
  return files;
}

std::string GetVariable(const std::string& name, const Environment& own_environment = {}) {
  for (const ClientVariable& variable :
       MakeClientVariables(kEmulator, MakeFiles(), own_environment)) {
    if (variable.name == name) return variable.value;
  }
  return "(none)";
}

TEST_CASE("client variables: each has the format that its readers expect", "[app]") {
  CHECK(GetVariable("PORTONE_EMULATOR_URL") == "http://127.0.0.1:12345");
  for (const char* name : {"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"})
    CHECK(GetVariable(name) == "http://127.0.0.1:12345");
  for (const char* name : {"NO_PROXY", "no_proxy"})
    CHECK(GetVariable(name) == "localhost,127.0.0.1,::1");
  for (const char* name : {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})
    CHECK(GetVariable(name) == "/d/bundle.pem");
  CHECK(GetVariable("NODE_EXTRA_CA_CERTS") == "/d/ca.pem");
  CHECK(GetVariable("NODE_OPTIONS") == R"(--require "/d/node-preload.cjs")");
  CHECK(GetVariable("PHP_INI_SCAN_DIR") == ":/d/php");
  CHECK(GetVariable("JAVA_TOOL_OPTIONS") ==
        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=12345 -Dhttps.proxyHost=127.0.0.1 "
        "-Dhttps.proxyPort=12345 -Dhttp.nonProxyHosts=localhost|127.*|[::1] "
        "-Djavax.net.ssl.trustStore=\"/d/trust-store.p12\" "
        "-Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=changeit");
}

TEST_CASE("client variables: existing lists are extended, everything else is replaced", "[app]") {
  CHECK(GetVariable("NODE_OPTIONS", {{"NODE_OPTIONS", "--trace-warnings"}}) ==
        R"(--trace-warnings --require "/d/node-preload.cjs")");
  CHECK(GetVariable("JAVA_TOOL_OPTIONS", {{"JAVA_TOOL_OPTIONS", "-Xmx64m"}})
            .starts_with("-Xmx64m -D"));
  CHECK(GetVariable("PHP_INI_SCAN_DIR", {{"PHP_INI_SCAN_DIR", "/etc/php"}}) == "/etc/php:/d/php");
  CHECK(GetVariable("HTTPS_PROXY", {{"HTTPS_PROXY", "http://proxy.test"}}) ==
        "http://127.0.0.1:12345");
}

TEST_CASE("client variables: the user's proxy exceptions remain, except for PortOne's hosts",
          "[app]") {
  const auto [user_no_proxy, remaining] = GENERATE(table<std::string, std::string>({
      {"db.test", "db.test,"},
      {"db.test, cache.test ,", "db.test, cache.test ,"},
      {"*", ""},
      {"api.iamport.kr", ""},
      {"API.iamport.kr:443", ""},
      {".iamport.kr", ""},
      {"iamport.kr", ""},
      {"*.iamport.kr", ""},
      {"kr", ""},
      {"port.kr", "port.kr,"},
      {"*.db.test,10.0.0.0/8", "*.db.test,10.0.0.0/8,"},
  }));
  CHECK(GetVariable("NO_PROXY", {{"NO_PROXY", user_no_proxy}}) ==
        remaining + "localhost,127.0.0.1,::1");
}

TEST_CASE("client variables: an IPv6 address has brackets in the URL, a name has none", "[app]") {
  CHECK((EmulatorAddress{"::1", 80}).url() == "http://[::1]:80");
  CHECK((EmulatorAddress{"portone", 80}).url() == "http://portone:80");
}

TEST_CASE("client variables: a shell reads the lines back unchanged", "[app]") {
  const std::string awkward = "a'b \"c\" $HOME `id` \\ !\nx";
  const std::string lines = ToShellLines({{"ONE", awkward}, {"TWO", ""}});
  const testing::ProgramResult result =
      testing::RunToEnd({"/bin/sh", "-c", lines + "printf '%s|%s' \"$ONE\" \"$TWO\""});
  CHECK(result.out == awkward + "|");
}

TEST_CASE(
    "client variables: they replace variables of the same name in the environment of a process",
    "[app]") {
  const std::vector<std::string> lines = MakeProcessEnvironment(
      {{"HOME", "/root"}, {"NO_PROXY", "a"}}, {{"NO_PROXY", "b"}, {"X", "y"}});
  CHECK(lines == std::vector<std::string>{"HOME=/root", "NO_PROXY=b", "X=y"});
}

}  // namespace
}  // namespace portone::app
