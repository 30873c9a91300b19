// SPDX-License-Identifier: MIT
// The status and code of every refusal, compared with docs/behaviour/wire.md, and the envelope.
#include "api/wire_errors.h"

#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "domain/errors.h"
#include "support/catch.h"
#include "support/scenario_files.h"

namespace portone::api {
namespace {

/// A row of the page's table of refusals, which has the evidence for each, and the errors that it
/// stands for. Where the row has two outcomes, by a switch, there is an error for each.
struct Row {
  std::string_view refusal;
  std::vector<Errc> errors;
};

const std::vector<Row>& Rows() {
  using E = Errc;
  static const std::vector<Row> kRows = {
      {"address or body unreadable; parameter missing or wrong",
       {E::kMalformedTarget, E::kMalformedBody, E::kMissingParameter, E::kInvalidParameter}},
      {"parameter missing: issuing keys and charging", {E::kParameterRequired}},
      {"the same in the gateway's words", {E::kParameterRequiredByGateway}},
      {"body too large", {}},  // refused by the transport
      {"parameter too long", {E::kTooLong}},
      {"unknown path", {E::kUnknownPath}},
      {"method not allowed", {E::kMethodNotAllowed}},
      {"sent by a page of another origin", {E::kCrossOriginPage}},
      {"getToken: parameters missing", {E::kCredentialsMissing}},
      {"getToken: wrong pair of key and secret", {E::kCredentialsWrong}},
      {"token missing, unknown or expired", {E::kUnauthorized}},
      {"too many sandboxes", {E::kTooManySandboxes}},
      {"no memory left for new state", {E::kMemoryFull}},
      {"payment not found; schedule of an order not found; prepared amount not found",
       {E::kPaymentNotFound, E::kScheduleNotFound, E::kPreparedAmountNotFound}},
      {"balance of a payment that has none", {E::kBalanceUnavailable}},
      {"page beyond the end", {E::kPageBeyondEnd}},
      {"amount prepared already", {E::kAlreadyPrepared}},
      {"lookup with an unknown status", {E::kUnsupportedStatus}},
      {"cancel: neither id given", {E::kCancelTargetMissing}},
      {"cancel: not found; cancelled in full already", {E::kNothingToCancel, E::kAlreadyCancelled}},
      {"cancel: more than remains; checksum differs; taxes that do not fit",
       {E::kCancelExceedsRemaining, E::kChecksumMismatch, E::kCancelTaxExceedsAmount}},
      {"`merchant_uid` used", {E::kMerchantUidUsed}},
      {"no module for the operation: `pg` or `channel_key` without a channel, or its gateway does "
       "not serve it",
       {E::kModuleNotFound}},
      {"channel group unknown", {E::kUnknownChannelGroup}},
      {"`customer_uid` unknown on GET and DELETE",
       {E::kCustomerNotFound, E::kCustomerNotFoundAs404}},
      {"several customers: none found", {E::kCustomersNotFound}},
      {"payments of an unknown customer, by [switch](billing-keys.md#customer-payments)",
       {E::kCustomerNotFoundAs404}},
      {"`again`: unknown customer", {E::kBuyerUnregistered}},
      {"`schedule`: no key and no card", {E::kScheduleCustomerUnregistered}},
      {"`schedule_at` past; `merchant_uid` scheduled already",
       {E::kScheduleInPast, E::kScheduleMerchantUidTaken}},
      {"virtual account: no contract", {E::kVbankUnsupported}},
      {"virtual account: bank unknown; due date past; refund without an account",
       {E::kBankUnknown, E::kVbankDueInPast, E::kRefundAccountMissing}},
      {"not a virtual account; virtual account not `ready`", {E::kNotVbank, E::kVbankNotReady}},
      {"virtual account cannot be changed", {E::kVbankChangeUnsupported}},
      {"code of a card company, bank or tier unknown",
       {E::kCardCodeNotFound, E::kBankCodeNotFound, E::kTierNotFound}},
      {"account unknown", {E::kAccountNotFound}},
      {"product order: none of this number, or none of this payment", {E::kProductOrderNotFound}},
      {"product orders: the call succeeds for none of them", {E::kGatewayFailed}},
      {"certification: none, or deleted", {E::kCertificationNotFound}},
      {"certification: completed or failed already; not by code",
       {E::kAlreadyCertified, E::kCertificationFailed, E::kCertificationHasNoCode}},
      {"certification: code wrong, too late or used up; the telephone is somebody else's",
       {E::kOtpWrong, E::kOtpExpired, E::kOtpAttemptsExhausted, E::kNotIdentified}},
      {"cash receipt: no such payment; none issued (`GET`; an external one also `DELETE`)",
       {E::kPaymentNotFound, E::kReceiptNotFound}},
      {"cash receipt: not paid in cash, not paid, issued or cancelled already, never issued "
       "(`DELETE`)",
       {E::kReceiptNotForMethod, E::kReceiptNotPaid, E::kReceiptAlreadyIssued,
        E::kReceiptAlreadyCancelled, E::kReceiptNeverIssued}},
      {"cash receipt: the gateway refuses", {E::kReceiptRefused, E::kReceiptCancelRefused}},
      {"cash receipt: the gateway has none", {E::kReceiptUnsupported}},
      {"not a payment at a store; slip not `ready`", {E::kNotStorePayment, E::kStoreSlipNotReady}},
      {"slip: `expired_at` past", {E::kStoreSlipExpiryInPast}},
      {"slip: the gateway refuses", {E::kStoreSlipRefused}},
      {"gateway without the operation: deliveries", {E::kGatewayUnsupported}},
      {"delivery: the payment takes none", {E::kDeliveryRefused}},
      {"delivery: there is one, or it cannot be changed",
       {E::kDeliveryAlreadyRegistered, E::kDeliveryNotChangeable}},
      {"delivery: none", {E::kDeliveryNotFound}},
      {"order status: not one of the gateway's", {E::kOrderStatusUnknown}},
      {"order status: it cannot follow", {E::kOrderStatusRefused}},
      {"sales of partners: another gateway", {E::kPartnersUnsupported}},
      {"sales of partners refused", {E::kPartnerSalesRefused}},
      {"quick pay: member or autopay key unknown",
       {E::kQuickMemberNotFound, E::kAutopayKeyNotFound}},
      {"quick pay: prepared already", {E::kPreparationTaken}},
      {"quick pay: not prepared", {E::kPreparationNotFound}},
      {"quick pay: what was prepared has taken place", {E::kPreparationUsed}},
      {"tier added that already exists", {E::kTierTaken}},
      {"PUT: schedule executed or revoked", {E::kScheduleNotPending}},
      {"reschedule, retry: schedule neither failed nor revoked", {E::kScheduleNotRetryable}},
      {"the new `schedule_at` is past", {E::kRescheduleInPast}},
      {"retry: schedule not found; its key is gone", {E::kScheduleNotFound}},
      {"schedule lists: span or page wrong", {E::kInvalidParameter, E::kPageBeyondEnd}},
      {"schedule lists: status unknown", {E::kUnsupportedStatus}},
      {"checking charge of a schedule refused", {E::kChargeRefused}},
      {"`unschedule`: nothing found", {E::kNothingToUnschedule}},
      {"card refused: onetime; issuing a key", {E::kCardRefused, E::kKeyRefused}},
      {"card refused: schedule", {E::kScheduleCardRefused}},
      {"charge refused", {E::kChargeRefused}},
      {"cancellation, or giving up a key, refused by the gateway",
       {E::kCancelRefused, E::kKeyDeletionRefused}},
      {"no channel; gateway does not support the operation; window without the way to pay",
       {E::kNoChannel, E::kOperationUnsupported, E::kPayMethodUnsupported}},
      {"gateway does not take the currency", {E::kCurrencyUnsupported}},
      {"window: another amount than was prepared; a check of PortOne's own",
       {E::kPreparedAmountMismatch, E::kWindowRefused}},
      {"cancel: only a key was issued; another cancellation is under way",
       {E::kKeyIssuanceNotCancellable, E::kCancelInProgress}},
      {"calls after a payment: payment of another gateway", {E::kWrongGateway}},
      {"calls after a payment: the gateway refuses", {E::kGatewayFailed}},
      {"virtual account refused by the gateway", {E::kVbankRefused}},
      {"an injected fault that replaces no reply", {E::kFaultInjected}},
      {"a bug of the emulator", {E::kPoisoned}},
  };
  return kRows;
}

/// Errors of the control API only, which maps them itself.
constexpr Errc kControlApiErrors[] = {
    Errc::kPaymentMeansUnsupported, Errc::kBankNotApplicable,     Errc::kAdvancing,
    Errc::kUnknownChannel,          Errc::kWebhookNotFound,       Errc::kDepositRefused,
    Errc::kProductOrderRefused,     Errc::kEscrowDecisionRefused, Errc::kReceiptNotApplicable,
    Errc::kStorePaymentRefused};

/// The cells of a line of a Markdown table, without the blanks around them.
std::vector<std::string> SplitCells(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0, end = 0; (end = line.find(" | ", at)) != std::string::npos; at = end + 1)
    cells.push_back(line.substr(at + 2, end - at - 2));
  return cells;
}

/// The numbers of "200 or 404 ([switch](...))".
std::vector<int> ParseAlternatives(const std::string& cell) {
  std::vector<int> numbers{std::stoi(cell)};
  const std::size_t more = cell.find(" or ");
  if (more != std::string::npos) numbers.push_back(std::stoi(cell.substr(more + 4)));
  return numbers;
}

using Outcomes = std::vector<std::pair<int, int>>;

/// The page's table: a refusal, and its HTTP status and code, two where a switch decides.
std::map<std::string, Outcomes> ReadPage() {
  const std::string page = testing::ReadSourceFile("docs/behaviour/wire.md");
  std::istringstream table(page.substr(page.find("| Refusal | HTTP | code | Evidence |")));
  std::string line;
  std::getline(table, line);
  std::getline(table, line);  // | --- |
  std::map<std::string, Outcomes> rows;
  while (std::getline(table, line) && line.starts_with("|")) {
    const std::vector<std::string> cells = SplitCells(line);
    REQUIRE(cells.size() == 3);
    const std::vector<int> statuses = ParseAlternatives(cells[1]);
    const std::vector<int> codes = ParseAlternatives(cells[2]);
    REQUIRE(statuses.size() == codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i)
      rows[cells[0]].emplace_back(statuses[i], codes[i]);
  }
  return rows;
}

TEST_CASE("wire: each refusal has the status and code of its row on the page", "[api][wire]") {
  std::map<std::string, Outcomes> page = ReadPage();
  std::set<Errc> seen(std::begin(kControlApiErrors), std::end(kControlApiErrors));
  for (const Row& row : Rows()) {
    CAPTURE(row.refusal);
    const auto found = page.find(std::string(row.refusal));
    REQUIRE(found != page.end());
    const Outcomes outcomes = found->second;
    page.erase(found);
    for (std::size_t i = 0; i < row.errors.size(); ++i) {
      const WireError wire = ToWireError(row.errors[i]);
      const bool by_switch = outcomes.size() > 1;
      const auto [http_status, code] = outcomes.at(by_switch ? i : 0);
      CHECK(wire.http_status == http_status);
      CHECK(wire.code == code);
      seen.insert(row.errors[i]);
    }
  }
  for (const auto& [refusal, outcomes] : page)
    FAIL_CHECK("no error for the row: " << refusal);
  CHECK(seen.size() == static_cast<std::size_t>(Errc::kCount));
}

TEST_CASE("wire: no refusal is a success, and outside HTTP 200 the code is minus one",
          "[api][wire]") {
  for (int i = 0; i < static_cast<int>(Errc::kCount); ++i) {
    CAPTURE(i);
    const WireError wire = ToWireError(static_cast<Errc>(i));
    CHECK((wire.code == -1 || (wire.code == 1 && wire.http_status == 200)));
  }
}

TEST_CASE("envelope: a success has code zero and no message", "[api][wire]") {
  const Reply reply =
      MakeSuccessReply({}, [](json::Writer& json) { json.BeginArray().Number(5).EndArray(); });
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({"code":0,"message":null,"response":[5]})");
  CHECK(reply.content_type == "application/json; charset=UTF-8");
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
