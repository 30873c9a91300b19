// SPDX-License-Identifier: MIT
// The calls about windows: a page opens one, the window shows itself, and ends.
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

#include "domain/errors.h"
#include "json/writer.h"
#include "web/browser_side.h"
#include "web/certification_window.h"
#include "web/files.h"
#include "web/user_device.h"
#include "web/web_reply.h"
#include "web/window_replies.h"
#include "web/window_requests.h"
#include "web/window_state_json.h"

namespace portone::web {
namespace {

using scenario::CheckoutKind;

constexpr std::size_t kMaxOpeningBytes = std::size_t{256} << 10;

CheckoutKind GetKind(const OpenedWindow& window) {
  return std::holds_alternative<PaymentWindow>(window.window) ? CheckoutKind::kPayment
                                                              : CheckoutKind::kCertification;
}

/// No merchant has the user code: what the page receives, and a sentence for the developer.
api::Reply MakeUnknownUserCodeReply(const OpeningRequest& opening) {
  json::Writer json;
  json.BeginObject();
  EncodeScriptResult(json, opening.checkout.kind == CheckoutKind::kPayment
                               ? MakeNoMerchantResult(opening.checkout)
                               : MakeCertificationNoMerchantResult(opening.checkout));
  json.Field("notice", "no sandbox has the user code \"" + opening.user_code +
                           "\": GET /_emulator/sandboxes lists the existing ones, and "
                           "given.merchant.user_code of a scenario or POST /_emulator/sandboxes "
                           "declares one")
      .EndObject();
  return MakeJsonReply(json);
}

api::Reply Open(BrowserCall& call) {
  if (call.request.body.size() > kMaxOpeningBytes) {
    return MakeErrorReply(WebErrc::kInvalidParameter, "params: larger than 256 KiB", "params");
  }
  OpeningRequest opening;
  const Device device = DetectDevice(call.request);
  if (auto wrong = ReadBody(call.request, [&opening, device](json::StrictObject& object) {
        opening = ReadOpening(object, device);
      })) {
    return *std::move(wrong);
  }
  engine::MemoryLimit& memory = call.context.registry.memory_limit();
  if (memory.IsReached()) {
    return MakeErrorReply(WebErrc::kMemoryFull, errors::MemoryFull(memory.limit()).message);
  }
  call.sandbox = call.context.registry.FindByUserCode(opening.user_code);
  if (call.sandbox == nullptr) return MakeUnknownUserCodeReply(opening);
  return opening.checkout.kind == CheckoutKind::kPayment
             ? OpenPayment(call, std::move(opening))
             : OpenCertification(call, std::move(opening));
}

/// The page of a window that is gone says so itself.
api::Reply ShowPage(BrowserCall& call) {
  const auto found = call.context.windows.Find(call.path[0]);
  const File& page = *FindFile("pages/window.html");
  if (!found) return MakeNotFoundPageReply(page);
  const bool pays = GetKind(*found->window) == CheckoutKind::kPayment;
  return MakeFileReply(pays ? page : *FindFile("pages/certification.html"));
}

api::Reply ShowState(BrowserCall& call) {
  const auto found = call.context.windows.Find(call.path[0]);
  if (found) call.sandbox = FindSandbox(call, *found->window);
  if (call.sandbox == nullptr) return MakeGoneReply();
  return GetKind(*found->window) == CheckoutKind::kPayment ? ShowPayment(call, *found)
                                                           : ShowCertification(call, *found);
}

api::Reply EndClaimed(BrowserCall& call, OpenWindows::Ending& claimed,
                      const EndingRequest& ending) {
  call.sandbox = FindSandbox(call, claimed.window());
  if (call.sandbox == nullptr) return MakeGoneReply();
  return GetKind(claimed.window()) == CheckoutKind::kPayment
             ? EndPayment(call, claimed, ending)
             : EndCertification(call, claimed, ending);
}

/// Ends a window. Whoever asks again, after a double click or a reload, gets the same result.
api::Reply End(BrowserCall& call) {
  const auto found = call.context.windows.Find(call.path[0]);
  if (!found) return MakeGoneReply();
  const CheckoutKind kind = GetKind(*found->window);
  EndingRequest ending;
  if (auto wrong = ReadBody(call.request, [&ending, kind](json::StrictObject& object) {
        ending = ReadEnding(object, kind);
      })) {
    return *std::move(wrong);
  }
  OpenWindows::Claim claim = call.context.windows.BeginEnding(call.path[0]);
  api::Reply reply = claim.result ? MakeResultReply(*claim.result) : MakeGoneReply();
  if (claim.ending) reply = EndClaimed(call, *claim.ending, ending);
  return reply;
}

constexpr std::array kWindowRoutes{
    BrowserRoute{Method::kPost, "/_browser/windows", Open, BrowserWait::kForMerchant},
    BrowserRoute{Method::kGet, "/_browser/windows/{id}", ShowPage},
    // By a form of the service's own script.
    BrowserRoute{Method::kPost, "/_browser/windows/{id}", ShowPage},
    BrowserRoute{Method::kGet, "/_browser/windows/{id}/state", ShowState, BrowserWait::kForSandbox},
    BrowserRoute{Method::kPost, "/_browser/windows/{id}/outcome", End, BrowserWait::kForMerchant},
};

}  // namespace

std::span<const BrowserRoute> WindowRoutes() {
  return kWindowRoutes;
}

}  // namespace portone::web
