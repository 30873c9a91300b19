// SPDX-License-Identifier: MIT
#include "json/redact.h"

#include "support/catch.h"

namespace portone::json {
namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kForm = "application/x-www-form-urlencoded";

TEST_CASE("redact: secrets in JSON are masked at any depth, whatever their type",
          "[json][secrets]") {
  CHECK(json::RedactBody(kJson,
                         R"({"card_number":"1234-1234","amount":5,"expiry":"2030-12",)"
                         R"("birth":880515,"pwd_2digit":null,"cvc":["1"],"imp_secret":{"a":1}})") ==
        R"({"card_number":"***","amount":5,"expiry":"***","birth":"***",)"
        R"("pwd_2digit":"***","cvc":"***","imp_secret":"***"})");
  CHECK(json::RedactBody(kJson, R"({"card":{"info":[{"number":"1234","name":"n"}]}})") ==
        R"({"card":{"info":[{"number":"***","name":"n"}]}})");
  CHECK(json::RedactBody(kJson, R"([{"cvc":"123"}])") == R"([{"cvc":"***"}])");
  CHECK(json::RedactBody(kJson, R"({"when":{"card":"1234-1234"}})") ==
        R"({"when":{"card":"***"}})");
}

TEST_CASE("redact: secrets in forms are masked however their names are written",
          "[json][secrets]") {
  CHECK(json::RedactBody(kForm, "amount=5&card_number=1234&pwd_2digit=00&x=1") ==
        "amount=5&card_number=***&pwd_2digit=***&x=1");
  CHECK(json::RedactBody(kForm, "imp_key=K& imp_secret=S") == "imp_key=K& imp_secret=***");
  CHECK(json::RedactBody(kForm, "card%5Fnumber=1&card%5Binfo%5D%5Bnumber%5D=2") ==
        "card%5Fnumber=***&card%5Binfo%5D%5Bnumber%5D=***");
  CHECK(json::RedactBody(kForm, "card_number =1&+card_number=2") ==
        "card_number =***&+card_number=***");
  CHECK(json::RedactBody("", "card_number=1234") == "card_number=***");
}

TEST_CASE("redact: the recipient of a cash receipt is masked", "[json][secrets]") {
  CHECK(json::RedactBody(kJson, R"({"identifier":"900101-1234568","identifier_type":"person"})") ==
        R"({"identifier":"***","identifier_type":"person"})");
  CHECK(json::RedactBody(kForm, "amount=1&identifier=9001011234568") == "amount=1&identifier=***");
  CHECK(
      json::RedactBody(kJson, R"({"params":{"bypass":{"customerIdentifier":"9001011234568"}}})") ==
      R"({"params":{"bypass":{"customerIdentifier":"***"}}})");
}

TEST_CASE("redact: a text on its own is masked like a value in a body", "[json][secrets]") {
  CHECK(json::RedactText(R"([{"customerIdentifier":"9001011234568"}])") ==
        R"([{"customerIdentifier":"***"}])");
  CHECK(json::RedactText("card 4111-1111-1111-1111") == "card ***");
  CHECK(json::RedactText("[VIP] 50%") == "[VIP] 50%");
  CHECK(json::RedactText("") == "");
}

TEST_CASE("redact: a secret sent as a list is masked too", "[json][secrets]") {
  CHECK(json::RedactBody(kForm, "card_number[]=1234&card_number[0]=1234&birth[a][b]=880515") ==
        "card_number[]=***&card_number[0]=***&birth[a][b]=***");
}

TEST_CASE("redact: a body that cannot be read is replaced by its length", "[json][secrets]") {
  CHECK(json::RedactBody(kJson, R"({"card_number":"1234)") ==
        "(20 bytes that are neither JSON nor a form)");
  CHECK(json::RedactBody("text/plain", "card_number=1234") ==
        "(16 bytes that are neither JSON nor a form)");
  CHECK(json::RedactBody(kForm, "name=\xFF") == "(6 bytes that are neither JSON nor a form)");
  CHECK(json::RedactBody(kJson, "") == "");
  CHECK(json::RedactBody(kForm, " \r\n") == "");
}

TEST_CASE("redact: JSON is recognised by its first character, whatever the content type",
          "[json][secrets]") {
  CHECK(json::RedactBody(kForm, R"( {"imp_secret":"S"})") == R"({"imp_secret":"***"})");
}

TEST_CASE("redact: tokens and secrets in a query are masked", "[json][secrets]") {
  CHECK(json::RedactTarget("/payments/imp_1?_token=abc&x=1") == "/payments/imp_1?_token=***&x=1");
  CHECK(json::RedactTarget("/users/getToken?imp_key=K&imp_secret=S") ==
        "/users/getToken?imp_key=K&imp_secret=***");
  CHECK(json::RedactTarget("/a?") == "/a?");
  CHECK(json::RedactTarget("/a/card_number=1") == "/a/card_number=1");
}

TEST_CASE("redact: a card number is masked under any name", "[json][secrets]") {
  const auto [type, body, shown] = GENERATE(table<std::string, std::string, std::string>({
      {kJson, R"({"memo":"paid by 4111-1111-1111-1111"})", R"({"memo":"paid by ***"})"},
      {kJson, R"({"memo":4111111111111111})", R"({"memo":"***"})"},
      {kJson, R"({"4111 1111 1111 1111":1})", R"({"***":1})"},
      {kJson, R"({"custom_data":"{\"number\":\"1\",\"a\":2}"})",
       R"({"custom_data":"{\"number\":\"***\",\"a\":2}"})"},
      {kJson, R"({"custom_data":"{\"cvc\":\"123"})", R"({"custom_data":"***"})"},
      {kJson, R"({"note":"card%3D4111111111111111"})", R"({"note":"card%3D***"})"},
      {kJson, R"({"note":"4111%2D1111%2D1111%2D1111"})", R"({"note":"***"})"},
      {"", "\xEF\xBB\xBF{\"card_number\":\"1\"}", R"({"card_number":"***"})"},
      {kForm, R"(card={"number":"1234-5678"}&x=1)", "card=%7B%22number%22%3A%22***%22%7D&x=1"},
      {kForm, "%7B%22card_number%22%3A%221%22%7D", "%7B%22card_number%22%3A%22***%22%7D"},
      {kForm, "memo=4111%2D1111%2D1111%2D1111", "memo=***"},
      {kForm, "memo=4111+1111+1111+1111&x=1", "memo=***&x=1"},
      {kForm, "x=1;card_number=12;y=2", "x=1;card_number=***;y=2"},
      {kForm, "card_number=12;34&y=2", "card_number=***&y=2"},
      {kForm, "4111111111111111=x", "***=x"},
      {kForm, R"(x=1&[{"birth"=;a={"birth":"820213")", "x=1&***=***"},
      {kForm, "\n\xEF\xBB\xBF{\"card_number\":\"1\"}", R"({"card_number":"***"})"},
  }));
  CHECK(json::RedactBody(type, body) == shown);
}

