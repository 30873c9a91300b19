// SPDX-License-Identifier: MIT
// The card and instalment parameters of NICE's window: display.card_quota, card.direct,
// card.detail.
#include "gateways/nice_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kNotOffered = "failed: [3022] 할부개월오류";
constexpr const char* kTooSmall = "failed: [3024] 할부 최소금액 오류(50000미만)";
constexpr const char* kOtherCard =
    "failed: [F118] 해당카드는 사용이 불가능 합니다 타사카드를 이용해주세요";

/// The buyer chooses `quota` months.
Json Months(int quota) {
  return {{"card", {{"quota", quota}}}};
}

/// The buyer types a card number with this prefix.
Json CardWithPrefix(const std::string& first_digits) {
  return {{"card", {{"number", first_digits + "0000000000"}, {"expiry", "2030-12"}}}};
}

Json OfferMonths(const Json& months) {
  return {{"display", {{"card_quota", months}}}};
}

Json CardDirect(const Json& code, int quota) {
  return {{"card", {{"direct", {{"code", code}, {"quota", quota}}}}}};
}

Json CardDetail(const Json& entries) {
  return {{"card", {{"detail", entries}}}};
}

Json DetailEntry(std::string_view card_code, bool enabled) {
  return {{"card_code", card_code}, {"enabled", enabled}};
}

TEST_CASE("NI7: an empty list of months allows only lump sums, a list exactly its months",
          "[gateway][nice]") {
  const auto [months, quota, outcome] = GENERATE(table<Json, int, std::string>({
      {Json::array(), 0, "paid"},
      {Json::array(), 2, kNotOffered},
      {Json::array({6}), 0, "paid"},
      {Json::array({6}), 6, "paid"},
      {Json::array({6}), 3, kNotOffered},
      {Json::array({6}), 7, kNotOffered},
      {Json::array({2, 3, 4, 5, 6}), 3, "paid"},
      {Json(), 12, "paid"},
  }));
  CAPTURE(months.dump(), quota);
  TestApi api;
  const TestReply reply = OpenNice(api, OfferMonths(months), Months(quota));
  CHECK(GetWindowOutcome(reply) == outcome);
  CHECK(reply.json["payment"]["card_quota"] == quota);
}

TEST_CASE("NI7: with card_quota=up_to a list offers all months up to its greatest",
          "[gateway][nice]") {
  const auto [months, quota, outcome] = GENERATE(table<Json, int, std::string>({
      {Json::array(), 2, kNotOffered},
      {Json::array({6}), 3, "paid"},
      {Json::array({6}), 7, kNotOffered},
  }));
  CAPTURE(months.dump(), quota);
  TestApi api(NiceSetup({{"card_quota", "up_to"}}));
  CHECK(GetWindowOutcome(OpenNice(api, OfferMonths(months), Months(quota))) == outcome);
}

TEST_CASE("NI8: the window offers instalments from 50,000 won", "[gateway][nice]") {
  const auto [won, quota, outcome] = GENERATE(table<int, int, std::string>({
      {49'999, 0, "paid"},
      {49'999, 1, "paid"},
      {49'999, 2, kTooSmall},
      {50'000, 2, "paid"},
      {50'000, 12, "paid"},
  }));
  CAPTURE(won, quota);
  TestApi api;
  const TestReply reply = OpenNice(api, {{"amount", won}}, Months(quota));
  CHECK(GetWindowOutcome(reply) == outcome);
  CHECK(api.Get("/payments/find/o-1").response()["status"] ==
        (outcome == "paid" ? "paid" : "failed"));
  // The new module's parameters for the same purpose are not supported here.
  CHECK_FALSE(Rules("nice").FindError("P037"));
}

TEST_CASE("NI10: card.direct fixes the card company and the months, which still need 50,000 won",
          "[gateway][nice]") {
  const auto [won, code, quota, outcome] = GENERATE(table<int, std::string, int, std::string>({
      {50'000, "367", 3, "paid"},
      {49'999, "367", 0, "paid"},
      {49'999, "367", 3, kTooSmall},
      {50'000, "365", 0, "paid"},
      {50'000, "999", 0, "failed: [A121] 정의되지 않은 카드코드 입니다"},
  }));
  CAPTURE(won, code, quota);
  TestApi api;
  Json patch = CardDirect(code, quota);
  patch["amount"] = won;
  const Json payment = OpenNice(api, patch).json["payment"];
  CHECK(payment["status"] == (outcome == "paid" ? "paid" : "failed"));
  if (outcome != "paid") return;
  CHECK(payment["card_code"] == code);
  CHECK(payment["card_quota"] == quota);
}

TEST_CASE("NI10: card.direct refuses another company's card", "[gateway][nice]") {
  TestApi api;
  CHECK(GetWindowOutcome(OpenNice(api, CardDirect("367", 0), CardWithPrefix("542879"))) ==
        "failed: [A222] 카드코드가 일치하지 않습니다");
  CHECK(GetWindowOutcome(OpenNice(api, CardDirect("367", 0), CardWithPrefix("433012"))) == "paid");
}

TEST_CASE("NI10: a channel without the feature (card_direct=off) refuses card.direct",
          "[gateway][nice]") {
  TestApi api(NiceSetup({{"card_direct", "off"}}));
  CHECK(GetWindowOutcome(OpenNice(api, CardDirect("367", 0))) ==
        "failed: [A302] 기준정보상 필수 설정 정보가 없습니다.");
  CHECK(GetWindowOutcome(OpenNice(api)) == "paid");
}

TEST_CASE("NI11: card.detail disables and enables companies; later entries override earlier ones",
          "[gateway][nice]") {
  const Json none = DetailEntry("*", false);
  const auto [entries, digits, outcome] = GENERATE_COPY(table<Json, std::string, std::string>({
      {Json::array({none}), "557042", kOtherCard},
      {Json::array({none, DetailEntry("366", true)}), "557042", kOtherCard},
      {Json::array({none, DetailEntry("366", true)}), "542879", "paid"},
      {Json::array({DetailEntry("381", false)}), "557042", kOtherCard},
      {Json::array({DetailEntry("381", false)}), "542879", "paid"},
      {Json::array({DetailEntry("366", true), none}), "542879", kOtherCard},
      {Json::array({none, DetailEntry("*", true)}), "557042", "paid"},
  }));
  CAPTURE(entries.dump(), digits);
  TestApi api;
  CHECK(GetWindowOutcome(OpenNice(api, CardDetail(entries), CardWithPrefix(digits))) == outcome);
}

TEST_CASE("NI11: by default a buyer pays by KB국민카드 unless it is disabled", "[gateway][nice]") {
  TestApi api;
  CHECK(OpenNice(api).json["payment"]["card_code"] == "381");
  const Json off{{"merchant_uid", "o-2"},
                 {"card", {{"detail", Json::array({DetailEntry("381", false)})}}}};
  CHECK(GetWindowOutcome(OpenNice(api, off)) == kOtherCard);
  Json transfer = off;
  transfer["pay_method"] = "trans";
  CHECK(GetWindowOutcome(OpenNice(api, transfer)) == "paid");
}

}  // namespace
}  // namespace portone::gateways
