// SPDX-License-Identifier: MIT
// The certification window (IMP.certification): opening it, and what the person does in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "commands/checkouts.h"
#include "commands/transaction.h"
#include "domain/certification.h"
#include "domain/gateway_request.h"
#include "domain/merchant.h"
#include "domain/payment.h"
#include "domain/person.h"
#include "domain/result.h"

namespace portone::commands {

/// What the person does in the window: identifies themselves, closes it, leaves it open, or is
/// refused by the gateway, in these words or in its own for a named refusal.
struct CertifyInWindow {};
using PersonAction = std::variant<CertifyInWindow, CloseWindow, AbandonWindow, DeclineInWindow,
                                  CertificationRefusal>;

/// The parameters of IMP.certification, and what the person does.
struct CertificationCheckout {
  std::optional<MerchantUid> merchant_uid{};  ///< absent: "nobody_" and the time, as the script has
  ChannelChoice channel{};
  std::optional<int> min_age{};
  PersonDetails prefilled{};             ///< what the page knows of the person
  std::optional<std::string> carrier{};  ///< as the page sent it: SKT, KTF, LGT or MVNO
  std::optional<std::string> redirect_url{};
  bool is_popup = false;
  Device device = Device::kPc;
  std::optional<std::string> origin{};  ///< the page's URL

  PersonAction action = CertifyInWindow{};
  PersonDetails person{};  ///< what the person enters, instead of what is prefilled
};

/// A window between its opening and what its page learns.
struct CertificationWindowState {
  Certification certification;
  std::optional<GatewayError> page_refusal{};  ///< why it failed, or that it was closed
  bool includes_ids = true;                    ///< a refusal before the page was shown names none
  bool reports_end = true;                     ///< false: left open, or closed without a word
  ReturnBy return_by = ReturnBy::kCallback;
  std::uint64_t generation = 0;  ///< of the world it was opened in
};

/// Opens the window; nothing is known of the person yet. `page_refusal` is set when the gateway
/// refuses to open it. Errors, in this order: NoChannel, OperationUnsupported (of the channel's
/// gateway).
// FIDELITY: certification-window
struct OpenCertification {
  CertificationCheckout request;
};
Result<CertificationWindowState> Apply(Tx& tx, const OpenCertification& command);

/// Carries out the person's action in an open window. Closed or left open, the certification stays
/// as it is. Errors: CertificationNotFound (deleted, or the sandbox was reset in between),
/// AlreadyCertified, CertificationFailed.
// FIDELITY: certification-window
struct ConcludeCertification {
  CertificationWindowState window;
  CertificationCheckout request;
};
Result<CertificationWindowState> Apply(Tx& tx, const ConcludeCertification& command);

/// Opens and concludes a window; it counts as opened as long ago as a person spends in it. Errors:
/// as OpenCertification.
Result<CertificationWindowState> Apply(Tx& tx, const CertificationCheckout& command);

}  // namespace portone::commands