TEST_CASE("redact: names of secrets are recognised in any spelling", "[json][secrets]") {
  for (const char* name :
       {"card_number", "cardNumber", "CARD_NUMBER", "Card-Number", "cvv", "CVC", "Birth",
        "pwd2digit", "impSecret", "_token", "bypass.customerIdentifier"}) {
    INFO(name);
    CHECK(json::IsSecretName(name));
  }
  for (const char* name :
       {"token", "card", "card_name", "numbers", "expires", "merchant_uid", ""}) {
    INFO(name);
    CHECK_FALSE(json::IsSecretName(name));
  }
}

TEST_CASE("redact: text without a secret is shown unchanged", "[json][secrets]") {
  const char* const form = "merchant_uid=merchant_1709251200007&name=%5BVIP%5D+50%25&amount=1";
  CHECK(json::RedactBody(kForm, form) == form);
  const char* const text =
      R"({"merchant_uid":"order-20240301090000001","name":"[VIP] \"50%\"","at":1709251200007})";
  CHECK(json::RedactBody(kJson, text) == text);
  CHECK(json::RedactTarget("/payments/imp_123456789012?x=%41") ==
        "/payments/imp_123456789012?x=%41");
}

TEST_CASE("redact: a card number in a path is masked", "[json][secrets]") {
  CHECK(json::RedactPath("/payments/4111-1111-1111-1111/balance") == "/payments/***/balance");
  CHECK(json::RedactPath("/a/4111%2d1111%2d1111%2d1111") == "/a/***");
  CHECK(json::RedactTarget("/a/4111111111111111?b=4111111111111111") == "/a/***?b=***");
}

}  // namespace
}  // namespace portone::json
