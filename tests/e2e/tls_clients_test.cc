// SPDX-License-Identifier: MIT
// The program in place of the real hosts, with unmodified clients: curl, openssl, keytool.
#include <array>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "support/catch.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr const char* kTokenBody = "imp_key=shop&imp_secret=secret";

/// The status, a space and the body that curl prints; on failure curl's exit code and error.
std::string RunCurl(const Strings& arguments) {
  Strings command{"/usr/bin/curl", "-s",   "-S", "--max-time",    "60",
                  "--noproxy",     "none", "-w", "\n%{http_code}"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const ProgramResult result = RunToEnd(command);
  const std::size_t line = result.out.rfind('\n');
  if (result.exit_code != 0) return "curl " + std::to_string(result.exit_code) + ": " + result.err;
  return result.out.substr(line + 1) + " " + result.out.substr(0, line);
}

/// A running emulator and its certificate in a file.
struct TrustedEmulator {
  explicit TrustedEmulator(const Strings& arguments = {}) : emulator(arguments) {
    const std::string reply = RunCurl({emulator.base_url() + "/_emulator/ca.pem"});
    if (!reply.starts_with("200 ")) throw std::runtime_error(reply);
    ca = folder.Write("ca.pem", reply.substr(4));
  }
  std::string port() const { return std::to_string(emulator.port()); }

  TempFolder folder;
  RunningEmulator emulator;
  std::string ca;
};

TEST_CASE("clients: curl gets a token from the real host name, over TLS and through the proxy",
          "[e2e]") {
  const TrustedEmulator trusted;
  const std::string proxy = trusted.emulator.base_url();
  const std::string direct = "https://api.iamport.kr:" + trusted.port() + "/users/getToken";
  const std::string resolve = "api.iamport.kr:" + trusted.port() + ":127.0.0.1";
  const std::vector<Strings> calls{
      {"--resolve", resolve, direct},
      {"--resolve", resolve, "--tls-max", "1.2", direct},
      {"--proxy", proxy, "https://api.iamport.kr/users/getToken"},
      {"--proxy", proxy, "https://static-api.iamport.kr/users/getToken"},
      {"--proxy", proxy, "http://api.iamport.kr/users/getToken"},
      {"--proxytunnel", "--proxy", proxy, "http://api.iamport.kr/users/getToken"},
      {"https://localhost:" + trusted.port() + "/users/getToken"},
      {"https://127.0.0.1:" + trusted.port() + "/users/getToken"}};
  for (const Strings& call : calls) {
    Strings arguments{"--cacert", trusted.ca, "-d", kTokenBody};
    arguments.insert(arguments.end(), call.begin(), call.end());
    INFO(call.front() << " " << call.back());
    CHECK_THAT(RunCurl(arguments), Catch::StartsWith("200 {\"code\":0"));
  }
}

TEST_CASE("clients: a certificate exists for each name of the machine", "[e2e]") {
  std::array<char, 256> machine{};
  REQUIRE(::gethostname(machine.data(), machine.size() - 1) == 0);
  const TrustedEmulator trusted(Strings{"--tls-name", "own.test", "--allow-host", "alias.test"});
  for (const std::string& name :
       Strings{"api.iamport.kr", "static-api.iamport.kr", "cdn.iamport.kr", "service.iamport.kr",
               "localhost", "host.docker.internal", "host.testcontainers.internal", "own.test",
               "alias.test", machine.data()}) {
    const std::string port = trusted.port();
    CHECK_THAT(RunCurl({"--cacert", trusted.ca, "--resolve", name + ":" + port + ":127.0.0.1", "-d",
                        kTokenBody, "https://" + name + ":" + port + "/users/getToken"}),
               Catch::StartsWith("200 "));
  }
}

TEST_CASE("clients: curl refuses an untrusted certificate authority and an unknown name", "[e2e]") {
  const TrustedEmulator trusted;
  const std::string resolve = ":" + trusted.port() + ":127.0.0.1";
  CHECK_THAT(RunCurl({"--resolve", "api.iamport.kr" + resolve,
                      "https://api.iamport.kr:" + trusted.port() + "/banks"}),
             Catch::StartsWith("curl 60"));
  CHECK_THAT(RunCurl({"--cacert", trusted.ca, "--resolve", "shop.example" + resolve,
                      "https://shop.example:" + trusted.port() + "/banks"}),
             Catch::StartsWith("curl 60"));
}

TEST_CASE("clients: under the real names there is no control API, under localhost there is",
          "[e2e]") {
  const TrustedEmulator trusted;
  const Strings proxy{"--cacert", trusted.ca, "--proxy", trusted.emulator.base_url()};
  for (const char* const url :
       {"https://api.iamport.kr/_emulator/health", "http://api.iamport.kr/_emulator/health",
        "https://cdn.iamport.kr/_emulator/ca.pem"}) {
    Strings arguments = proxy;
    arguments.emplace_back(url);
    CHECK_THAT(RunCurl(arguments), Catch::StartsWith("403 "));
    arguments.insert(arguments.end(), {"-H", "Host: localhost"});
    if (std::string(url).starts_with("https")) {
      CHECK_THAT(RunCurl(arguments), Catch::StartsWith("403 "));
    }
  }
  CHECK_THAT(RunCurl({"--cacert", trusted.ca,
                      "https://localhost:" + trusted.port() + "/_emulator/health"}),
             Catch::StartsWith("200 "));
  CHECK_THAT(RunCurl({"--cacert", trusted.ca, "-H", "Origin: https://evil.example",
                      "https://localhost:" + trusted.port() + "/_emulator/health"}),
             Catch::StartsWith("403 "));
}

TEST_CASE("clients: a page of another origin can neither read nor change anything by any route",
          "[e2e]") {
  const TrustedEmulator trusted;
  const std::string port = trusted.port();
  const std::string proxy = trusted.emulator.base_url();
  const std::string direct = "https://api.iamport.kr:" + port;
  const std::string resolve = "api.iamport.kr:" + port + ":127.0.0.1";
  const auto send = [&](Strings route, const std::string& origin, const std::string& target) {
    route.back() += target;
    route.insert(route.end(), {"--cacert", trusted.ca, "-i", "-H", "Origin: " + origin, "-d",
                               "imp_key=page&imp_secret=its"});
    return RunCurl(route);
  };
  const std::vector<Strings> routes{{proxy},
                                    {"https://localhost:" + port},
                                    {"--resolve", resolve, direct},
                                    {"--proxy", proxy, "https://api.iamport.kr"},
                                    {"--proxy", proxy, "http://api.iamport.kr"},
                                    {"--proxy", proxy, proxy}};
  for (const Strings& route : routes) {
    for (const char* const target : {"/users/getToken", "/_emulator/reset"}) {
      INFO(route.front() << ' ' << route.back() << target);
      const std::string reply = send(route, "https://evil.example", target);
      CHECK_THAT(reply, Catch::StartsWith("403 ") && !Catch::Contains("Access-Control"));
    }
  }
  CHECK_THAT(RunCurl({proxy + "/_emulator/sandboxes"}), !Catch::Contains("\"page\""));
  CHECK_THAT(RunCurl({proxy + "/_emulator/requests"}), Catch::Contains("\"requests\":[]"));
  CHECK_THAT(send({"--proxy", proxy, "https://api.iamport.kr"}, "https://service.iamport.kr",
                  "/users/getToken"),
             Catch::StartsWith("200 "));
}

TEST_CASE("clients: openssl accepts the certificate under strict checks", "[e2e]") {
  const TrustedEmulator trusted;
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  const ProgramResult result =
      RunToEnd({"/bin/sh", "-c", "exec \"$@\" </dev/null", "sh", "/usr/bin/openssl", "s_client",
                "-connect", "127.0.0.1:" + trusted.port(), "-servername", "api.iamport.kr",
                "-verify_hostname", "api.iamport.kr", "-CAfile", trusted.ca, "-verify_return_error",
                "-x509_strict", version, "-brief"});
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.err, Catch::Contains("Verification: OK"));
}

