// SPDX-License-Identifier: MIT
#include "json/form.h"

#include "json/json.h"
#include "support/catch.h"

namespace portone::json {
namespace {

/// The form as JSON text, or "refused: " and the error.
std::string Read(std::string_view form) {
  Json out = "untouched";
  if (const auto problem = json::ReadForm(form, out)) {
    CHECK(out == "untouched");
    return "refused: " + *problem;
  }
  return out.dump();
}

TEST_CASE("form: scalars stay strings and escapes are decoded", "[json][form]") {
  CHECK(Read("") == "{}");
  CHECK(Read("amount=1004&name=a+b%21") == R"({"amount":"1004","name":"a b!"})");
  CHECK(Read("name=%EA%B9%80") == R"({"name":"김"})");
  CHECK(Read("a=1=2") == R"({"a":"1=2"})");
  CHECK(Read("a") == R"({"a":""})");
  CHECK(Read("a=") == R"({"a":""})");
}

TEST_CASE("form: unencoded text is accepted", "[json][form]") {
  CHECK(Read("name=김 영희&email=a@b.c&schedules[0][name]=월 구독") ==
        R"({"name":"김 영희","email":"a@b.c","schedules":[{"name":"월 구독"}]})");
}

TEST_CASE("form: whitespace around keys and values is trimmed", "[json][form]") {
  CHECK(Read("imp_key=K& imp_secret=S") == R"({"imp_key":"K","imp_secret":"S"})");
  CHECK(Read(" a = 1 &b\t=\t2\r\n") == R"({"a":"1","b":"2"})");
  CHECK(Read("a[ b ]=1") == R"({"a":{"b":"1"}})");
}

TEST_CASE("form: empty pairs and values without a name are ignored", "[json][form]") {
  CHECK(Read("&&a=1&&") == R"({"a":"1"})");
  CHECK(Read("=5&a=1&+=2") == R"({"a":"1"})");
}

TEST_CASE("form: later keys replace earlier ones", "[json][form]") {
  CHECK(Read("a=1&a=2") == R"({"a":"2"})");
  CHECK(Read("a=1&a[b]=2") == R"({"a":{"b":"2"}})");
  CHECK(Read("a[b]=2&a=1") == R"({"a":"1"})");
}

TEST_CASE("form: keys keep the order in which they were first written", "[json][form]") {
  CHECK(Read("z=1&a=2&m[y]=3&z=4&m[b]=5") == R"({"z":"4","a":"2","m":{"y":"3","b":"5"}})");
}

TEST_CASE("form: PHP brackets make objects and arrays", "[json][form]") {
  CHECK(Read("schedules[0][merchant_uid]=A&schedules[1][merchant_uid]=B") ==
        R"({"schedules":[{"merchant_uid":"A"},{"merchant_uid":"B"}]})");
  CHECK(Read("extra[naverUseCfm]=20201001") == R"({"extra":{"naverUseCfm":"20201001"}})");
  CHECK(Read("s%5B0%5D%5Ba%5D=1") == R"({"s":[{"a":"1"}]})");
}

TEST_CASE("form: indexed elements are ordered by their indexes", "[json][form]") {
  CHECK(Read("x[10]=k&x[2]=c&x[0]=a") == R"({"x":["a","c","k"]})");
  CHECK(Read("x[0]=a&x[b]=c") == R"({"x":{"0":"a","b":"c"}})");
  CHECK(Read("0=a&1=b") == R"({"0":"a","1":"b"})");
}

TEST_CASE("form: empty brackets append", "[json][form]") {
  CHECK(Read("x[]=1&x[]=2&x[]=3") == R"({"x":["1","2","3"]})");
  CHECK(Read("x%5B%5D=1&x%5B%5D=2") == R"({"x":["1","2"]})");
  CHECK(Read("x[][a]=1&x[][a]=2") == R"({"x":[{"a":"1"},{"a":"2"}]})");
  CHECK(Read("x[0]=a&x[]=b") == R"({"x":["a","b"]})");
  CHECK(Read("x[1]=a&x[]=b") == R"({"x":["a","b"]})");
  CHECK(Read("x[2]=c&x[0]=a&x[]=d") == R"({"x":["a","c","d"]})");
  CHECK(Read("x[]=a&x[name]=b&x[]=c") == R"({"x":{"0":"a","name":"b","1":"c"}})");
}

TEST_CASE("form: unbalanced brackets are part of a plain key", "[json][form]") {
  CHECK(Read("a[b=1") == R"({"a[b":"1"})");
  CHECK(Read("a]=1") == R"({"a]":"1"})");
  CHECK(Read("[a]=1") == R"({"[a]":"1"})");
  CHECK(Read("a[b]c=1") == R"({"a[b]c":"1"})");
  CHECK(Read("a[b]c[d]=1") == R"({"a[b]c[d]":"1"})");
}

TEST_CASE("form: brackets nest up to eight levels", "[json][form]") {
  CHECK(Read("a[b][c][d][e][f][g][h]=1") ==
        R"({"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":"1"}}}}}}}})");
  CHECK(Read("a[b][c][d][e][f][g][h][i]=1") == "refused: brackets nested too deeply in a name");
  std::string deep = "a";
  for (int i = 0; i < 100'000; ++i)
    deep += "[]";
  CHECK(Read(deep + "=1") == "refused: brackets nested too deeply in a name");
}

TEST_CASE("form: an error names the parameter that cannot be decoded", "[json][form]") {
  CHECK(Read("a=1&b=%zz") == "refused: a broken percent escape in b");
  CHECK(Read("s[0][b]=100%") == "refused: a broken percent escape in s[0][b]");
  CHECK(Read("%zz=1") == "refused: a broken percent escape in a name");
  CHECK(Read("a=%FF") == "refused: text that is not UTF-8 in a");
  CHECK(Read("%FF=1") == "refused: a name that is not UTF-8");
}

}  // namespace
}  // namespace portone::json
