// SPDX-License-Identifier: MIT
// A small file that contains the address of the emulator, and exists only while it listens.
#pragma once

#include <string>
#include <string_view>

namespace portone::app {

/// Owns the file at a path: a port file, a URL file. What a process that was killed has left there
/// is removed at once, so that nobody waits for a port at which nothing, or something else,
/// listens. Thread safety: used by one thread at a time.
class AddressFile {
 public:
  /// Removes what is at `path`; "" means no file at all. `name` begins messages: "port file".
  /// Throws StartError when something there is not a regular file, or it cannot be removed.
  AddressFile(std::string name, std::string path);
  AddressFile(const AddressFile&) = delete;
  AddressFile& operator=(const AddressFile&) = delete;
  /// Removes the file, unless it has been replaced by another one.
  ~AddressFile();

  /// Writes the line in one step, so that no reader sees half of it, and never through a symbolic
  /// link. Throws StartError and leaves nothing behind when it cannot be written.
  /// REQUIRES: called once.
  void Write(std::string_view line);

 private:
  [[noreturn]] void Fail() const;

  const std::string name_;
  const std::string path_;
  int fd_ = -1;  // of the written file: while it is open, no other file is taken for it
};

/// The first line of a file that another process wrote; "" when there is none.
std::string ReadAddressFile(const std::string& path);

}  // namespace portone::app