TEST_CASE("clients: keytool lists the trust store as one trusted certificate", "[e2e]") {
  const TempFolder folder;
  const std::string store = folder.GetPath("ca.p12");
  REQUIRE(RunEmulator({"ca", "--ca-dir", folder.GetPath("ca"), "--p12", store}).exit_code == 0);
  const ProgramResult result =
      RunToEnd({"/usr/bin/keytool", "-list", "-keystore", store, "-storepass", "changeit"});
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.out, Catch::Contains("contains 1 entry"));
  CHECK_THAT(result.out,
             Catch::Contains("portone-emulator, ") && Catch::Contains("trustedCertEntry"));
}

TEST_CASE(
    "clients: a certificate authority in a folder survives a restart, and its key is never logged",
    "[e2e]") {
  const TempFolder folder;
  const std::string ca_folder = folder.GetPath("ca");
  const ProgramResult printed = RunEmulator({"ca", "--ca-dir", ca_folder});
  REQUIRE(printed.exit_code == 0);
  for (int i = 0; i < 2; ++i) {
    RunningEmulator emulator({"--ca-dir", ca_folder, "--log-level", "debug"});
    CHECK(RunEmulator({"ca", "--url", emulator.base_url()}).out == printed.out);
    CHECK(RunCurl({emulator.base_url() + "/_emulator/ca.pem"}) == "200 " + printed.out);
    const ProgramResult result = emulator.Stop();
    CHECK(result.err.find("PRIVATE") == std::string::npos);
  }
  const std::string key = folder.Read("ca/ca-key.pem");
  CHECK_THAT(key, Catch::StartsWith("-----BEGIN PRIVATE KEY-----"));
  ::chmod(folder.GetPath("ca/ca-key.pem").c_str(), 0644);
  const ProgramResult refused = RunEmulator({"--port", "0", "--ca-dir", ca_folder});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.err, Catch::Contains("ca-dir: " + ca_folder +
                                          "/ca-key.pem: is accessible to other "
                                          "users; change its mode to 600"));
}

