// SPDX-License-Identifier: MIT
#include "commands/window_end.h"

#include <string>
#include <utility>

#include "commands/charging.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Marks the payment as failed, and remembers what the page is told.
WindowState EndWindow(Tx& tx, WindowState window, GatewayError refusal, GatewayError told,
                      const std::string& reason) {
  window.payment = tx.ledger.payments.Update(window.payment.imp_uid,
                                             [&](Payment& one) { Fail(tx, one, reason); });
  window.refusal = std::move(refusal);
  window.told = std::move(told);
  return window;
}

}  // namespace

WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal, RefusalFormat format) {
  const PageRules& page = gateways::Get(window.payment.pg).page;
  GatewayError told = FormatRefusal(page, format, refusal, window.payment.imp_uid);
  const std::string reason = told.message;
  return EndWindow(tx, std::move(window), std::move(refusal), std::move(told), reason);
}

WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal) {
  const RefusalFormat format = gateways::Get(window.payment.pg).page.later_refusal;
  return FailWindow(tx, std::move(window), std::move(refusal), format);
}

WindowState ShutWindow(Tx& tx, WindowState window) {
  const PageRules& page = gateways::Get(window.payment.pg).page;
  const bool by_redirect = window.return_by == ReturnBy::kRedirect;
  GatewayError told = FormatClosed(page, by_redirect, window.payment.imp_uid);
  if (page.stays_ready_when_closed) {
    window.refusal = told;
    window.told = std::move(told);
    return window;
  }
  const std::string reason =
      page.closed_reason.empty() ? told.message : std::string(page.closed_reason);
  GatewayError refusal = told;
  return EndWindow(tx, std::move(window), std::move(refusal), std::move(told), reason);
}

WindowState LeaveWindow(Tx& tx, WindowState window) {
  const PageRules& page = gateways::Get(window.payment.pg).page;
  if (page.fails_when_abandoned) window = ShutWindow(tx, std::move(window));
  window.left_open = true;
  return window;
}

}  // namespace portone::commands
