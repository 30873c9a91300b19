// SPDX-License-Identifier: MIT
// Objects with few and with very many members. With 100,000 keys, anything that compares each with
// every other would exceed the time limit of the test.
#include "json/members.h"

#include "json/form.h"
#include "json/json.h"
#include "json/reader.h"
#include "json/redact.h"
#include "support/catch.h"

namespace portone::json {
namespace {

constexpr std::size_t kVeryMany = 100'000;

/// "k0", "k1", ... as they are found in an object, in descending order.
std::string KeyAt(std::size_t position) {
  return "k" + std::to_string(kVeryMany - position);
}

std::string ManyAsJson() {
  std::string text = "{";
  for (std::size_t i = 0; i < kVeryMany; ++i)
    text += (i == 0 ? "\"" : ",\"") + KeyAt(i) + "\":" + std::to_string(i);
  return text + "}";
}

/// Whether the object has exactly the keys of KeyAt, in their order.
bool HasManyInOrder(const Json& object) {
  if (object.size() != kVeryMany) return false;
  std::size_t i = 0;
  for (const auto& [key, value] : object.items()) {
    if (key != KeyAt(i++)) return false;
  }
  return true;
}

TEST_CASE("members: are found whether they are few or many, and keep their order",
          "[json][members]") {
  const std::size_t number = GENERATE(0U, 1U, kFewMembers, kFewMembers + 1, 3 * kFewMembers);
  CAPTURE(number);
  Members<Json> members;
  for (std::size_t i = 0; i < number; ++i)
    members[KeyAt(i)] = i;
  for (std::size_t i = 0; i < number; ++i)
    CHECK(members.Find(KeyAt(i)) == i);
  CHECK(members.Find("absent") == std::nullopt);
  const Json object = ToObject(std::move(members));
  REQUIRE(object.size() == number);
  const MemberIndex index(object);
  std::size_t i = 0;
  for (const auto& [key, value] : object.items()) {
    CHECK(key == KeyAt(i++));
    CHECK(index.Find(key) == &value);
  }
  CHECK(index.Find("absent") == nullptr);
}

TEST_CASE("members: anything but an object has none", "[json][members]") {
  const Json value = GENERATE(Json(5), Json(), Json("text"), Json::array({1, 2}));
  CHECK(MemberIndex(value).Find("key") == nullptr);
}

TEST_CASE("members: merged objects keep the order of the first and take the values of the second",
          "[json][members]") {
  CHECK(Merge({{"b", 1}, {"a", 2}}, {{"z", 3}, {"b", {4}}}).dump() == R"({"b":[4],"a":2,"z":3})");
  CHECK(Merge(Json::object(), {{"b", 1}}).dump() == R"({"b":1})");
  CHECK(Merge({{"b", 1}}, Json::object()).dump() == R"({"b":1})");
}

TEST_CASE("members: 100,000 keys of a JSON text keep their order", "[json][members][slow]") {
  Json object;
  REQUIRE_FALSE(ReadJson(ManyAsJson(), {}, object).has_value());
  CHECK(HasManyInOrder(object));
  const Json merged = Merge(object, object);
  CHECK(HasManyInOrder(merged));
}

TEST_CASE("members: 100,000 keys of a form keep their order, also below a key",
          "[json][members][slow]") {
  std::string form;
  std::string below;
  for (std::size_t i = 0; i < kVeryMany; ++i) {
    form += KeyAt(i) + "=1&";
    below += "a[" + KeyAt(i) + "]=1&";
  }
  Json object;
  REQUIRE_FALSE(ReadForm(form, object).has_value());
  CHECK(HasManyInOrder(object));
  REQUIRE_FALSE(ReadForm(below, object).has_value());
  CHECK(HasManyInOrder(object["a"]));
}

TEST_CASE("members: a body with 100,000 keys is redacted without changing their order",
          "[json][members]") {
  const std::string text = ManyAsJson();
  CHECK(RedactBody("application/json", text) == text);
}

TEST_CASE("members: a duplicate among 100,000 keys is found", "[json][members]") {
  std::string text = ManyAsJson();
  text.back() = ',';
  text += "\"" + KeyAt(7) + "\":true}";
  Json object;
  CHECK(ReadJson(text, {.allows_duplicate_keys = false}, object)->what ==
        "duplicate key \"k99993\"");
  REQUIRE_FALSE(ReadJson(text, {}, object).has_value());
  CHECK(HasManyInOrder(object));
  CHECK(*MemberIndex(object).Find(KeyAt(7)) == true);
}

}  // namespace
}  // namespace portone::json
