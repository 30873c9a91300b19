// SPDX-License-Identifier: MIT
// Reads one JSON object of our own formats and misses nothing: a wrong type, a bad value and every
// key that nobody asked for become problems with their place. Shared by scenario files and the
// control API; the V1 API is read by api/fields, which is as lax as the service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace portone::json {

struct Problem {
  std::string pointer;  ///< RFC 6901: "/given/channels/0/pg"; "" for the document
  std::string message;
  bool of_key = false;  ///< no other value would mend it: nobody knows the key, or not here

  friend bool operator==(const Problem&, const Problem&) = default;
};

using Problems = std::vector<Problem>;

/// Every getter returns nothing when the key is absent or when it reported a problem.
class StrictObject {
 public:
  /// A value that is not an object is a problem, and reads as an empty one.
  /// REQUIRES: both outlive the reader.
  StrictObject(const nlohmann::json& value, std::string pointer, Problems& problems);

  std::optional<std::string> Text(std::string_view key);
  std::optional<std::string> RequiredText(std::string_view key);
  std::optional<std::int64_t> Integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<bool> Bool(std::string_view key);
  /// One of the allowed texts.
  std::optional<std::string> Choice(std::string_view key,
                                    const std::vector<std::string_view>& allowed);
  std::optional<StrictObject> Object(std::string_view key);
  /// A text or number or boolean as text, for free-form settings.
  std::optional<std::string> Scalar(std::string_view key);
  /// The elements of an array, each an object.
  std::optional<std::vector<StrictObject>> List(std::string_view key);

  /// Whatever stands there, for readers of free shapes, or null. They report to problems().
  const nlohmann::json* Raw(std::string_view key);

  bool Has(std::string_view key) const;
  bool IsText(std::string_view key) const;

  /// Reports a problem with the value of `key`.
  void Report(std::string_view key, std::string message);
  /// Reports that the key itself should not be there, whatever its value.
  void ReportKey(std::string_view key, std::string message);
  Problems& problems() const { return *problems_; }
  /// The place of the object itself and of the value of `key`.
  const std::string& pointer() const { return pointer_; }
  std::string PointerTo(std::string_view key) const;

  /// Call when every key has been asked for: reports the others, with the nearest known one.
  void Finish();

 private:
  const nlohmann::json* Take(std::string_view key);

  const nlohmann::json* object_;
  std::string pointer_;
  Problems* problems_;
  std::vector<std::string> known_;
};

/// "/" and "~" as RFC 6901 wants them in a pointer.
std::string EscapedPointer(std::string_view key);

/// The candidate with the smallest edit distance, if it is at most a third of the word's length, or
/// else one that begins like the word, or the word like it. None for a word of more than 64 bytes.
std::optional<std::string> Nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

}  // namespace portone::json
