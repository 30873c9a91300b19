// SPDX-License-Identifier: MIT
#include "api/fields.h"

#include <nlohmann/json.hpp>

#include "domain/errors.h"
#include "json/json.h"
#include "support/test_sandbox.h"

namespace portone::api {
namespace {

using testing::GetErrc;
using testing::GetMessage;
using testing::GetValue;

RequestData FromJson(std::string_view body) {
  return GetValue(RequestData::Read("", "application/json", body));
}

std::string InvalidText(std::string_view name, std::string_view why) {
  return errors::InvalidParameter(name, why).message;
}

TEST_CASE("fields: absent, null and empty text are equivalent", "[api][fields]") {
  const RequestData data = FromJson(R"({"a": null, "b": "", "c": "  "})");
  const std::string name = GENERATE("a", "b", "c", "d");
  CAPTURE(name);
  const Fields fields = data.fields();
  CHECK(GetValue(fields.OptionalText(name, 9)) == std::nullopt);
  CHECK(GetValue(fields.OptionalAmount(name, Currency::kKrw)) == std::nullopt);
  CHECK(GetValue(fields.OptionalInteger(name, 0, 9)) == std::nullopt);
  CHECK(GetValue(fields.OptionalJsonText(name)) == std::nullopt);
  CHECK(GetValue(fields.Flag(name, true)));
  CHECK(GetValue(fields.Strings(name, 9)).empty());
  const std::string missing = errors::MissingParameter(name).message;
  CHECK(GetMessage(fields.RequiredText(name, 9)) == missing);
  CHECK(GetMessage(fields.RequiredAmount(name, Currency::kKrw)) == missing);
  CHECK(GetMessage(fields.RequiredInteger(name, 0, 9)) == missing);
  CHECK(GetMessage(fields.RequiredList(name)) == missing);
}

TEST_CASE("fields: amounts are numbers or numeric texts in major units", "[api][fields]") {
  const auto [json, won] = GENERATE(table<std::string, std::int64_t>({
      {"1004", 1004},
      {"1004.0", 1004},
      {R"("1004")", 1004},
      {R"("1004.0")", 1004},
      {R"("1004.00")", 1004},
      {R"(" 1004 ")", 1004},
      {"0", 0},
      {R"("-0")", 0},
      {"999999999999", 999'999'999'999},
  }));
  CAPTURE(json);
  const RequestData data = FromJson(R"({"amount": )" + json + "}");
  CHECK(GetValue(data.fields().RequiredAmount("amount", Currency::kKrw)) == Won(won));
}

TEST_CASE("fields: the error names the invalid amount", "[api][fields]") {
  const auto [json, why] = GENERATE(table<std::string, std::string>({
      {R"("much")", "숫자여야 합니다"},
      {R"("1,000")", "숫자여야 합니다"},
      {R"("10.")", "숫자여야 합니다"},
      {"true", "숫자여야 합니다"},
      {"[1]", "단일 값이어야 합니다"},
      {R"({"a": 1})", "단일 값이어야 합니다"},
      {"-1", "음수일 수 없습니다"},
      {R"("-1")", "음수일 수 없습니다"},
      {"10.5", "해당 통화의 최소 단위보다 작은 금액입니다"},
      {"1000000000000", "금액이 너무 큽니다"},
      {R"("99999999999999999999999999")", "금액이 너무 큽니다"},
  }));
  CAPTURE(json);
  const RequestData data = FromJson(R"({"amount": )" + json + "}");
  CHECK(GetMessage(data.fields().OptionalAmount("amount", Currency::kKrw)) ==
        InvalidText("amount", why));
}

TEST_CASE("fields: a currency with cents accepts two decimals", "[api][fields]") {
  const RequestData data = FromJson(R"({"a": 10.5, "b": "10.505"})");
  CHECK(GetValue(data.fields().RequiredAmount("a", Currency::kUsd)) == Money{1050, Currency::kUsd});
  CHECK(GetErrc(data.fields().RequiredAmount("b", Currency::kUsd)) == Errc::kInvalidParameter);
}

TEST_CASE("fields: integers may be numbers or texts", "[api][fields]") {
  const auto [json, number] = GENERATE(table<std::string, std::int64_t>({
      {"5", 5},
      {"5.0", 5},
      {R"("5")", 5},
      {R"("5.00")", 5},
      {"0", 0},
  }));
  CAPTURE(json);
  const RequestData data = FromJson(R"({"n": )" + json + "}");
  CHECK(GetValue(data.fields().RequiredInteger("n", 0, 9)) == number);
}

TEST_CASE("fields: a number that is not an integer or out of range is refused", "[api][fields]") {
  const auto [json, why] = GENERATE(table<std::string, std::string>({
      {"5.5", "정수여야 합니다"},
      {R"("5x")", "정수여야 합니다"},
      {R"("5.")", "정수여야 합니다"},
      {"false", "정수여야 합니다"},
      {R"("99999999999999999999")", "정수여야 합니다"},
      {"[5]", "단일 값이어야 합니다"},
      {"-1", "0 이상 9 이하여야 합니다"},
      {"10", "0 이상 9 이하여야 합니다"},
  }));
  CAPTURE(json);
  const RequestData data = FromJson(R"({"n": )" + json + "}");
  CHECK(GetMessage(data.fields().OptionalInteger("n", 0, 9)) == InvalidText("n", why));
}

TEST_CASE("fields: a string may be sent as a number and is trimmed", "[api][fields]") {
  const RequestData data = FromJson(R"({"a": " x y ", "b": 5, "c": true, "d": [], "e": {}})");
  const Fields fields = data.fields();
  CHECK(GetValue(fields.RequiredText("a", 9)) == "x y");
  CHECK(GetValue(fields.RequiredText("b", 9)) == "5");
  CHECK(GetValue(fields.RequiredText("c", 9)) == "true");
  CHECK(GetMessage(fields.RequiredText("d", 9)) == InvalidText("d", "단일 값이어야 합니다"));
  CHECK(GetMessage(fields.OptionalText("e", 9)) == InvalidText("e", "단일 값이어야 합니다"));
}

TEST_CASE("fields: length limits count code points", "[api][fields]") {
  const RequestData data = FromJson(R"({"a": "김영희"})");
  const Fields fields = data.fields();
  CHECK(GetValue(fields.RequiredText("a", 3)) == "김영희");
  CHECK(GetMessage(fields.RequiredText("a", 2)) == errors::TooLong("a", 2).message);
  CHECK(GetValue(fields.RequiredText("a", 2, TooLongPolicy::kTruncate)) == "김영");
}

TEST_CASE("fields: flags are true or false or one or zero", "[api][fields]") {
  const auto [json, flag] = GENERATE(table<std::string, bool>({
      {"true", true},
      {"false", false},
      {R"("true")", true},
      {R"("false")", false},
      {"1", true},
      {"0", false},
      {R"("1")", true},
      {R"("0")", false},
  }));
  CAPTURE(json);
  const RequestData data = FromJson(R"({"f": )" + json + "}");
  CHECK(GetValue(data.fields().Flag("f", !flag)) == flag);
}

TEST_CASE("fields: the error names the invalid flag", "[api][fields]") {
  const RequestData data = FromJson(R"({"f": "yes"})");
  CHECK(GetMessage(data.fields().Flag("f", false)) ==
        InvalidText("f", "true 또는 false여야 합니다"));
}

TEST_CASE("fields: one string or an array of strings is accepted", "[api][fields]") {
  const RequestData data =
      FromJson(R"({"one": "A", "many": ["A", 5, null, ""], "bad": ["A", {}], "object": {"a": 1}})");
  const Fields fields = data.fields();
  CHECK(GetValue(fields.Strings("one", 9)) == testing::Strings{"A"});
  CHECK(GetValue(fields.Strings("many", 9)) == testing::Strings{"A", "5"});
  CHECK(GetMessage(fields.Strings("bad", 9)) ==
        InvalidText("bad", "문자열 또는 문자열의 배열이어야 합니다"));
  CHECK(GetErrc(fields.Strings("object", 9)) == Errc::kInvalidParameter);
  CHECK(GetErrc(fields.Strings("many", 0)) == Errc::kTooLong);
}

TEST_CASE("fields: an object or array is accepted in place of JSON text", "[api][fields]") {
  const RequestData data = FromJson(R"({"a": {"k": [1, "x"]}, "b": "{}", "c": 5})");
  CHECK(GetValue(data.fields().OptionalJsonText("a")) == R"({"k":[1,"x"]})");
  CHECK(GetValue(data.fields().OptionalJsonText("b")) == "{}");
  CHECK(GetValue(data.fields().OptionalJsonText("c")) == "5");
}

TEST_CASE("fields: an error in a list names the element's index", "[api][fields]") {
  const RequestData data = FromJson(R"({"schedules": [{"amount": 1}, {"amount": "x"}]})");
  const std::vector<Fields> list = GetValue(data.fields().RequiredList("schedules"));
  REQUIRE(list.size() == 2);
  CHECK(GetMessage(list[1].RequiredAmount("amount", Currency::kKrw)) ==
        InvalidText("schedules[1].amount", "숫자여야 합니다"));
  CHECK(GetMessage(list[0].RequiredText("name", 9)) ==
        errors::MissingParameter("schedules[0].name").message);
}

TEST_CASE("fields: the error names the parameter that is not a list", "[api][fields]") {
  const auto [json, message] = GENERATE(table<std::string, std::string>({
      {"[]", errors::MissingParameter("list").message},
      {"5", InvalidText("list", "배열이어야 합니다")},
      {R"({"a": {}})", InvalidText("list", "배열이어야 합니다")},
      {"[{}, 5]", InvalidText("list[1]", "객체여야 합니다")},
      {"[null]", InvalidText("list[0]", "객체여야 합니다")},
  }));
  CAPTURE(json);
  const RequestData data = FromJson(R"({"list": )" + json + "}");
  CHECK(GetMessage(data.fields().RequiredList("list")) == message);
}

std::string ReadParameterA(std::string_view query, std::string_view type, std::string_view body) {
  const RequestData data = GetValue(RequestData::Read(query, type, body));
  return GetValue(data.fields().OptionalText("a", 9)).value_or("(absent)");
}

TEST_CASE("fields: the body's parameters replace the query's", "[api][fields]") {
  CHECK(ReadParameterA("a=1", "", "") == "1");
  CHECK(ReadParameterA("a=1", "application/json", R"({"b":2})") == "1");
  CHECK(ReadParameterA("a=1", "application/json", R"({"a":2})") == "2");
  CHECK(ReadParameterA("a=1", "application/x-www-form-urlencoded", "a=2") == "2");
}

TEST_CASE("fields: the content type selects the body format", "[api][fields]") {
  CHECK(ReadParameterA("", "application/json", R"({"a":1})") == "1");
  CHECK(ReadParameterA("", "application/json; charset=utf-8", " {\"a\":1}\n") == "1");
  CHECK(ReadParameterA("", "Application/JSON", R"({"a":1})") == "1");
  CHECK(ReadParameterA("", "application/vnd.api+json", R"({"a":1})") == "1");
  CHECK(ReadParameterA("", "application/x-www-form-urlencoded; charset=UTF-8", "a=1") == "1");
  CHECK(ReadParameterA("", "APPLICATION/X-WWW-FORM-URLENCODED", "a=1") == "1");
  CHECK(ReadParameterA("", "", R"({"a":1})") == "1");
  CHECK(ReadParameterA("", "", "a=1") == "1");
  CHECK(ReadParameterA("", "text/plain", R"({"a":1})") == "(absent)");
  CHECK(ReadParameterA("", "application/x-www-form-urlencoded", R"({"a":1})") == "(absent)");
  CHECK(ReadParameterA("", "application/json", " ") == "(absent)");
}

TEST_CASE("fields: a malformed body is refused with the position", "[api][fields]") {
  const auto json = RequestData::Read("", "application/json", "{\"a\":\n 1,}");
  CHECK_THAT(GetMessage(json),
             Catch::StartsWith("요청 본문을 해석할 수 없습니다. (line 2, column 4: "));
  CHECK(GetMessage(RequestData::Read("", "application/json", "[1]")) ==
        "요청 본문을 해석할 수 없습니다. (JSON object가 아닙니다)");
  CHECK(GetMessage(RequestData::Read("", "application/x-www-form-urlencoded", "a=%zz")) ==
        "요청 본문을 해석할 수 없습니다. (a broken percent escape in a)");
  const auto query = RequestData::Read("a=%zz", "", "");
  CHECK(GetErrc(query) == Errc::kMalformedTarget);
}

}  // namespace
}  // namespace portone::api
