// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "vbanks".
#include "commands/vbanks.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "api/codec/payment_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/account_holders.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxSecretLength = 256;

Result<bool> DecodeHasApiKey(const Fields& fields) {
  PORTONE_TRY(const std::optional<std::string> key,
              fields.OptionalText("pg_api_key", kMaxSecretLength));
  return key.has_value();
}

Result<std::optional<Instant>> DecodeDue(const Fields& fields) {
  return fields.OptionalUnixTime("vbank_due");
}

/// The number of a fixed account, without dashes.
Result<std::optional<std::string>> DecodeNumber(const Fields& fields) {
  constexpr std::size_t kMaxLength = 32;
  PORTONE_TRY(std::optional<std::string> number, fields.OptionalText("vbank_num", kMaxLength));
  if (!number) return number;
  std::erase(*number, '-');
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (number->empty() || !std::all_of(number->begin(), number->end(), is_digit)) {
    return errors::InvalidParameter(fields.GetPath("vbank_num"), texts::kNotAnAccountNumber);
  }
  return number;
}

/// Validates parameters that are then ignored: no emulated gateway uses them.
Result<Done> ValidateIgnored(const Fields& fields) {
  constexpr std::int64_t kMaxProductCount = 1'000'000'000;
  PORTONE_TRY(const std::optional<std::string> type, fields.OptionalText("product_type", 16));
  if (type && *type != "real" && *type != "digital") {
    return errors::InvalidParameter(fields.GetPath("product_type"), texts::kNotAProductType);
  }
  PORTONE_RETURN_IF_ERROR(fields.OptionalInteger("product_count", 1, kMaxProductCount));
  PORTONE_RETURN_IF_ERROR(fields.OptionalText("business_registration_number", 10));
  PORTONE_RETURN_IF_ERROR(fields.OptionalText("vbank_key", 13));
  return Done{};
}

Result<VbankRequest> DecodeVbankRequest(const Fields& fields) {
  VbankRequest request;
  PORTONE_TRY(request.fixed_unlimited, fields.Flag("fixed_unlimited_vbank", false));
  PORTONE_TRY(request.order, DecodeOrder(fields, request.fixed_unlimited ? AmountRule::kMayBeZero
                                                                         : AmountRule::kPositive));
  request.order.card_quota = 0;
  request.has_tax_free = fields.Has("tax_free");
  PORTONE_TRY(request.bank_code, fields.RequiredText("vbank_code", 16));
  PORTONE_TRY(const std::optional<Instant> due, DecodeDue(fields));
  if (!due) return errors::MissingParameter(fields.GetPath("vbank_due"));
  request.due = *due;
  PORTONE_TRY(request.holder, fields.OptionalText("vbank_holder", 16, TooLongPolicy::kTruncate));
  PORTONE_TRY(request.number, DecodeNumber(fields));
  PORTONE_TRY(request.has_api_key, DecodeHasApiKey(fields));
  PORTONE_RETURN_IF_ERROR(ValidateIgnored(fields));
  return request;
}

Result<commands::IssueVbank> DecodeIssueVbank(const Call& call) {
  commands::IssueVbank command;
  PORTONE_TRY(command.request, DecodeVbankRequest(call.fields));
  PORTONE_TRY(command.channel, DecodeChannel(call.fields));
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

Result<commands::ChangeVbank> DecodeChangeVbank(const Call& call) {
  commands::ChangeVbank command;
  command.imp_uid = ImpUid(call.path[0]);
  PORTONE_TRY(command.change.amount, call.fields.OptionalAmount("amount", Currency::kKrw));
  if (command.change.amount && command.change.amount->IsZero()) {
    return errors::InvalidParameter(call.fields.GetPath("amount"), texts::kNotPositive);
  }
  PORTONE_TRY(command.change.due, DecodeDue(call.fields));
  return command;
}

Result<commands::RevokeVbank> DecodeRevokeVbank(const Call& call) {
  commands::RevokeVbank command;
  command.imp_uid = ImpUid(call.path[0]);
  PORTONE_TRY(command.has_api_key, DecodeHasApiKey(call.fields));
  return command;
}

Result<commands::FindAccountHolder> DecodeFindHolder(const Call& call) {
  commands::FindAccountHolder query;
  PORTONE_TRY(query.bank_code, call.fields.RequiredText("bank_code", kNoLimit));
  PORTONE_TRY(query.number, call.fields.RequiredText("bank_num", kNoLimit));
  return query;
}

void EncodeHolder(ReplyWriter& json, const std::string& holder) {
  json.BeginObject().Field("bank_holder", holder).EndObject();
}

constexpr std::array kVbankRoutes{
    Route{Method::kPost, "/vbanks", Access::kToken, Serve<DecodeIssueVbank, EncodePayment>},
    // FIDELITY: account-holders
    Route{Method::kGet, "/vbanks/holder", Access::kToken, Serve<DecodeFindHolder, EncodeHolder>,
          Basis::kClients},
    Route{Method::kPost, "/vbanks/holder", Access::kToken, Serve<DecodeFindHolder, EncodeHolder>,
          Basis::kClients},
    Route{Method::kPut, "/vbanks/{imp_uid}", Access::kToken,
          Serve<DecodeChangeVbank, EncodePayment>},
    Route{Method::kDelete, "/vbanks/{imp_uid}", Access::kToken,
          Serve<DecodeRevokeVbank, EncodePayment>},
};

}  // namespace

std::span<const Route> VbankRoutes() {
  return kVbankRoutes;
}

}  // namespace portone::api
