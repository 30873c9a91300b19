// SPDX-License-Identifier: MIT
// A small file that says where the emulator listens, and is there only while it does.
#pragma once

#include <string>
#include <string_view>

namespace portone::app {

/// Owns the file at a path: a port file, a URL file. What a process that was killed has left there
/// is removed at once, so that nobody waits for a port at which nothing, or something else,
/// listens. Thread safety: used by one thread at a time.
class ListeningFile {
 public:
  /// Removes what is at `path`; "" means no file at all. `name` begins messages: "port file".
  /// Throws StartError when something there is not a regular file, or it cannot be removed.
  ListeningFile(std::string name, std::string path);
  ListeningFile(const ListeningFile&) = delete;
  ListeningFile& operator=(const ListeningFile&) = delete;
  /// Removes the file, unless it has been replaced by another one.
  ~ListeningFile();

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
std::string ReadListeningFile(const std::string& path);

}  // namespace portone::app
