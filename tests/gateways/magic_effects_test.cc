// SPDX-License-Identifier: MIT
// Each magic value does what its row says: used where the row says, at the gateway it names, it
// takes effect in its stage, as described.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/errors.h"
#include "domain/fault.h"
#include "gateways/magic_values.h"
#include "gateways/paymentwall_shop.h"
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kEveryGateway = "every gateway";

/// The rows for a parameter; there must be some.
std::vector<MagicValue> FindRows(std::string_view parameter) {
  std::vector<MagicValue> rows;
  for (const MagicValue& row : CollectMagicValues())
    if (row.where == parameter) rows.push_back(row);
  REQUIRE_FALSE(rows.empty());
  return rows;
}

/// "[F113]거래거절 카드번호틀림": how a refusal ends.
std::string EndOfRefusal(const GatewayError& error) {
  return "[" + error.code + "]" + error.message;
}

/// The outcome that each effect of a card number has.
const std::map<std::string_view, CardOutcome> kEffects{
    {"no issuer for this number", CardOutcome::kUnknownBin},
    {"unknown to the issuer", CardOutcome::kWrongNumber},
    {"is approved", CardOutcome::kApproved},
    {"wrong number", CardOutcome::kWrongNumber},
    {"wrong expiry date", CardOutcome::kWrongExpiry},
    {"wrong verification code", CardOutcome::kWrongCvc},
    {"the verification code check fails", CardOutcome::kWrongCvc},
    {"wrong password", CardOutcome::kWrongPassword},
    {"wrong birth date or business number", CardOutcome::kWrongBirth},
    {"too many wrong passwords", CardOutcome::kTooManyPasswordTries},
    {"of a company that is not accepted", CardOutcome::kCardNotSupported},
    {"of KB on a test merchant id", CardOutcome::kKbOnTestMid},
    {"expired after it was stored", CardOutcome::kExpired},
    {"withdrawn after it was stored", CardOutcome::kRevoked},
    {"declined when charged", CardOutcome::kDeclined},
    {"can be stored, and every charge is declined", CardOutcome::kDeclined},
    {"insufficient funds", CardOutcome::kInsufficientFunds},
    {"lost", CardOutcome::kLost},
    {"stolen", CardOutcome::kStolen},
    {"over its limit", CardOutcome::kLimitExceeded},
    {"the issuer cannot be reached", CardOutcome::kIssuerDown},
};

/// The refusal that each effect of a card number has on cancellations.
const std::map<std::string_view, CancelRefusal> kCancelEffects{
    {"is cancelled at the gateway already", CancelRefusal::kAlreadyCancelledAtGateway},
    {"a check card that is cancelled in full only", CancelRefusal::kNoPartialCancelCheckCard},
    {"a refund exceeds the balance not yet paid out", CancelRefusal::kExceedsUnsettledAmount},
};

