// SPDX-License-Identifier: MIT
// The refusals that PortOne does not know: of the emulator's limits, its control API and its
// faults.
#include "base/join.h"
#include "domain/errors.h"

namespace portone::errors {

// FIDELITY: cross-origin-pages
Error CrossOriginPage(std::string_view origin) {
  const std::string_view which = origin.empty() ? "ORIGIN" : origin;
  return {Errc::kCrossOriginPage,
          Join({"pages of other origins may not call portone-emulator: call the API from a server, "
                "because a secret in a page is public; start it with --allow-origin ",
                which, " if this one may"})};
}

Error PaymentMeansUnsupported(std::string_view pays_with, std::string_view pay_method) {
  return {Errc::kPaymentMeansUnsupported,
          Join({"pays_with: must be \"card\" or left out, not \"", pays_with, "\": ", pay_method,
                " is paid without a wallet"})};
}

Error BankNotApplicable(std::string_view pay_method) {
  return {Errc::kBankNotApplicable,
          Join({"bank_code: applies to transfers and virtual accounts, not to ", pay_method})};
}

Error TooManySandboxes(std::size_t limit) {
  return {Errc::kTooManySandboxes, Join({"portone-emulator already has ", std::to_string(limit),
                                         " sandboxes, the maximum"})};
}

Error MemoryFull(std::size_t limit) {
  return {Errc::kMemoryFull,
          Join({"portone-emulator uses all of the ", std::to_string(limit),
                " bytes that --max-memory allows; reset or delete sandboxes to go on"})};
}

Error OutOfMemory() {
  return {Errc::kMemoryFull,
          "portone-emulator ran out of memory; with --max-memory it refuses new state before that"};
}

Error OutOfThreads() {
  return {Errc::kMemoryFull,
          "portone-emulator could not start a thread; raise its limit of processes or memory"};
}

Error Advancing() {
  return {Errc::kAdvancing, "the clock of this sandbox is being advanced"};
}

Error WebhookNotFound(std::string_view delivery_id) {
  return {Errc::kWebhookNotFound, "no webhook has the id " + std::string(delivery_id)};
}

// FIDELITY: vbank-deposit
Error DepositRefused(std::string_view reason) {
  return {Errc::kDepositRefused, Join({"the bank refuses the deposit: ", reason})};
}

Error FaultInjected(std::string_view message) {
  return {Errc::kFaultInjected, std::string(message)};
}

Error Poisoned(std::string_view what, std::uint64_t seed, std::uint64_t journal_position) {
  return {Errc::kPoisoned,
          Join({"portone-emulator has a bug and this sandbox stops until it is reset: ", what,
                "; seed ", std::to_string(seed), ", journal position ",
                std::to_string(journal_position)})};
}

Error PoisonedByMemory() {
  return {Errc::kPoisoned,
          "portone-emulator ran out of memory during a change, and this sandbox stops until it is "
          "reset; with --max-memory it refuses new state before that"};
}

}  // namespace portone::errors
