// SPDX-License-Identifier: MIT
#include "app/address_file.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "portone/emulator.h"

namespace portone::app {
namespace {

/// Whether all of the text could be written.
bool WriteAll(int fd, const std::string& text) {
  return ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

/// Whether the path still leads to the open file.
bool IsSameFile(const std::string& path, int fd) {
  struct stat named {};
  struct stat open {};
  return ::lstat(path.c_str(), &named) == 0 && ::fstat(fd, &open) == 0 &&
         named.st_dev == open.st_dev && named.st_ino == open.st_ino;
}

}  // namespace

AddressFile::AddressFile(std::string name, std::string path)
    : name_(std::move(name)), path_(std::move(path)) {
  struct stat named {};
  if (path_.empty() || ::lstat(path_.c_str(), &named) != 0) return;  // Write reports what is wrong
  if (!S_ISREG(named.st_mode)) {
    throw StartError(name_ + " " + path_ + " is not a regular file; it is not replaced");
  }
  if (::unlink(path_.c_str()) != 0 && errno != ENOENT) Fail();
}

AddressFile::~AddressFile() {
  if (fd_ < 0) return;
  if (IsSameFile(path_, fd_)) ::unlink(path_.c_str());
  ::close(fd_);
}

void AddressFile::Write(std::string_view line) {
  if (path_.empty()) return;
  const std::string temporary = path_ + ".new";
  ::unlink(temporary.c_str());  // left by a process that was killed, or a planted link
  fd_ = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd_ < 0) Fail();
  const bool replaced =
      WriteAll(fd_, std::string(line) + "\n") && std::rename(temporary.c_str(), path_.c_str()) == 0;
  if (replaced) return;
  ::unlink(temporary.c_str());
  ::close(std::exchange(fd_, -1));
  Fail();
}

void AddressFile::Fail() const {
  throw StartError(name_ + " " + path_ + " cannot be written");
}

std::string ReadAddressFile(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace portone::app
