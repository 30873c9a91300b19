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
constexpr std::string_view kGivenUpCode = "F0005";
constexpr std::string_view kRequestCode = "F400";  // of the newer modules, as the next one
constexpr std::string_view kChannelCode = "F500";

std::string Replace(std::string_view text, std::string_view what, std::string_view by) {
  std::string replaced(text);
  const std::size_t at = replaced.find(what);
  if (at != std::string::npos) replaced.replace(at, what.size(), by);
  return replaced;
}

/// The words with which the newer modules begin all of their own refusals.
std::string AddOpeningFailed(const std::string& message) {
  if (message.starts_with(texts::kOpeningFailed)) return message;
  return std::string(texts::kOpeningFailed) + " " + message;
}

/// Whether the text begins like "F0004:".
bool HasCodeAtHead(std::string_view text) {
  constexpr std::size_t kLength = 5;
  return text.size() > kLength && text[0] == 'F' && text[kLength] == ':' &&
         std::all_of(text.begin() + 1, text.begin() + kLength,
                     [](char c) { return c >= '0' && c <= '9'; });
}

PageRefusal TellShortRefusal(const Error& error, const MerchantUid& merchant_uid) {
  if (error.code == Errc::kNoChannel) {
    return {std::string(kChannelCode), std::string(texts::kChannelUnknown)};
  }
  if (error.code == Errc::kMerchantUidUsed) {
    return {std::string(kRequestCode),
            AddOpeningFailed(texts::AlreadyRequested(merchant_uid.text))};
  }
  return {std::string(kRequestCode), AddOpeningFailed(error.message)};
}

}  // namespace

GatewayError TellRefusal(const PageRules& rules, RefusalForm form, const GatewayError& refusal,
                         const ImpUid& imp_uid) {
  if (rules.callback == CallbackForm::kShort && refusal.code.empty()) {
    return {std::string(kRequestCode), AddOpeningFailed(refusal.message)};
  }
  if (form == RefusalForm::kUndecorated || refusal.code.empty()) return refusal;
  const std::string tail = form == RefusalForm::kBracketed
                               ? texts::InBrackets(refusal.code, refusal.message)
                               : refusal.code + ", " + refusal.message;
  return {"", Replace(texts::kRefusedByGateway, "{imp_uid}", imp_uid.text) + " " + tail};
}

GatewayError TellClosed(const PageRules& rules, bool by_redirect, const ImpUid& imp_uid) {
  if (!by_redirect || rules.closed_by_redirect.empty()) return rules.closed.ToError();
  return {"", Replace(rules.closed_by_redirect, "{imp_uid}", imp_uid.text)};
}

PageRefusal TellPageRefusal(CallbackForm form, const Error& error, const MerchantUid& merchant_uid,
                            std::string_view pg, bool names_channel_key) {
  const bool newer =
      form == CallbackForm::kShort || (error.code == Errc::kNoChannel && names_channel_key);
  if (newer) return TellShortRefusal(error, merchant_uid);
  if (error.code == Errc::kNoChannel) return {"", texts::NoSuchGateway(pg), true};
  if (error.code == Errc::kMerchantUidUsed) {
    return {std::string(kPaidCode), std::string(texts::kOrderPaid)};
  }
  return {std::string(kOwnCode), error.message};
}

std::string FindRedirectCode(const GatewayError& told) {
  if (!told.code.empty()) return told.code;
  return HasCodeAtHead(told.message) ? told.message.substr(0, told.message.find(':'))
                                     : std::string(kGivenUpCode);
}

}  // namespace portone
