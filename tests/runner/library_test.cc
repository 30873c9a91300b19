// SPDX-License-Identifier: MIT
// The library of stories under scenarios/: every one passes, and none passes when anything that it
// expects is changed.
#include "support/library.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/calendar.h"
#include "json/strict_object.h"
#include "support/story.h"

namespace portone::runner {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json Read(const fs::path& path) {
  std::ifstream file(path);
  return json::parse(file, nullptr, true, true);
}

/// Where the scalars stand that a story expects.
class Expectations {
 public:
  explicit Expectations(const json& story) : story_(story) {
    const json none = json::array();
    const json& steps = story.contains("steps") ? story["steps"] : none;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string step = "/steps/" + std::to_string(i);
      for (const char* key : {"status", "lost", "reply"}) {
        if (steps[i].contains(key)) Walk(step + "/" + key);
      }
      for (const char* key : {"verify", "wait"}) {
        if (steps[i].contains(key)) WalkAll(step + "/" + key);
      }
    }
    if (story.contains("expect")) WalkAll("/expect");
  }

  const std::vector<std::string>& places() const { return places_; }

 private:
  const json& At(const std::string& place) const { return story_.at(json::json_pointer(place)); }

  /// What must not be there is expected not to be: that is what can be changed, not what it is
  /// like.
  void WalkAll(const std::string& list) {
    for (std::size_t i = 0; i < At(list).size(); ++i) {
      const std::string place = list + "/" + std::to_string(i);
      const json& one = At(place);
      if (one.contains("none")) {
        places_.push_back(place + "/none");
      } else if (one.value("count", json()) == 0) {
        places_.push_back(place + "/count");
      } else {
        Walk(place);
      }
    }
  }

  void Walk(const std::string& place) {
    const json& value = At(place);
    if (value.is_primitive() || value.empty()) {
      if (!value.is_object()) places_.push_back(place);
      return;
    }
    for (const auto& [key, part] : value.items())
      Walk(place + "/" + json::EscapedPointer(key));
  }

  const json& story_;
  std::vector<std::string> places_;
};

/// Other values for one place; those that the format does not allow there are no candidates.
std::vector<json> OthersFor(const std::string& place, const json& value) {
  const std::string key = place.substr(place.rfind('/') + 1);
  if (value.is_boolean()) return {!value.get<bool>()};
  if (value.is_number() && key == "at_most") return {-1'000'000'000, 0};
  if (value.is_number() && key == "at_least") return {1'000'000'000};
  if (value.is_number() && key == "status") return {value == 418 ? 417 : 418};
  if (value.is_number_integer()) return {value.get<std::int64_t>() + 1};
  if (value.is_number()) return {value.get<double>() + 1};
  if (value.is_null()) return {"something", 1, "2001-01-01T00:00:00+09:00", "payment", "card"};
  if (value.is_array()) return {json::array({1})};
  const auto& text = value.get_ref<const std::string&>();
  std::vector<json> others;
  if (const auto at = ParseIso(text)) others.push_back(FormatIso(*at + std::chrono::seconds{1}));
  others.push_back("~" + text);
  // Words of closed sets.
  for (const char* word :
       {"failed", "paid", "revoked", "scheduled", "delivered", "dropped", "GET", "POST", "payment",
        "issue", "payment.scheduled", "card", "vbank", "nice", "kcp", "pc", "api"}) {
    if (word != text) others.push_back(word);
  }
  others.push_back(1);
  return others;
}

json Changed(json story, const std::string& place, const json& other) {
  const json::json_pointer pointer(place);
  if (pointer.back() == "none") {
    json& expectation = story.at(pointer.parent_pointer());
    expectation.erase("none");
    expectation["at_least"] = 1;
  } else {
    story.at(pointer) = other;
  }
  return story;
}

/// "" when the story fails however this one value is changed.
std::string Survivor(const fs::path& file, const json& story, const std::string& place) {
  bool failed = false;
  for (const json& other : OthersFor(place, story.at(json::json_pointer(place)))) {
    const json changed = Changed(story, place, other);
    const auto loaded = scenario::LoadText(changed.dump(), file.string());
    if (!loaded.ok()) continue;  // the format knows better
    std::ostringstream progress;
    const Report report = app::PlayStory({}, file.string(), loaded.value(), progress);
    if (report.passed()) return place + " may as well be " + other.dump();
    failed = true;
    break;
  }
  return failed ? "" : place + " cannot be changed to anything";
}

TEST_CASE("library: every story passes", "[library]") {
  std::size_t stories = 0;
  std::set<std::string> abouts;
  for (const fs::path& file : testing::LibraryFiles()) {
    const auto loaded = scenario::LoadFile(file).result;
    INFO(file.string() << (loaded.ok() ? "" : loaded.error().message));
    REQUIRE(loaded.ok());
    std::ostringstream progress;
    const Report report = app::PlayStory({}, file.string(), loaded.value(), progress);
    CHECK(testing::FailuresOf(report).empty());
    CHECK_FALSE(loaded.value().about.empty());
    CHECK(abouts.insert(loaded.value().about).second);
    if (!report.is_demo) ++stories;
  }
  CHECK(stories >= 60);
}

TEST_CASE("library: no story passes when one value that it expects is another", "[library]") {
  std::size_t values = 0;
  for (const fs::path& file : testing::LibraryFiles()) {
    const json story = Read(file);
    REQUIRE_FALSE(story.contains("include"));  // only what a file itself says is changed here
    const Expectations expected(story);
    for (const std::string& place : expected.places()) {
      INFO(file.string());
      CHECK(Survivor(file, story, place) == "");
      ++values;
    }
  }
  CHECK(values >= 300);
}

TEST_CASE("library: a value that nothing depends on is found out", "[library]") {
  const json story = json::parse(R"({"steps": [{"get": "/payments/x", "status": 404}],
      "expect": [{"payments": {"merchant_uid": {"like": "o*"}}, "at_most": 5}]})");
  CHECK(Survivor("x.json", story, "/steps/0/status") == "");
  CHECK(Survivor("x.json", story, "/expect/0/payments/merchant_uid/like") ==
        "/expect/0/payments/merchant_uid/like may as well be \"~o*\"");
}

}  // namespace
}  // namespace portone::runner
