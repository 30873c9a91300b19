// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "cvs": payments at convenience stores.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/payment_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/store_slips.h"
#include "domain/errors.h"
#include "domain/store_payment.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

/// The merchant's own barcode: what can be printed as one.
Result<std::optional<std::string>> DecodeBarcode(const Fields& fields) {
  PORTONE_TRY(std::optional<std::string> barcode,
              fields.OptionalText("barcode", kMaxBarcodeLength));
  if (barcode && !HasBarcodeCharacters(*barcode))
    return errors::InvalidParameter(fields.GetPath("barcode"), texts::kNotABarcode);
  return barcode;
}

Result<std::optional<std::string>> DecodeConfirmUrl(const Fields& fields) {
  PORTONE_TRY(std::optional<std::string> url,
              fields.OptionalText("confirm_url", kMaxConfirmUrlLength));
  if (url && !IsWebUrl(*url))
    return errors::InvalidParameter(fields.GetPath("confirm_url"), texts::kNotAUrl);
  return url;
}

Result<commands::IssueStoreSlip> DecodeIssueSlip(const Call& call) {
  const Fields& fields = call.fields;
  commands::IssueStoreSlip command;
  PORTONE_TRY(command.channel, DecodeRequiredChannel(fields));
  PORTONE_TRY(command.request.order, DecodeOrder(fields));
  command.request.order.card_quota = 0;
  PORTONE_TRY(command.request.barcode, DecodeBarcode(fields));
  PORTONE_TRY(command.request.expires_at, fields.OptionalUnixTime("expired_at"));
  PORTONE_TRY(command.request.confirm_url, DecodeConfirmUrl(fields));
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

Result<commands::RevokeStoreSlip> DecodeRevokeSlip(const Call& call) {
  return commands::RevokeStoreSlip{ImpUid(call.path[0])};
}

// FIDELITY: cvs-issue
constexpr std::array kCvsRoutes{
    Route{Method::kPost, "/cvs", Access::kToken, Serve<DecodeIssueSlip, EncodePayment>},
    Route{Method::kDelete, "/cvs/{imp_uid}", Access::kToken,
          Serve<DecodeRevokeSlip, EncodePayment>},
};

}  // namespace

std::span<const Route> CvsRoutes() {
  return kCvsRoutes;
}

}  // namespace portone::api
