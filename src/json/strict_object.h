// SPDX-License-Identifier: MIT
// Strict reader for one JSON object of the emulator's own formats: wrong types, bad values and
// unknown keys are all reported as problems with their JSON pointers. Shared by scenario files and
// the control API; the V1 API uses api/fields, which is as lenient as the service.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json_fwd.h"
#include "json/members.h"
#include "json/problems.h"

namespace portone::json {

class ObjectList;

/// Each getter returns nothing when the key is absent, or when the value is invalid and was
/// reported.
class StrictObject {
 public:
  /// A `value` that is not an object is reported, and then read as an empty one.
  /// REQUIRES: `value` and `problems` outlive the reader.
  StrictObject(const Json& value, std::string pointer, Problems& problems);

  std::optional<std::string> Text(std::string_view key);
  std::optional<std::string> RequiredText(std::string_view key);
  std::optional<std::int64_t> Integer(std::string_view key, std::int64_t min, std::int64_t max);
  std::optional<bool> Bool(std::string_view key);
  /// One of the allowed strings.
  std::optional<std::string> Choice(std::string_view key,
                                    const std::vector<std::string_view>& allowed);
  std::optional<StrictObject> Object(std::string_view key);
  /// A string, number or boolean, converted to a string; for free-form settings.
  std::optional<std::string> Scalar(std::string_view key);
  /// The elements of an array, each an object.
  std::optional<ObjectList> List(std::string_view key);

  /// The raw value, or null, for callers that parse it themselves and report to problems().
  const Json* Raw(std::string_view key);

  bool Has(std::string_view key) const;
  bool IsString(std::string_view key) const;

  /// Reports a problem with the value of `key`.
  void Report(std::string_view key, std::string message);
  /// Reports that the key itself is not allowed, whatever its value.
  void ReportKey(std::string_view key, std::string message);
  Problems& problems() const { return *problems_; }
  /// JSON pointers to the object itself and to the value of `key`.
  const std::string& pointer() const { return pointer_; }
  std::string PointerTo(std::string_view key) const;

  /// Call after every known key was read: reports all other keys, each with its new name or the
  /// closest known one.
  void Finish();

 private:
  const Json* Lookup(std::string_view key);

  const Json* object_;
  MemberIndex members_;
  std::string pointer_;
  Problems* problems_;
  std::vector<std::string> known_;
};

/// The elements of an array, each read as an object only when the iterator reaches it: an array may
/// have millions of them. Elements that are not objects are reported each time they are reached.
class ObjectList {
 public:
  class Iterator {
   public:
    explicit Iterator(const ObjectList& list) : list_(&list) { Read(); }
    StrictObject& operator*() { return *object_; }
    Iterator& operator++() {
      ++index_;
      Read();
      return *this;
    }
    bool operator==(std::default_sentinel_t /*end*/) const { return !object_.has_value(); }

   private:
    void Read();

    const ObjectList* list_;
    std::size_t index_ = 0;
    std::optional<StrictObject> object_;
  };

  /// An empty list.
  ObjectList() = default;
  /// REQUIRES: `elements`, an array, and `problems` outlive the list.
  ObjectList(const Json& elements, std::string pointer, Problems& problems)
      : elements_(&elements), pointer_(std::move(pointer)), problems_(&problems) {}

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  Iterator begin() const { return Iterator(*this); }
  std::default_sentinel_t end() const { return {}; }

 private:
  const Json* elements_ = nullptr;
  std::string pointer_;
  Problems* problems_ = nullptr;
};

/// Escapes "/" and "~" for a JSON pointer (RFC 6901).
std::string EscapePointerToken(std::string_view key);

}  // namespace portone::json
