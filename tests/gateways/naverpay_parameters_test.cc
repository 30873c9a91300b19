// SPDX-License-Identifier: MIT
// The window parameters of Naver Pay that depend on the contract, row by row
// (docs/gateways/naverpay.md#naverpay).
#include "gateways/naverpay_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kHighRiskOnly = " is for high-risk merchants only";

Json HighRiskParams() {
  return {{"naverPurchaserName", "구매자이름"},
          {"naverPurchaserBirthday", "20151201"},
          {"naverMerchantUserKey", "가맹점의 사용자 키"}};
}

TEST_CASE("N14: a naverProductCount that is not a number of items causes a warning",
          "[gateway][naverpay]") {
  TestApi api;
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-1", "kim", {{"naverProductCount", 5}}))) == "paid");
  CHECK(ReadWarnings(api).empty());
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-2", "kim", {{"naverProductCount", 0}}))) == "paid");
  CHECK(GetCallbackResult(OpenWindow(
            api, RegistrationParams("o-3", "kim", {{"naverProductCount", "x"}}))) == "paid");
  CHECK(ReadWarnings(api) == Strings(2, "naverProductCount must be the number of items"));
}

TEST_CASE("N16: a group's channel needs a chain id, any other channel warns about one",
          "[gateway][naverpay]") {
  TestApi api;
  const Json chain{{"naverChainId", "sAMplEChAINid"}};
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-1", "kim", chain))) == "paid");
  CHECK(ReadWarnings(api) == Strings{"naverChainId is for group merchants only"});
  SetSettings(api, {{"chain_group", "on"}});
  for (const Json& params : {RegistrationParams("o-2"), PurchaseParams("o-3")}) {
    const TestReply refused = OpenWindow(api, params);
    CHECK(GetCallbackResult(refused) == "Fail naverChainId 파라메터가 누락되었습니다.");
    CHECK(refused.json["payment"]["status"] == "failed");
  }
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-4", "kim", chain))) == "paid");
  // The chain id of the console works as well.
  SetSettings(api, {{"chain_group", "on"}, {"chain_id", "sAMplEChAINid"}});
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-5"))) == "paid");
  CHECK(ReadWarnings(api).size() == 1);
}

TEST_CASE("N32: a purchase without naverProducts causes a warning, or is refused by the channel",
          "[gateway][naverpay]") {
  struct Row {
    Json products;
    std::string wrong_parameter;
  };
  const Json complete{{"categoryType", "TRAVEL"},
                      {"categoryId", "DOMESTIC"},
                      {"uid", "1"},
                      {"name", "여행"},
                      {"count", 1},
                      {"startDate", 20240117},
                      {"endDate", "20240118"}};
  const auto without = [&](const char* key) {
    Json product = complete;
    product.erase(key);
    return product;
  };
  Json wrong_day = complete;
  wrong_day["endDate"] = "2024-01-18";
  const std::vector<Row> rows{
      {nullptr, "naverProducts"},
      {Json::array(), "naverProducts"},
      {Json::array({without("categoryType")}), "naverProducts[0].categoryType"},
      {Json::array({complete, without("categoryId")}), "naverProducts[1].categoryId"},
      {Json::array({without("uid")}), "naverProducts[0].uid"},
      {Json::array({without("name")}), "naverProducts[0].name"},
      {Json::array({without("count")}), "naverProducts[0].count"},
      {Json::array({wrong_day}), "naverProducts[0].endDate"},
      {Json::array({complete, without("startDate")}), ""},
  };
  TestApi lenient;
  TestApi strict;
  SetSettings(strict, {{"products", "required"}});
  Strings warnings;
  int orders = 0;
  for (const auto& [products, wrong_parameter] : rows) {
    const std::string order = "o-" + std::to_string(++orders);
    const Json params = PurchaseParams(order, {{"naverProducts", products}});
    CAPTURE(params.dump());
    CHECK(GetCallbackResult(OpenWindow(lenient, params)) == "paid");
    CHECK(GetCallbackResult(OpenWindow(strict, params)) ==
          (wrong_parameter.empty()
               ? "paid"
               : "Fail " + wrong_parameter + " 파라메터가 누락되었거나 올바르지 않습니다."));
    if (!wrong_parameter.empty()) {
      warnings.push_back(wrong_parameter +
                         " is missing or wrong; Naver's inspection requires naverProducts");
    }
  }
  CHECK(ReadWarnings(lenient) == warnings);
  CHECK(ReadWarnings(strict).empty());
  CHECK(GetCallbackResult(OpenWindow(strict, RegistrationParams("registration"))) == "paid");
}

TEST_CASE("N33: a high-risk merchant must name the purchaser, others get a warning for doing so",
          "[gateway][naverpay]") {
  TestApi api;
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", HighRiskParams()))) == "paid");
  CHECK(ReadWarnings(api) == Strings{"naverPurchaserName" + std::string(kHighRiskOnly),
                                     "naverPurchaserBirthday" + std::string(kHighRiskOnly),
                                     "naverMerchantUserKey" + std::string(kHighRiskOnly)});
  SetSettings(api, {{"high_risk", "on"}});
  for (const char* name :
       {"naverPurchaserName", "naverPurchaserBirthday", "naverMerchantUserKey"}) {
    Json incomplete = HighRiskParams();
    incomplete.erase(name);
    CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-2", incomplete))) ==
          "Fail " + std::string(name) + " 파라메터가 누락되었습니다.");
  }
  Json malformed_birthday = HighRiskParams();
  malformed_birthday["naverPurchaserBirthday"] = "2015-12-01";
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-2", malformed_birthday))) ==
        "Fail naverPurchaserBirthday는 yyyyMMdd 형식이어야 합니다.");
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-2", HighRiskParams()))) == "paid");
  CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams("o-3"))) == "paid");
  CHECK(ReadWarnings(api).size() == 3);
}

TEST_CASE("N34: a name that counts further items causes a warning", "[gateway][naverpay]") {
  TestApi api;
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", {{"name", "한국사"}}))) == "paid");
  CHECK(ReadWarnings(api).empty());
  const TestReply window = OpenWindow(api, PurchaseParams("o-2", {{"name", "한국사 외 2개"}}));
  CHECK(GetCallbackResult(window) == "paid");
  CHECK(window.json["payment"]["name"] == "한국사 외 2개");
  CHECK(ReadWarnings(api) == Strings{"name: Naver appends \"외 2개\" itself"});
}

TEST_CASE("N35: a naverCultureBenefit that is not a boolean causes a warning",
          "[gateway][naverpay]") {
  TestApi api;
  for (const bool benefit : {true, false}) {
    const std::string order = benefit ? "o-1" : "o-2";
    CHECK(GetCallbackResult(OpenWindow(
              api, PurchaseParams(order, {{"naverCultureBenefit", benefit}}))) == "paid");
  }
  CHECK(ReadWarnings(api).empty());
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-3", {{"naverCultureBenefit", "Y"}}))) ==
        "paid");
  CHECK(ReadWarnings(api) == Strings{"naverCultureBenefit must be a boolean"});
}

}  // namespace
}  // namespace portone::gateways
