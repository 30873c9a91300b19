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
  CertificationWindowState window;
  CertificationCheckout request;  ///< the request, with the action that the sandbox has decided on
  bool is_shown = true;           ///< false: it ended at once
  bool callback_is_lost = false;  ///< by the sandbox's decision
};

/// Opens the window. It ends at once when the gateway refuses, or when the sandbox's settings
/// decide for the person (which uses up the next decision); a decision with a refusal of cards is
/// left to the next payment. Errors: those of OpenCertification.
// FIDELITY: certification-window
struct OpenBrowserCertification {
  CertificationCheckout request;
};
Result<BrowserCertification> Apply(Tx& tx, const OpenBrowserCertification& command);

/// The current state of an open window, and the person it certifies unless other details are
/// entered. Errors: CertificationNotFound (deleted, or the sandbox has been reset since).
struct ReadCertificationWindow {
  CertificationWindowState window;
  CertificationCheckout request;
};
struct CertificationWindowContents {
  CertificationWindowState window;
  Person person;
};
Result<CertificationWindowContents> Handle(const View& view, const ReadCertificationWindow& query);

}  // namespace portone::commands
