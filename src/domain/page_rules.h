// SPDX-License-Identifier: MIT
// What a merchant's page learns about a payment window: the keys of its callback, and the texts of
// refusals, which PortOne rewords before the page sees them. Data of a gateway, and pure functions
// of it. Names no gateway.
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
enum class CallbackFormat : std::uint8_t {
  kLong,   ///< of the old modules: on success the payment's details
  kShort,  ///< of tosspayments, nice_v2 and their generation: on success only the two ids
};

/// How a gateway's refusal reaches the page.
enum class RefusalFormat : std::uint8_t {
  kDecorated,    ///< "F0004:PG사 … (imp_…) 8105, text", without an error_code
  kBracketed,    ///< the same, ending with "[…: V023] text"
  kUndecorated,  ///< error_code and error_msg are the gateway's own
};

/// How a gateway's window reports to the merchant's page.
// FIDELITY: callback
struct PageRules {
  CallbackFormat callback = CallbackFormat::kLong;
  /// For a window that could not be opened.
  RefusalFormat opening_refusal = RefusalFormat::kDecorated;
  /// For a refusal after the buyer has entered everything.
  RefusalFormat later_refusal = RefusalFormat::kDecorated;
  /// The buyer closed the window. Without a code the callback has no error_code.
  ErrorText closed_error{"", texts::kWindowClosed};
  /// The text of `closed` in a redirect; empty: the same. "{imp_uid}" stands for the payment's id.
  std::string_view closed_redirect_text{};
  /// The code of refusals while the buyer is authenticated on a mobile device, which a redirect
  /// words like a closed window; empty: like other refusals.
  std::string_view authentication_code{};
  /// The fail_reason of a payment whose window was closed; empty: the text that the page gets.
  std::string_view closed_reason{};
  bool stays_ready_when_closed = false;
  bool fails_when_abandoned = false;
  /// Payments by these methods through an app scheme redirect without imp_success.
  PayMethods silent_app_methods{};
};

/// The rules of the newer modules, whose callbacks have only ids. The text is our own.
inline constexpr PageRules kNewerPageRules{
    .callback = CallbackFormat::kShort,
    .opening_refusal = RefusalFormat::kUndecorated,
    .later_refusal = RefusalFormat::kUndecorated,
    .closed_error = {"F400", texts::kWindowClosedNewerModules}};

/// The error that the page gets for a gateway's refusal; an empty code: it gets no error_code.
GatewayError FormatRefusal(const PageRules& rules, RefusalFormat format,
                           const GatewayError& refusal, bool by_redirect, const ImpUid& imp_uid);

/// The error that the page gets when the buyer closed the window.
GatewayError FormatClosed(const PageRules& rules, bool by_redirect, const ImpUid& imp_uid);

/// A window that could not be opened, which leaves no payment.
struct PageRefusal {
  std::string code;
  std::string message;
  bool has_no_channel = false;  ///< the merchant has no channel at all
  bool is_short = false;        ///< of the newer modules: its callback is CallbackFormat::kShort
};

/// The refusal that the page gets when PortOne itself does not open a window. `pg` is the parameter
/// as sent, `names_channel_key` whether the page selected a channel by its key.
// FIDELITY: page-refusals
PageRefusal MakePageRefusal(CallbackFormat format, const Error& error,
                            const MerchantUid& merchant_uid, std::string_view pg,
                            bool names_channel_key);

// What the page gets from the script itself.

/// The refusal for a user code that no merchant has.
// FIDELITY: page-refusals
PageRefusal MakeNoMerchantRefusal();

/// The refusal where no channel of the merchant is of the kind that the page asks for.
// FIDELITY: page-refusals
PageRefusal MakeNoModuleRefusal();

/// The error_code of a redirect, which always has one: the error's code, or the one at the start of
/// its text ("F0004:…"), or that of a payment which the buyer has given up.
std::string FindRedirectCode(const GatewayError& error);

}  // namespace portone
