// SPDX-License-Identifier: MIT
// The commands that query or change a sandbox of a running emulator. Each prints text for people,
// or with --json the emulator's reply, and returns the program's exit code. All throw what
// EmulatorClient throws, and UsageError for arguments that they cannot read.
#pragma once

#include <iosfwd>

#include "app/client/emulator_client.h"
#include "app/options.h"

namespace portone::app::client {

using ClientCommand = int (*)(EmulatorClient& emulator, const Settings& settings,
                              std::ostream& out);

/// advance: moves the clock by a period, to a time, or to the next event; prints what happened.
int Advance(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
/// clock: prints the time of the sandbox and the clock's mode.
int ShowClock(EmulatorClient& emulator, const Settings& settings, std::ostream& out);

/// payments, schedules and the other commands that are named after a list: prints a page of it.
int ListPayments(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListSchedules(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListCustomers(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListVbanks(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListCertifications(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListProductOrders(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListReceipts(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListStoreSlips(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListEscrows(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
int ListQuickMembers(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
/// webhooks: lists them with the receiver's last response; with --failed those that did not arrive.
int ListWebhooks(EmulatorClient& emulator, const Settings& settings, std::ostream& out);

/// show: prints the payments, schedules and webhooks of an order. Returns 1 when there are none.
int ShowOrder(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
/// replay: sends a webhook again. Returns 1 when it has failed again.
int ReplayWebhook(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
/// tail: prints what has happened lately; with --follow also what happens from now on.
int Tail(EmulatorClient& emulator, const Settings& settings, std::ostream& out);

/// fault: adds a fault, lists the faults, or removes them.
int ChangeFaults(EmulatorClient& emulator, const Settings& settings, std::ostream& out);

/// reset: returns the sandbox to its state after its scenario was loaded.
int ResetSandbox(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
/// snapshot: prints the whole state as a scenario file.
int PrintSnapshot(EmulatorClient& emulator, const Settings& settings, std::ostream& out);
/// verify: checks the expectations of a file. Returns 1 when one does not hold.
int VerifyFile(EmulatorClient& emulator, const Settings& settings, std::ostream& out);

/// Runs a command on the emulator that the settings name, and prints why it was refused to `err`.
/// Returns the command's exit code; 1 when the emulator refuses it. Throws CommandError when the
/// output cannot be written.
int RunClientCommand(ClientCommand command, const Settings& settings, std::ostream& out,
                     std::ostream& err);

}  // namespace portone::app::client
