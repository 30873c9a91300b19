// SPDX-License-Identifier: MIT
#include "commands/window_end.h"

#include <string>
#include <utility>
#include <variant>

#include "commands/charging.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Marks the payment as failed, and records what its page receives.
WindowState EndWindow(Tx& tx, WindowState window, GatewayError refusal, GatewayError page_refusal,
                      const std::string& reason) {
  window.payment = tx.ledger.payments.Update(window.payment.imp_uid,
                                             [&](Payment& updated) { Fail(tx, updated, reason); });
  window.refusal = std::move(refusal);
  window.page_refusal = std::move(page_refusal);
  return window;
}

WindowState EndClosedWindow(Tx& tx, WindowState window) {
  const PageRules& page = gateways::Get(window.payment.pg).page;
  const bool by_redirect = window.return_by == ReturnBy::kRedirect;
  GatewayError page_refusal = FormatClosed(page, by_redirect, window.payment.imp_uid);
  if (page.stays_ready_when_closed) {
    window.refusal = page_refusal;
    window.page_refusal = std::move(page_refusal);
    return window;
  }
  const std::string reason =
      page.closed_reason.empty() ? page_refusal.message : std::string(page.closed_reason);
  GatewayError refusal = page_refusal;
  return EndWindow(tx, std::move(window), std::move(refusal), std::move(page_refusal), reason);
}

WindowState EndAbandonedWindow(Tx& tx, WindowState window) {
  const PageRules& page = gateways::Get(window.payment.pg).page;
  if (page.fails_when_abandoned) window = EndClosedWindow(tx, std::move(window));
  window.is_abandoned = true;
  return window;
}

}  // namespace

WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal, RefusalFormat format) {
  const PageRules& page = gateways::Get(window.payment.pg).page;
  const bool by_redirect = window.return_by == ReturnBy::kRedirect;
  GatewayError page_refusal =
      FormatRefusal(page, format, refusal, by_redirect, window.payment.imp_uid);
  const std::string reason = page_refusal.message;
  return EndWindow(tx, std::move(window), std::move(refusal), std::move(page_refusal), reason);
}

WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal) {
  const RefusalFormat format = gateways::Get(window.payment.pg).page.later_refusal;
  return FailWindow(tx, std::move(window), std::move(refusal), format);
}

WindowState EndWithoutPayment(Tx& tx, WindowState window, const BuyerAction& action) {
  return std::holds_alternative<CloseWindow>(action) ? EndClosedWindow(tx, std::move(window))
                                                     : EndAbandonedWindow(tx, std::move(window));
}

}  // namespace portone::commands
