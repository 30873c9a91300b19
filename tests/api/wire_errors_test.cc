// SPDX-License-Identifier: MIT
#include "api/wire_errors.h"

#include "api/envelope.h"
#include "domain/errors.h"
#include "support/catch.h"

namespace portone::api {
namespace {

struct Row {
  Errc errc;
  int http_status;
  int code;
};

/// The status and code of each refusal; a change here changes the API for all clients.
constexpr Row kRows[] = {
    {Errc::kMalformedTarget, 400, -1},
    {Errc::kMalformedBody, 400, -1},
    {Errc::kMissingParameter, 400, -1},
    {Errc::kInvalidParameter, 400, -1},
    {Errc::kTooLong, 200, 1},
    {Errc::kUnknownPath, 404, -1},
    {Errc::kMethodNotAllowed, 405, -1},
    {Errc::kNotImplemented, 501, -1},
    {Errc::kCredentialsMissing, 400, -1},
    {Errc::kCredentialsWrong, 401, -1},
    {Errc::kUnauthorized, 401, -1},
    {Errc::kTooManySandboxes, 503, -1},
    {Errc::kAdvancing, 409, -1},
    {Errc::kPaymentNotFound, 404, -1},
    {Errc::kUnsupportedStatus, 400, -1},
    {Errc::kCancelTargetMissing, 400, -1},
    {Errc::kCancelNotFound, 200, 1},
    {Errc::kAlreadyCancelled, 200, 1},
    {Errc::kCancelExceedsRemaining, 200, 1},
    {Errc::kChecksumMismatch, 200, 1},
    {Errc::kCancelTaxExceeds, 200, 1},
    {Errc::kKeyIssueNotCancellable, 200, 1},
    {Errc::kCancelInProgress, 200, 1},
    {Errc::kMerchantUidUsed, 200, 1},
    {Errc::kPageBeyondEnd, 400, -1},
    {Errc::kBalanceUnavailable, 404, -1},
    {Errc::kAlreadyPrepared, 200, 1},
    {Errc::kPreparedAmountNotFound, 404, -1},
    {Errc::kUnknownChannel, 200, 1},
    {Errc::kUnknownChannelGroup, 200, 1},
    {Errc::kIssueUnsupported, 200, 1},
    {Errc::kOperationUnsupported, 200, 1},
    {Errc::kCurrencyUnsupported, 400, -1},
    {Errc::kMethodUnsupported, 200, 1},
    {Errc::kNoChannel, 200, 1},
    {Errc::kPreparedAmountMismatch, 200, 1},
    {Errc::kCustomerNotFound, 200, 1},
    {Errc::kCustomerNotFoundStrict, 404, -1},
    {Errc::kCustomersNotFound, 404, -1},
    {Errc::kBuyerUnregistered, 200, 1},
    {Errc::kScheduleCustomerUnregistered, 200, 1},
    {Errc::kScheduleNotFound, 404, -1},
    {Errc::kScheduleInPast, 200, 1},
    {Errc::kScheduleUidTaken, 200, 1},
    {Errc::kScheduleNotPending, 400, -1},
    {Errc::kScheduleNotRetryable, 400, -1},
    {Errc::kScheduleTimePast, 400, -1},
    {Errc::kNothingToUnschedule, 200, 1},
    {Errc::kWebhookNotFound, 404, -1},
    {Errc::kCardCodeNotFound, 404, -1},
    {Errc::kBankCodeNotFound, 404, -1},
    {Errc::kTierNotFound, 404, -1},
    {Errc::kVbankUnsupported, 200, 1},
    {Errc::kBankUnknown, 200, 1},
    {Errc::kVbankDueInPast, 200, 1},
    {Errc::kNotVbank, 400, -1},
    {Errc::kVbankNotReady, 400, -1},
    {Errc::kVbankChangeUnsupported, 400, -1},
    {Errc::kDepositRefused, 409, -1},
    {Errc::kWrongGateway, 400, -1},
    {Errc::kGatewayFailed, 500, -1},
    {Errc::kRefundAccountMissing, 200, 1},
    {Errc::kCardRefused, 200, -1},
    {Errc::kKeyRefused, 200, -1},
    {Errc::kScheduleCardRefused, 200, 1},
    {Errc::kChargeRefused, 200, -1},
    {Errc::kCancelRefused, 200, -1},
    {Errc::kVbankRefused, 200, -1},
    {Errc::kFaultInjected, 503, -1},
    {Errc::kPoisoned, 500, -1},
};

TEST_CASE("wire: every refusal has its status and code", "[api][wire]") {
  CHECK(std::size(kRows) == static_cast<std::size_t>(Errc::kCount));
  for (const Row& row : kRows) {
    CAPTURE(static_cast<int>(row.errc));
    CHECK(ToWireError(row.errc).http_status == row.http_status);
    CHECK(ToWireError(row.errc).code == row.code);
  }
}

TEST_CASE("wire: every refusal with a status other than 200 has code -1", "[api][wire]") {
  for (const Row& row : kRows) {
    CAPTURE(static_cast<int>(row.errc));
    CHECK(ToWireError(row.errc).code != 0);
    if (ToWireError(row.errc).http_status != 200) CHECK(ToWireError(row.errc).code == -1);
  }
}

TEST_CASE("envelope: a success has code zero and no message", "[api][wire]") {
  const Reply reply =
      MakeSuccessReply({}, [](json::Writer& json) { json.BeginArray().Number(5).EndArray(); });
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({"code":0,"message":null,"response":[5]})");
  CHECK(reply.content_type == "application/json; charset=utf-8");
  CHECK(reply.headers.empty());
}

TEST_CASE("envelope: a refusal has its code and text and a null response", "[api][wire]") {
  const Reply reply = MakeErrorReply(errors::TooLong("a\"b", 5));
  CHECK(reply.status == 200);
  CHECK(reply.body ==
        R"({"code":1,"message":"a\"b 파라메터는 최대 5자까지 가능합니다.","response":null})");
  CHECK(reply.headers.empty());
}

TEST_CASE("envelope: only a token refusal carries the service's misspelt header", "[api][wire]") {
  const Reply reply = MakeErrorReply(errors::Unauthorized());
  CHECK(reply.status == 401);
  REQUIRE(reply.headers.size() == 1);
  CHECK(reply.headers[0].name == "WWW-Authorize");
  CHECK(reply.headers[0].value == "iamport");
  CHECK(MakeErrorReply(errors::CredentialsWrong()).headers.empty());
}

}  // namespace
}  // namespace portone::api
