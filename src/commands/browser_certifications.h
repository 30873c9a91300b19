// SPDX-License-Identifier: MIT
// Certification windows that pages in a browser open: the person is shown them, unless something
// has decided already how they end.
#pragma once

#include "commands/certification_window.h"
#include "commands/transaction.h"
#include "domain/person.h"
#include "domain/result.h"

namespace portone::commands {

struct BrowserCertification {
  CertificationState window;
  CertificationRequest request;   ///< that was asked for, with what the sandbox has decided
  bool is_shown = true;           ///< false: it has ended
  bool callback_is_lost = false;  ///< by the sandbox's decision
};

/// Opens the window. It ends at once when the gateway refuses, or when the sandbox's settings
/// decide for the person (which uses up the next decision); a decision with a refusal of cards is
/// left to the next payment. Errors: those of OpenCertification.
// FIDELITY: certification-window
struct OpenBrowserCertification {
  CertificationRequest request;
};
Result<BrowserCertification> Apply(Tx& tx, const OpenBrowserCertification& command);

/// An open window as it is now, and who certifies themselves in it if nothing else is entered.
/// Errors: CertificationNotFound (deleted, or the sandbox was reset since).
struct FindCertificationWindow {
  CertificationState window;
  CertificationRequest request;
};
struct FoundCertificationWindow {
  CertificationState window;
  Person person;
};
Result<FoundCertificationWindow> Handle(const View& view, const FindCertificationWindow& query);

}  // namespace portone::commands
