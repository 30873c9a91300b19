// SPDX-License-Identifier: MIT
#include "tls/authority_folder.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace portone::tls {
namespace {

constexpr const char* kCertificateFile = "ca.pem";
constexpr const char* kKeyFile = "ca-key.pem";
constexpr const char* kLockFile = ".ca.lock";
constexpr mode_t kReadableByAll = 0644;
constexpr mode_t kReadableByOwner = 0600;
constexpr mode_t kPermissionsOfOthers = 077;
constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

[[noreturn]] void Fail(const std::string& file, const std::string& why) {
  throw TlsError(file + ": " + why);
}

[[noreturn]] void FailWithErrno(const std::string& file) {
  Fail(file, std::generic_category().message(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  const int fd_;
};

/// Text that is overwritten when it is no longer needed.
struct SecretText {
  SecretText() = default;
  explicit SecretText(std::string value) : text(std::move(value)) {}
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { OPENSSL_cleanse(text.data(), text.size()); }
  std::string text{};
};

class Folder {
 public:
  explicit Folder(const std::filesystem::path& path)
      : path_(path.string()), fd_(Open(path_)), lock_(Lock()) {}

  std::string GetPath(const char* name) const { return path_ + "/" + name; }

  /// Fills `text` with the content of a regular file. False: there is no such file.
  bool Read(const char* name, mode_t forbidden, std::string& text) const;
  /// Writes a new file in one step, which has the permissions `mode` from the beginning.
  void Write(const char* name, mode_t mode, std::string_view text) const;

 private:
  static int Open(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) FailWithErrno(path);
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) FailWithErrno(path);
    return fd;
  }

  /// Waits until no other process reads or makes the files.
  int Lock() const {
    constexpr int kFlags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
    int fd = ::openat(fd_.get(), kLockFile, kFlags, kReadableByOwner);
    if (fd < 0 && (errno == EROFS || errno == EACCES)) return -1;  // then there is nothing to make
    if (fd < 0) FailWithErrno(GetPath(kLockFile));
    while (::flock(fd, LOCK_EX) != 0 && errno == EINTR) {
    }
    return fd;
  }

  const std::string path_;
  const Descriptor fd_;
  const Descriptor lock_;
};

bool Folder::Read(const char* name, mode_t forbidden, std::string& text) const {
  // Not waiting, in case it is a pipe.
  const Descriptor file(::openat(fd_.get(), name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.get() < 0 && errno == ENOENT) return false;
  if (file.get() < 0 && errno == ELOOP) Fail(GetPath(name), "is a symbolic link");
  if (file.get() < 0) FailWithErrno(GetPath(name));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) FailWithErrno(GetPath(name));
  if (!S_ISREG(status.st_mode)) Fail(GetPath(name), "is not a regular file");
  if ((status.st_mode & forbidden) != 0)
    Fail(GetPath(name), "is accessible to other users; change its mode to 600");
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0) FailWithErrno(GetPath(name));
    if (count == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > kMaxBytes) Fail(GetPath(name), "is too large");
  }
  OPENSSL_cleanse(buffer.data(), buffer.size());
  return true;
}

void Folder::Write(const char* name, mode_t mode, std::string_view text) const {
  const std::string temporary = std::string(name) + ".new";
  ::unlinkat(fd_.get(), temporary.c_str(), 0);  // left by a process that was killed
  const Descriptor file(::openat(fd_.get(), temporary.c_str(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  const bool done =
      file.get() >= 0 &&
      ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file.get()) == 0 && ::renameat(fd_.get(), temporary.c_str(), fd_.get(), name) == 0;
  if (done) return;
  const int error = errno;
  if (file.get() >= 0) ::unlinkat(fd_.get(), temporary.c_str(), 0);
  errno = error;
  FailWithErrno(GetPath(name));
}

std::optional<Authority> Load(const Folder& folder) {
  SecretText key;
  std::string certificate;
  const bool has_key = folder.Read(kKeyFile, kPermissionsOfOthers, key.text);
  const bool has_certificate = folder.Read(kCertificateFile, 0, certificate);
  if (!has_key && !has_certificate) return std::nullopt;
  if (!has_key)
    Fail(folder.GetPath(kKeyFile), "is missing beside " + std::string(kCertificateFile));
  if (!has_certificate)
    Fail(folder.GetPath(kCertificateFile), "is missing beside " + std::string(kKeyFile));
  Credential credential;
  try {
    credential.key = ReadKey(key.text);
  } catch (const TlsError& error) {
    Fail(folder.GetPath(kKeyFile), error.what());
  }
  try {
    credential.certificate = std::move(ReadCertificates(certificate).front());
    return Authority(std::move(credential));
  } catch (const TlsError& error) {
    Fail(folder.GetPath(kCertificateFile), error.what());
  }
}

}  // namespace

Authority LoadOrMakeAuthority(const std::filesystem::path& path, Instant now) {
  const Folder folder(path);
  if (auto loaded = Load(folder)) return *std::move(loaded);
  Authority authority = Authority::Make(now);
  const SecretText key(KeyToPem(authority.key()));
  folder.Write(kKeyFile, kReadableByOwner, key.text);
  folder.Write(kCertificateFile, kReadableByAll, CertificateToPem(authority.certificate()));
  return authority;
}

}  // namespace portone::tls
