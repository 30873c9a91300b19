// SPDX-License-Identifier: MIT
// The folder of the certificate authority: permissions, broken files, several processes at once.
#include "tls/authority_folder.h"

#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "sim/clock.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::tls {
namespace {

using testing::TempFolder;

std::string Load(const std::filesystem::path& folder) {
  return CertificatePem(LoadOrMakeAuthority(folder, sim::ReadWallClock()).certificate());
}

/// The message of the refusal, without the path of the folder.
std::string Refusal(const TempFolder& folder) {
  try {
    Load(folder.PathOf("ca"));
    return "accepted";
  } catch (const TlsError& error) {
    const std::string text = error.what();
    const std::string prefix = folder.PathOf("ca");
    CHECK(text.starts_with(prefix));
    return text.substr(prefix.size());
  }
}

mode_t ModeOf(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

TEST_CASE("authority folder: the second start finds the authority of the first", "[tls]") {
  const TempFolder folder;
  const std::string first = Load(folder.PathOf("ca"));
  CHECK(Load(folder.PathOf("ca")) == first);
  CHECK(CertificatePem(*ReadCertificates(folder.Read("ca/ca.pem")).front()) == first);
}

TEST_CASE("authority folder: nobody else can read the key, whatever the umask is", "[tls]") {
  const TempFolder folder;
  const mode_t before = ::umask(0);
  Load(folder.PathOf("ca"));
  ::umask(before);
  CHECK(ModeOf(folder.PathOf("ca")) == 0700);
  CHECK(ModeOf(folder.PathOf("ca/ca-key.pem")) == 0600);
  CHECK(ModeOf(folder.PathOf("ca/ca.pem")) == 0644);
}

TEST_CASE("authority folder: a damaged folder is an error, and nothing is replaced", "[tls]") {
  const TempFolder folder;
  Load(folder.PathOf("ca"));
  const std::string key = folder.PathOf("ca/ca-key.pem");
  SECTION("a key that others can read") {
    ::chmod(key.c_str(), 0640);
    CHECK(Refusal(folder) == "/ca-key.pem: is accessible to other users; change its mode to 600");
  }
  SECTION("a key behind a symbolic link") {
    std::filesystem::rename(key, folder.PathOf("moved"));
    std::filesystem::create_symlink(folder.PathOf("moved"), key);
    CHECK(Refusal(folder) == "/ca-key.pem: is a symbolic link");
  }
  SECTION("a pipe") {
    std::filesystem::remove(key);
    ::mkfifo(key.c_str(), 0600);
    CHECK(Refusal(folder) == "/ca-key.pem: is not a regular file");
  }
  SECTION("a broken key") {
    folder.Write("ca/ca-key.pem", "-----BEGIN PRIVATE KEY-----\nx");
    CHECK(Refusal(folder) == "/ca-key.pem: has no private key in PEM format without a password");
  }
  SECTION("a broken certificate") {
    folder.Write("ca/ca.pem", "");
    CHECK(Refusal(folder) == "/ca.pem: has no certificate in PEM format");
  }
  SECTION("the key of another authority") {
    Load(folder.PathOf("other"));
    std::filesystem::copy_file(folder.PathOf("other/ca.pem"), folder.PathOf("ca/ca.pem"),
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(Refusal(folder) == "/ca.pem: the key does not belong to the certificate");
  }
  SECTION("a key without a certificate") {
    std::filesystem::remove(folder.PathOf("ca/ca.pem"));
    CHECK(Refusal(folder) == "/ca.pem: is missing beside ca-key.pem");
  }
  SECTION("a certificate without a key") {
    std::filesystem::remove(key);
    CHECK(Refusal(folder) == "/ca-key.pem: is missing beside ca.pem");
  }
  const std::string after = folder.Read("ca/ca.pem");
  CHECK(Refusal(folder) != "accepted");
  CHECK(folder.Read("ca/ca.pem") == after);
}

TEST_CASE("authority folder: a folder that cannot be created is an error", "[tls]") {
  const TempFolder folder;
  CHECK_THROWS_WITH(Load(folder.PathOf("no/such")),
                    folder.PathOf("no/such") + ": No such file or directory");
  folder.Write("file", "");
  CHECK_THROWS_WITH(Load(folder.PathOf("file")), folder.PathOf("file") + ": Not a directory");
}

TEST_CASE("authority folder: processes started at the same time share one authority", "[tls]") {
  const TempFolder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      const std::string pem = Load(folder.PathOf("ca"));
      folder.Write("pem" + std::to_string(i), pem);
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const std::string shared = Load(folder.PathOf("ca"));
  for (int i = 0; i < 8; ++i)
    CHECK(folder.Read("pem" + std::to_string(i)) == shared);
}

}  // namespace
}  // namespace portone::tls