/// Pays with the card and cancels a part, which the gateway refuses.
void CheckCancelCard(const MagicValue& row, std::string_view pg) {
  CAPTURE(row.value, row.effect, pg);
  REQUIRE(kCancelEffects.count(row.effect) == 1);
  TestApi api;
  Json body = OnetimeBody("o-1", row.value);
  body["pg"] = pg;
  REQUIRE(api.Post("/subscribe/payments/onetime", body).response()["status"] == "paid");
  const TestReply part = api.Post("/payments/cancel", {{"merchant_uid", "o-1"}, {"amount", 1'000}});
  const ErrorText text = Rules(pg).DescribeCancelError(kCancelEffects.at(row.effect)).text;
  CHECK(Summary(part) == "200 -1 결제취소에 실패하였습니다. " + std::string(text.message));
  const bool only_parts = row.effect == "a check card that is cancelled in full only";
  const TestReply whole = api.Post("/payments/cancel", {{"merchant_uid", "o-1"}});
  CHECK(whole.code() == (only_parts ? 0 : -1));
}

/// Issues a key for the card and charges it, and pays with the card alone.
void CheckCard(const MagicValue& row, std::string_view pg) {
  CAPTURE(row.value, row.stage, row.effect, pg);
  REQUIRE(kEffects.count(row.effect) == 1);
  const CardOutcome outcome = kEffects.at(row.effect);
  const auto error_in = [&](portone::Operation operation) {
    return outcome == CardOutcome::kApproved ? GatewayError{}
                                             : Rules(pg).FindCardError(outcome, operation);
  };
  const GatewayError error = error_in(portone::Operation::kAgain);
  TestApi api;
  Json body = CardBody(row.value);
  body["pg"] = pg;
  const TestReply issued = api.Post("/subscribe/customers/kim", body);
  body.update(OnetimeBody("o-1", row.value));
  const TestReply paid = api.Post("/subscribe/payments/onetime", body);
  if (row.stage == "issue") {
    CHECK(issued.code() == -1);
    CHECK_THAT(issued.message(),
               Catch::EndsWith(EndOfRefusal(error_in(portone::Operation::kIssue))));
    CHECK(paid.code() == -1);
    CHECK_THAT(paid.message(),
               Catch::EndsWith(EndOfRefusal(error_in(portone::Operation::kOnetime))));
    CHECK(api.Get("/subscribe/customers/kim").code() == 1);
    CHECK(api.Get("/payments/find/o-1").status == 404);
    return;
  }
  REQUIRE(Summary(issued) == "200 0");
  REQUIRE(Summary(paid) == "200 0");
  const TestReply again = api.Post("/subscribe/payments/again", AgainBody("kim", "o-2"));
  REQUIRE(Summary(again) == "200 0");
  for (const Json& payment : {paid.response(), again.response()}) {
    if (row.stage == "approve") {
      CHECK(payment["status"] == "paid");
    } else {
      CHECK(row.stage == "charge");
      CHECK(payment["status"] == "failed");
      CHECK(payment["fail_reason"] == FormatFailReason(error));
    }
  }
}

/// A card that its number's row declines or refuses everywhere else.
void CheckGoodCard(const MagicValue& row) {
  CAPTURE(row.value, row.gateway);
  CHECK(row.stage == "approve");
  TestApi api;
  if (row.gateway == "naverpay") {
    const Json window{{"params",
                       {{"pg", "naverpay"},
                        {"customer_uid", "kim"},
                        {"merchant_uid", "o-1"},
                        {"name", "Slim"},
                        {"amount", 14'000},
                        {"buyer_tel", "010-1234-5678"},
                        {"naverPopupMode", true}}},
                      {"card", {{"number", row.value}, {"expiry", "2030-12"}}}};
    const TestReply issued = api.Control("POST", "/checkouts", window.dump());
    CHECK(issued.json["callback"]["success"] == true);
    const TestReply again = api.Post("/subscribe/payments/again", AgainBody("kim", "o-2"));
    CHECK(again.response()["status"] == "paid");
  } else {
    REQUIRE(row.gateway == "paymentwall");
    Json body = paymentwall::PaymentwallOnetimeBody("o-1");
    body["card_number"] = row.value;
    CHECK(Summary(api.Post(kOnetime, body)) == "200 0");
    paymentwall::Advance(api, "5s");
    CHECK(paymentwall::GetStatus(api, "o-1") == "paid");
  }
}

TEST_CASE("magic values: a card number has its effect in its stage", "[gateway][cards]") {
  for (const MagicValue& row : FindRows("card_number")) {
    if (row.gateway != kEveryGateway) {
      CheckGoodCard(row);
      continue;
    }
    // One with texts of its own for all cards, one with some, one with none.
    for (const std::string_view pg : {"kcp", "nice", "settle"}) {
      if (row.stage == "cancel") {
        CheckCancelCard(row, pg);
      } else {
        CheckCard(row, pg);
      }
    }
  }
}

TEST_CASE("magic values: a verification code has its effect in its stage",
          "[gateway][cards][paymentwall]") {
  for (const MagicValue& row : FindRows("cvc")) {
    CAPTURE(row.value, row.stage, row.effect);
    REQUIRE(row.gateway == "paymentwall");
    const std::string text = row.effect.substr(row.effect.find('['));
    const std::string effect = row.effect.substr(0, row.effect.find(": ["));
    TestApi api;
    const TestReply reply =
        api.Post(kOnetime, paymentwall::PaymentwallOnetimeBody("o-1", row.value));
    if (row.stage == "issue") {
      CHECK(effect == "refused");
      CHECK(reply.code() == -1);
      std::string end = text;
      end.erase(end.find("] ") + 1, 1);
      CHECK_THAT(reply.message(), Catch::EndsWith(end));
      CHECK(api.Get("/payments/find/o-1").status == 404);
      continue;
    }
    REQUIRE(Summary(reply) == "200 0");
    CHECK(reply.response()["status"] == "failed");
    CHECK_THAT(text, Catch::EndsWith(reply.response()["fail_reason"].get<std::string>()));
    paymentwall::Advance(api, "1h");
    const bool is_accepted = effect == "failed at first, accepted after a risk review";
    const bool is_reviewed =
        is_accepted || effect == "failed at first, declined after a risk review";
    CHECK(row.stage == (is_reviewed ? "review" : "charge"));
    CHECK((is_reviewed || effect == "refused"));
    CHECK(paymentwall::GetStatus(api, "o-1") == (is_accepted ? "paid" : "failed"));
  }
}

/// Sends the header with an issue, a charge and a cancellation, each of which succeeds without it.
void CheckHeader(const std::string& value, const GatewayError& error) {
  CAPTURE(value);
  TestApi api;
  const TestReply first = api.Post("/subscribe/payments/onetime", OnetimeBody("o-1"));
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody())) == "200 0");
  api.headers = {{"X-PortOne-Test-Code", value}};
  const TestReply issued = api.Post("/subscribe/customers/lee", CardBody());
  CHECK(issued.code() == -1);
  CHECK_THAT(issued.message(), Catch::EndsWith(EndOfRefusal(error)));
  const TestReply charged = api.Post("/subscribe/payments/again", AgainBody("kim", "o-2"));
  CHECK(charged.response()["fail_reason"] == FormatFailReason(error));
  const TestReply cancelled =
      api.Post("/payments/cancel", {{"imp_uid", first.response()["imp_uid"]}});
  CHECK(Summary(cancelled) == "200 -1 결제취소에 실패하였습니다. " + error.message);
}

TEST_CASE("magic values: the header refuses with a code in each of its layers", "[gateway]") {
  const std::string code = "F113";
  const auto known = Rules("nice").FindError(code);
  REQUIRE(known);
  for (const MagicValue& row : FindRows("X-PortOne-Test-Code")) {
    CAPTURE(row.value, row.effect);
    CHECK(row.gateway == kEveryGateway);
    CHECK(row.stage == "issue, charge or cancel");
    if (row.value == "CODE") {
      CHECK(row.effect == "this request is refused with the gateway's code and its text");
      CheckHeader(code, *known);
    } else if (FindRefusal(row.value)) {
      CHECK(row.effect ==
            "this request is refused with the gateway's own code and text for the case");
    } else {
      REQUIRE(row.value == "CODE:message");
      CHECK(row.effect == "this request is refused with this code and this text");
      CheckHeader(code + ":the message", {code, "the message"});
    }
  }
}

TEST_CASE("magic values: every value in the list was checked", "[gateway]") {
  const std::size_t checked = FindRows("card_number").size() + FindRows("cvc").size() +
                              FindRows("X-PortOne-Test-Code").size();
  CHECK(checked == CollectMagicValues().size());
}

}  // namespace
}  // namespace portone::gateways
