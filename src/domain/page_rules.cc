// SPDX-License-Identifier: MIT
#include "domain/page_rules.h"

#include <algorithm>

#include "domain/errors.h"
#include "domain/texts.h"

namespace portone {
namespace {

/// For refusals of PortOne's own whose real code is not known.
constexpr std::string_view kOwnCode = "INVALID_REQUEST";
constexpr std::string_view kPaidCode = "F1002";
constexpr std::string_view kNoMerchantCode = "NOT_READY";
constexpr std::string_view kNoModuleCode = "F1001";
constexpr std::string_view kGivenUpCode = "F0005";
constexpr std::string_view kRequestCode = "F400";  // of the newer modules, as the next one
constexpr std::string_view kChannelCode = "F500";

std::string Replace(std::string_view text, std::string_view placeholder, std::string_view value) {
  std::string replaced(text);
  const std::size_t at = replaced.find(placeholder);
  if (at != std::string::npos) replaced.replace(at, placeholder.size(), value);
  return replaced;
}

/// Adds the sentence with which the newer modules begin all of their own refusals.
std::string AddOpeningFailed(const std::string& message) {
  if (message.starts_with(texts::kOpeningFailed)) return message;
  return std::string(texts::kOpeningFailed) + " " + message;
}

/// Whether the text begins like "F0004:".
bool StartsWithCode(std::string_view text) {
  constexpr std::size_t kLength = 5;
  return text.size() > kLength && text[0] == 'F' && text[kLength] == ':' &&
         std::all_of(text.begin() + 1, text.begin() + kLength,
                     [](char c) { return c >= '0' && c <= '9'; });
}

PageRefusal MakeShortPageRefusal(const Error& error, const MerchantUid& merchant_uid) {
  if (error.code == Errc::kNoChannel) {
    return {.code = std::string(kChannelCode),
            .message = std::string(texts::kChannelUnknown),
            .is_short = true};
  }
  const std::string message = error.code == Errc::kMerchantUidUsed
                                  ? texts::AlreadyRequested(merchant_uid.text)
                                  : error.message;
  return {
      .code = std::string(kRequestCode), .message = AddOpeningFailed(message), .is_short = true};
}

}  // namespace

GatewayError FormatRefusal(const PageRules& rules, RefusalFormat format,
                           const GatewayError& refusal, bool by_redirect, const ImpUid& imp_uid) {
  if (by_redirect && !refusal.code.empty() && refusal.code == rules.authentication_code) {
    return {"", Replace(texts::kInterrupted, "{imp_uid}", imp_uid.text) + refusal.code + " | " +
                    refusal.message};
  }
  if (rules.callback == CallbackFormat::kShort && refusal.code.empty()) {
    return {std::string(kRequestCode), AddOpeningFailed(refusal.message)};
  }
  if (format == RefusalFormat::kUndecorated || refusal.code.empty()) return refusal;
  const std::string tail = format == RefusalFormat::kBracketed
                               ? texts::InBrackets(refusal.code, refusal.message)
                               : refusal.code + ", " + refusal.message;
  return {"", Replace(texts::kRefusedByGateway, "{imp_uid}", imp_uid.text) + " " + tail};
}

GatewayError FormatClosed(const PageRules& rules, bool by_redirect, const ImpUid& imp_uid) {
  if (!by_redirect || rules.closed_redirect_text.empty()) return rules.closed_error.ToError();
  return {"", Replace(rules.closed_redirect_text, "{imp_uid}", imp_uid.text)};
}

PageRefusal MakePageRefusal(CallbackFormat format, const Error& error,
                            const MerchantUid& merchant_uid, std::string_view pg,
                            bool names_channel_key) {
  const bool is_newer_module =
      format == CallbackFormat::kShort || (error.code == Errc::kNoChannel && names_channel_key);
  if (is_newer_module) return MakeShortPageRefusal(error, merchant_uid);
  if (error.code == Errc::kNoChannel) return {"", texts::NoSuchGateway(pg), true};
  if (error.code == Errc::kMerchantUidUsed) {
    return {std::string(kPaidCode), std::string(texts::kOrderPaid)};
  }
  return {std::string(kOwnCode), error.message};
}

PageRefusal MakeNoMerchantRefusal() {
  return {std::string(kNoMerchantCode), std::string(texts::kNoMerchant)};
}

PageRefusal MakeNoModuleRefusal() {
  return {std::string(kNoModuleCode), std::string(texts::kNoModuleOnPage)};
}

std::string FindRedirectCode(const GatewayError& error) {
  if (!error.code.empty()) return error.code;
  return StartsWithCode(error.message) ? error.message.substr(0, error.message.find(':'))
                                       : std::string(kGivenUpCode);
}

}  // namespace portone
