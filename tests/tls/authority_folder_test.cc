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
  return CertificateToPem(LoadOrMakeAuthority(folder, sim::ReadWallClock()).certificate());
}

/// The message of the refusal, without the path of the folder.
std::string LoadAndGetRefusal(const TempFolder& folder) {
  try {
    Load(folder.GetPath("ca"));
    return "accepted";
  } catch (const TlsError& error) {
    const std::string text = error.what();
    const std::string prefix = folder.GetPath("ca");
    CHECK(text.starts_with(prefix));
    return text.substr(prefix.size());
  }
}

mode_t GetMode(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

TEST_CASE("authority folder: the second start finds the authority of the first", "[tls]") {
  const TempFolder folder;
  const std::string first = Load(folder.GetPath("ca"));
  CHECK(Load(folder.GetPath("ca")) == first);
  CHECK(CertificateToPem(*ReadCertificates(folder.Read("ca/ca.pem")).front()) == first);
}

TEST_CASE("authority folder: nobody else can read the key, whatever the umask is", "[tls]") {
  const TempFolder folder;
  const mode_t before = ::umask(0);
  Load(folder.GetPath("ca"));
  ::umask(before);
  CHECK(GetMode(folder.GetPath("ca")) == 0700);
  CHECK(GetMode(folder.GetPath("ca/ca-key.pem")) == 0600);
  CHECK(GetMode(folder.GetPath("ca/ca.pem")) == 0644);
}

TEST_CASE("authority folder: a damaged folder is an error, and nothing is replaced", "[tls]") {
  const TempFolder folder;
  Load(folder.GetPath("ca"));
  const std::string key = folder.GetPath("ca/ca-key.pem");
  SECTION("a key that others can read") {
    ::chmod(key.c_str(), 0640);
    CHECK(LoadAndGetRefusal(folder) ==
          "/ca-key.pem: is accessible to other users; change its mode to 600");
  }
  SECTION("a key behind a symbolic link") {
    std::filesystem::rename(key, folder.GetPath("moved"));
    std::filesystem::create_symlink(folder.GetPath("moved"), key);
    CHECK(LoadAndGetRefusal(folder) == "/ca-key.pem: is a symbolic link");
  }
  SECTION("a pipe") {
    std::filesystem::remove(key);
    ::mkfifo(key.c_str(), 0600);
    CHECK(LoadAndGetRefusal(folder) == "/ca-key.pem: is not a regular file");
  }
  SECTION("a broken key") {
    folder.Write("ca/ca-key.pem", "-----BEGIN PRIVATE KEY-----\nx");
    CHECK(LoadAndGetRefusal(folder) ==
          "/ca-key.pem: has no private key in PEM format without a password");
  }
  SECTION("a broken certificate") {
    folder.Write("ca/ca.pem", "");
    CHECK(LoadAndGetRefusal(folder) == "/ca.pem: has no certificate in PEM format");
  }
  SECTION("the key of another authority") {
    Load(folder.GetPath("other"));
    std::filesystem::copy_file(folder.GetPath("other/ca.pem"), folder.GetPath("ca/ca.pem"),
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(LoadAndGetRefusal(folder) == "/ca.pem: the key does not belong to the certificate");
  }
  SECTION("a key without a certificate") {
    std::filesystem::remove(folder.GetPath("ca/ca.pem"));
    CHECK(LoadAndGetRefusal(folder) == "/ca.pem: is missing beside ca-key.pem");
  }
  SECTION("a certificate without a key") {
    std::filesystem::remove(key);
    CHECK(LoadAndGetRefusal(folder) == "/ca-key.pem: is missing beside ca.pem");
  }
  const std::string after = folder.Read("ca/ca.pem");
  CHECK(LoadAndGetRefusal(folder) != "accepted");
  CHECK(folder.Read("ca/ca.pem") == after);
}

TEST_CASE("authority folder: a folder that cannot be created is an error", "[tls]") {
  const TempFolder folder;
  CHECK_THROWS_WITH(Load(folder.GetPath("no/such")),
                    folder.GetPath("no/such") + ": No such file or directory");
  folder.Write("file", "");
  CHECK_THROWS_WITH(Load(folder.GetPath("file")), folder.GetPath("file") + ": Not a directory");
}

TEST_CASE("authority folder: processes started at the same time share one authority", "[tls]") {
  const TempFolder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      const std::string pem = Load(folder.GetPath("ca"));
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
  const std::string shared = Load(folder.GetPath("ca"));
  for (int i = 0; i < 8; ++i)
    CHECK(folder.Read("pem" + std::to_string(i)) == shared);
}

}  // namespace
}  // namespace portone::tls