TEST_CASE("clients: the user's certificate is served, and errors in it name the option", "[e2e]") {
  const TempFolder folder;
  const auto make = [&](const std::string& name) {
    return RunToEnd({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                     "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=own.test",
                     "-addext", "subjectAltName=DNS:own.test", "-keyout",
                     folder.GetPath(name + ".key"), "-out", folder.GetPath(name + ".pem")})
        .exit_code;
  };
  REQUIRE(make("own") == 0);
  REQUIRE(make("other") == 0);
  const std::string own = folder.GetPath("own.pem");
  {
    const TrustedEmulator trusted(
        Strings{"--tls-cert", own, "--tls-key", folder.GetPath("own.key")});
    const std::string resolve = ":" + trusted.port() + ":127.0.0.1";
    CHECK_THAT(RunCurl({"--cacert", own, "--resolve", "own.test" + resolve,
                        "https://own.test:" + trusted.port() + "/banks"}),
               Catch::StartsWith("401 "));
    CHECK_THAT(RunCurl({"--cacert", trusted.ca, "--resolve", "api.iamport.kr" + resolve,
                        "https://api.iamport.kr:" + trusted.port() + "/banks"}),
               Catch::StartsWith("401 "));
  }
  const auto refusal = [](const Strings& arguments) {
    Strings all{"--port", "0"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const ProgramResult result = RunEmulator(all);
    CHECK(result.exit_code == 2);
    return result.err;
  };
  CHECK_THAT(refusal({"--tls-cert", own}), Catch::Contains("tls-cert needs tls-key"));
  CHECK_THAT(refusal({"--tls-key", own}), Catch::Contains("tls-key needs tls-cert"));
  CHECK_THAT(refusal({"--tls-cert", own, "--tls-key", folder.GetPath("other.key")}),
             Catch::Contains("tls-key: " + folder.GetPath("other.key") +
                             " is not the key of the certificate in " + own));
  CHECK_THAT(refusal({"--tls-cert", folder.GetPath("none"), "--tls-key", own}),
             Catch::Contains("tls-cert: " + folder.GetPath("none") + " cannot be read"));
  CHECK_THAT(refusal({"--tls-cert", own, "--tls-key", own}),
             Catch::Contains("tls-key: " + own + " has no private key in PEM format"));
}

TEST_CASE("clients: extra ports are opened and logged", "[e2e]") {
  RunningEmulator emulator({"--extra-port", "0", "--extra-port", "0"});
  const int port = emulator.port();
  const std::string err = emulator.Stop().err;
  int extra = 0;
  for (std::size_t at = err.find("listens on port "); at != std::string::npos;
       at = err.find("listens on port ", at + 1)) {
    ++extra;
    CHECK(std::stoi(err.substr(at + 16)) != port);
  }
  CHECK(extra == 2);
}

TEST_CASE("clients: an extra port in use prevents the start", "[e2e]") {
  const RunningEmulator emulator;
  const std::string used_port = std::to_string(emulator.port());
  const ProgramResult result = RunEmulator({"--port", "0", "--extra-port", used_port});
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.err, Catch::Contains("cannot listen on 127.0.0.1:" + used_port));
}

TEST_CASE("clients: the certificate can only be fetched from a running emulator", "[e2e]") {
  const ClosedPort closed;
  const std::string url = "http://127.0.0.1:" + std::to_string(closed.port());
  const ProgramResult result = RunEmulator({"ca", "--url", url});
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.err, Catch::Contains("no certificate from " + url + ": connection refused"));
}

}  // namespace
}  // namespace portone::testing
