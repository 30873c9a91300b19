// SPDX-License-Identifier: MIT
#include "json/strict_object.h"

#include "json/json.h"
#include "support/catch.h"

namespace portone::json {
namespace {

/// The problems of a document after `read` has read its keys: "/a/0: must be a string".
template <class Read>
std::vector<std::string> FindProblems(std::string_view text, Read read) {
  const Json document = Json::parse(text);
  json::Problems problems;
  json::StrictObject object(document, "", problems);
  read(object);
  object.Finish();
  std::vector<std::string> lines;
  for (const json::Problem& problem : problems)
    lines.push_back(problem.pointer + ": " + problem.message);
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("strict: values of the right type are read without problems", "[json][strict]") {
  const auto problems = FindProblems(
      R"({"t": "x", "r": "y", "i": 5, "b": true, "c": "one", "o": {"k": "v"}, "s": 7,
          "l": [{"k": "a"}, {"k": "b"}]})",
      [](json::StrictObject& object) {
        CHECK(object.Text("t") == "x");
        CHECK(object.RequiredText("r") == "y");
        CHECK(object.Integer("i", 0, 5) == 5);
        CHECK(object.Bool("b") == true);
        CHECK(object.Choice("c", {"one", "two"}) == "one");
        CHECK(object.Scalar("s") == "7");
        auto inner = object.Object("o");
        REQUIRE(inner.has_value());
        CHECK(inner->Text("k") == "v");
        inner->Finish();
        auto list = object.List("l");
        REQUIRE(list.has_value());
        REQUIRE(list->size() == 2);
        std::vector<std::string> keys;
        for (json::StrictObject& element : *list)
          keys.push_back(element.RequiredText("k").value_or(""));
        CHECK(keys == std::vector<std::string>{"a", "b"});
      });
  CHECK(problems == Lines{});
}

TEST_CASE("strict: an absent key reads as nothing", "[json][strict]") {
  const auto problems = FindProblems("{}", [](json::StrictObject& object) {
    CHECK(object.Text("t") == std::nullopt);
    CHECK(object.Integer("i", 0, 5) == std::nullopt);
    CHECK(object.Bool("b") == std::nullopt);
    CHECK(object.Choice("c", {"one"}) == std::nullopt);
    CHECK(object.Scalar("s") == std::nullopt);
    CHECK_FALSE(object.Object("o").has_value());
    CHECK_FALSE(object.List("l").has_value());
    CHECK_FALSE(object.Has("t"));
  });
  CHECK(problems == Lines{});
}

TEST_CASE("strict: a wrong type is reported with its pointer", "[json][strict]") {
  CHECK(FindProblems(R"({"t": 5, "i": "5", "b": 1, "c": 5, "o": [], "l": {}, "s": []})",
                     [](json::StrictObject& object) {
                       CHECK(object.Text("t") == std::nullopt);
                       CHECK(object.Integer("i", 0, 5) == std::nullopt);
                       CHECK(object.Bool("b") == std::nullopt);
                       CHECK(object.Choice("c", {"one"}) == std::nullopt);
                       CHECK_FALSE(object.Object("o")->Has("t"));
                       CHECK_FALSE(object.List("l").has_value());
                       CHECK(object.Scalar("s") == std::nullopt);
                     }) == Lines{"/t: must be a string", "/i: must be a whole number from 0 to 5",
                                 "/b: must be true or false", "/c: must be a string",
                                 "/o: must be an object", "/l: must be an array",
                                 "/s: must be a string, a number, true or false"});
}

TEST_CASE("strict: null is a wrong type and does not count as absent", "[json][strict]") {
  CHECK(FindProblems(R"({"t": null, "s": null, "o": null})",
                     [](json::StrictObject& object) {
                       object.Text("t");
                       CHECK(object.Scalar("s") == std::nullopt);
                       object.Object("o");
                     }) == Lines{"/t: must be a string",
                                 "/s: must be a string, a number, true or false",
                                 "/o: must be an object"});
}

TEST_CASE("strict: an integer must be within its bounds", "[json][strict]") {
  const std::string number = GENERATE("-1", "6", "5.0", "18446744073709551615", "1e3");
  CAPTURE(number);
  CHECK(FindProblems(R"({"i": )" + number + "}", [](json::StrictObject& object) {
          object.Integer("i", 0, 5);
        }) == Lines{"/i: must be a whole number from 0 to 5"});
}

TEST_CASE("strict: a required string must be present and not empty", "[json][strict]") {
  CHECK(FindProblems("{}", [](json::StrictObject& object) { object.RequiredText("t"); }) ==
        Lines{"/t: is missing"});
  CHECK(FindProblems(R"({"t": ""})", [](json::StrictObject& object) {
          object.RequiredText("t");
        }) == Lines{"/t: must not be empty"});
  CHECK(FindProblems(R"({"t": 5})", [](json::StrictObject& object) { object.RequiredText("t"); }) ==
        Lines{"/t: must be a string"});
}

TEST_CASE("strict: an invalid choice is reported with the allowed values", "[json][strict]") {
  CHECK(FindProblems(R"({"c": "three"})", [](json::StrictObject& object) {
          object.Choice("c", {"one", "two"});
        }) == Lines{R"(/c: must be one of "one" "two", not "three")"});
}

TEST_CASE("strict: a raw value is returned unchanged and its key is known", "[json][strict]") {
  const auto problems = FindProblems(R"({"a/b": [1, null]})", [](json::StrictObject& object) {
    const Json* value = object.Raw("a/b");
    REQUIRE(value != nullptr);
    CHECK(*value == Json::parse("[1, null]"));
    CHECK(object.Raw("absent") == nullptr);
    CHECK(object.pointer().empty());
    object.problems().Add({object.PointerTo("a/b") + "/1", "must not be null"});
  });
  CHECK(problems == Lines{"/a~1b/1: must not be null"});
}

TEST_CASE("strict: unknown keys are reported with the closest known one", "[json][strict]") {
  CHECK(FindProblems(R"({"webhok": 1, "zzz": 2, "a/b~c": 3})",
                     [](json::StrictObject& object) { object.Text("webhook"); }) ==
        Lines{R"(/webhok: unknown key; did you mean "webhook"?)", "/zzz: unknown key",
              "/a~1b~0c: unknown key"});
}

TEST_CASE("strict: problems inside lists and objects have JSON pointers", "[json][strict]") {
  CHECK(FindProblems(R"({"l": [{}, {"k": 5, "x": 1}, 7]})",
                     [](json::StrictObject& object) {
                       auto list = object.List("l");
                       REQUIRE(list.has_value());
                       for (json::StrictObject& element : *list) {
                         element.Text("k");
                         element.Finish();
                       }
                     }) == Lines{"/l/1/k: must be a string",
                                 R"(/l/1/x: unknown key; did you mean "k"?)",
                                 "/l/2: must be an object"});
}

TEST_CASE("strict: a document that is not an object is one problem", "[json][strict]") {
  CHECK(FindProblems("[1]", [](json::StrictObject& object) { object.Text("t"); }) ==
        Lines{": must be an object"});
}

TEST_CASE("strict: an old name of a key or a choice is reported with the new one",
          "[json][strict]") {
  CHECK(FindProblems(R"({"when_charged": 5, "c": "when_charged"})",
                     [](json::StrictObject& object) {
                       object.Text("charge_outcome");
                       object.Choice("c", {"charge_outcome", "other"});
                     }) ==
        Lines{R"(/c: must be one of "charge_outcome" "other", not "when_charged"; it is called )"
              R"("charge_outcome" now)",
              R"(/when_charged: unknown key; it is called "charge_outcome" now)"});
}

}  // namespace
}  // namespace portone::json
