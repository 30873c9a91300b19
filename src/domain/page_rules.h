// SPDX-License-Identifier: MIT
// What a merchant's page is told about a payment window: the form of its callback, and the words of
// refusals, which PortOne dresses up before the page sees them. Data of a gateway, and pure
// functions of it. Knows no gateway by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/gateway_facts.h"
#include "domain/ids.h"
#include "domain/pay_method.h"
#include "domain/result.h"
#include "domain/texts.h"

namespace portone {

/// Which keys a window's callback has.
enum class CallbackForm : std::uint8_t {
  kLong,   ///< of the old modules: on success the payment's details
  kShort,  ///< of tosspayments, nice_v2 and their generation: on success only the two ids
};

/// How the page reads a gateway's refusal.
enum class RefusalForm : std::uint8_t {
  kDecorated,    ///< "F0004:PG사 … (imp_…) 8105, text", without an error_code
  kBracketed,    ///< the same, with "[…: V023] text" behind it
  kUndecorated,  ///< error_code and error_msg are the gateway's own
};

/// How a gateway's window reports to the merchant's page.
// FIDELITY: callback
struct PageRules {
  CallbackForm callback = CallbackForm::kLong;
  RefusalForm opening = RefusalForm::kDecorated;  ///< refused when the window is called up
  RefusalForm refused = RefusalForm::kDecorated;  ///< refused after the buyer has entered all
  /// The buyer closed the window. Without a code the callback has no error_code.
  ErrorText closed{"", texts::kGivenUp};
  /// The same by redirect; empty: as `closed`. "{imp_uid}" stands for the payment's.
  std::string_view closed_by_redirect{};
  /// The fail_reason of a payment whose window was closed; empty: what the page is told.
  std::string_view closed_reason{};
  bool stays_ready_when_closed = false;
  bool fails_when_abandoned = false;
  /// Payments by these methods through an app scheme redirect without imp_success.
  PayMethods silent_app_methods{};
};

/// Of the newer modules whose callbacks have only ids. The text is our own.
inline constexpr PageRules kNewerPage{.callback = CallbackForm::kShort,
                                      .opening = RefusalForm::kUndecorated,
                                      .refused = RefusalForm::kUndecorated,
                                      .closed = {"F400", texts::kClosed}};

/// A gateway's refusal as the page is told of it; an empty code means that it gets no error_code.
GatewayError TellRefusal(const PageRules& rules, RefusalForm form, const GatewayError& refusal,
                         const ImpUid& imp_uid);

/// How the page is told that the buyer closed the window.
GatewayError TellClosed(const PageRules& rules, bool by_redirect, const ImpUid& imp_uid);

/// A window that could not be opened, which leaves no payment.
struct PageRefusal {
  std::string code;
  std::string message;
  bool has_no_gateway = false;  ///< the merchant has no channel at all
};

/// What the page is told when PortOne itself refuses to open a window. `pg` is the parameter as
/// sent, `names_channel_key` whether the page selected a channel by its key.
// FIDELITY: page-refusals
PageRefusal TellPageRefusal(CallbackForm form, const Error& error, const MerchantUid& merchant_uid,
                            std::string_view pg, bool names_channel_key);

/// The error_code of a redirect, which always has one: the code, or the one at the head of the
/// text ("F0004:…"), or that of a payment which the buyer has given up.
std::string FindRedirectCode(const GatewayError& told);

}  // namespace portone
