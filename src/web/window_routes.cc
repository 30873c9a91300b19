// SPDX-License-Identifier: MIT
// The calls about windows: a page opens one, the window shows itself, and ends.
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "api/decode_checkout.h"
#include "api/serve.h"
#include "domain/errors.h"
#include "json/writer.h"
#include "web/browser_side.h"
#include "web/certification_checkouts.h"
#include "web/certification_windows.h"
#include "web/checkouts.h"
#include "web/payment_window.h"
#include "web/read_checkout.h"
#include "web/web_reply.h"
#include "web/window_requests.h"
#include "web/window_state_json.h"

namespace portone::web {
namespace {

constexpr std::size_t kMaxOpening = std::size_t{256} << 10;
constexpr const char* kGone =
    "this window is gone: its sandbox was reset or removed, newer windows took its place, or it "
    "was never opened";

api::Reply ResultReply(const PageResult& result) {
  json::Writer json;
  json.BeginObject();
  EncodeResult(json, result);
  json.EndObject();
  return JsonReply(json);
}

/// What a call does that a command has refused.
api::Reply RefusalReply(const Error& error) {
  if (error.code == Errc::kPoisoned) return ErrorReply(WebErrc::kPoisoned, error.message);
  if (error.code == Errc::kPaymentNotFound || error.code == Errc::kCertificationNotFound)
    return ErrorReply(WebErrc::kNotFound, kGone);
  return ErrorReply(WebErrc::kConflict, error.message);
}

std::string ReadOrigin(const std::optional<std::string>& origin) {
  return origin && *origin != "null" ? *origin : "";
}

/// "http://localhost:12011", as the page has called.
std::string FindBase(const api::Request& request) {
  return (request.is_https ? "https://" : "http://") + std::string(api::FindHost(request));
}

api::Reply OpenedReply(const BrowserCall& call, const std::string& id, const OpenedWindow& window) {
  const ShownAs shown_as =
      window.certification ? FindCertificationShownAs(window) : FindShownAs(window);
  json::Writer json;
  json.BeginObject()
      .Field("id", id)
      .Field("url", FindBase(call.request) + "/_browser/windows/" + id)
      .Field("popup", shown_as == ShownAs::kPopup)
      .Field("leaves_page", shown_as == ShownAs::kPage)
      .EndObject();
  return JsonReply(json);
}

/// The sub-merchant that a page names.
TierCode ReadTier(const std::optional<std::string>& code) {
  if (!code || code->empty()) return {};
  return TierCode::Parse(*code).value_or(TierCode::Unknown());
}

/// Opens the window of a certification, or says what the page is told instead.
api::Reply OpenCertificationOf(const BrowserCall& call, const TierCode& tier,
                               OpeningRequest opening) {
  // The page's URL is not told, only where it comes from.
  opening.checkout.origin = opening.origin;
  const auto opened = OpenCertificationWindow(*call.sandbox, call.request, tier, opening);
  if (!opened.ok()) return ErrorReply(WebErrc::kPoisoned, opened.error().message);
  if (const auto* result = std::get_if<PageResult>(&opened.value())) return ResultReply(*result);
  OpenedWindow open;
  open.sandbox = call.sandbox;
  open.tier = tier;
  open.request = std::move(opening.checkout);
  open.return_origin = ReadOrigin(opening.origin);
  open.certification = std::get<OpenedCertification>(opened.value());
  const std::string id = call.context.windows.Add(open);
  return OpenedReply(call, id, open);
}

/// What a page is told of a window that PortOne itself does not open.
PageResult MakeRefusal(engine::Engine& engine, const OpeningRequest& opening, const Error& error) {
  const bool certifies = opening.checkout.kind == scenario::CheckoutKind::kCertification;
  return certifies ? MakeCertificationRefusal(opening.checkout, error)
                   : MakeNotOpenedResult(engine, opening.checkout, error);
}

/// Opens a window of the sandbox, or says what the page is told instead.
api::Reply OpenWindowOf(const BrowserCall& call, OpeningRequest opening) {
  engine::Sandbox& sandbox = *call.sandbox;
  const TierCode tier = ReadTier(opening.tier);
  const auto refuse = [&](const Error& error) {
    if (error.code == Errc::kPoisoned) return ErrorReply(WebErrc::kPoisoned, error.message);
    return ResultReply(MakeRefusal(sandbox.engine, opening, error));
  };
  const Result<Done> known_tier = CheckTier(sandbox.engine, tier);
  if (!known_tier.ok()) return refuse(known_tier.error());
  if (opening.checkout.kind == scenario::CheckoutKind::kCertification)
    return OpenCertificationOf(call, tier, std::move(opening));
  const auto checkout = ReadCheckout(call.request, opening.checkout, sandbox.engine.tolerance());
  if (!checkout.ok()) return refuse(checkout.error());
  const auto shown = OpenWindow(sandbox, call.context.sender, api::MakeCause(call.request, tier),
                                checkout.value());
  if (!shown.ok()) return refuse(shown.error());
  const commands::ShownWindow& window = shown.value();
  opening.checkout.callback_is_lost = window.callback_is_lost;
  if (window.stage == commands::WindowStage::kEnded) {
    return ResultReply(MakeEndResult(api::MakeReplyOptions(call.request, sandbox), opening.checkout,
                                     window.checkout, window.window));
  }
  OpenedWindow open{call.sandbox,
                    tier,
                    std::move(opening.checkout),
                    window.checkout,
                    window.window,
                    ReadOrigin(opening.origin),
                    {}};
  const std::string id = call.context.windows.Add(open);
  return OpenedReply(call, id, open);
}

/// A user code of nobody: what the page is told, and a sentence for the developer.
api::Reply UnknownUserCodeReply(const OpeningRequest& opening) {
  json::Writer json;
  json.BeginObject();
  const bool certifies = opening.checkout.kind == scenario::CheckoutKind::kCertification;
  EncodeResult(json, certifies ? MakeCertificationRefusal(opening.checkout, errors::NoChannel())
                               : MakeNoMerchantResult(opening.checkout));
  json.Field("notice", "no sandbox has the user code \"" + opening.user_code +
                           "\": GET /_emulator/sandboxes lists those that there are, and "
                           "given.merchant.user_code of a scenario or POST /_emulator/sandboxes "
                           "declares one")
      .EndObject();
  return JsonReply(json);
}

api::Reply Open(BrowserCall& call) {
  if (call.request.body.size() > kMaxOpening) {
    return ErrorReply(WebErrc::kInvalidParameter, "params: larger than 256 KiB", "params");
  }
  OpeningRequest opening;
  if (auto wrong = ReadBody(call.request, [&opening](json::StrictObject& object) {
        opening = ReadOpening(object);
      })) {
    return *std::move(wrong);
  }
  engine::MemoryBound& memory = call.context.directory.memory();
  if (memory.IsReached()) {
    return ErrorReply(WebErrc::kMemoryFull, errors::MemoryFull(memory.limit()).message);
  }
  call.sandbox = call.context.directory.FindByUserCode(opening.user_code);
  if (call.sandbox == nullptr) return UnknownUserCodeReply(opening);
  return OpenWindowOf(call, std::move(opening));
}

/// The page of a window that is gone says so itself.
api::Reply ShowPage(BrowserCall& call) {
  const auto found = call.context.windows.Find(call.path[0]);
  const bool certifies = found && found->window->certification;
  const File& page = *FindFile(certifies ? "pages/certification.html" : "pages/window.html");
  return found ? FileReply(page) : MissingFileReply(page);
}

api::Reply ShowState(BrowserCall& call) {
  const auto found = call.context.windows.Find(call.path[0]);
  if (found) call.sandbox = found->window->sandbox.lock();
  if (call.sandbox == nullptr) return ErrorReply(WebErrc::kNotFound, kGone);
  const OpenedWindow& window = *found->window;
  json::Writer json;
  if (window.certification) {
    const auto encoded = EncodeCertificationWindow(json, *call.sandbox, window, found->ended);
    return encoded.ok() ? JsonReply(json) : RefusalReply(encoded.error());
  }
  const auto state = call.sandbox->engine.Query(commands::FindWindow{window.state}, window.tier);
  if (!state.ok()) return RefusalReply(state.error());
  EncodeWindow(json, window, state.value(), found->ended);
  return JsonReply(json);
}

/// The checkout with what the buyer has chosen in the window.
commands::Checkout AddChoices(commands::Checkout checkout, const EndingRequest& ending) {
  checkout.buyer_action = ending.buyer.buyer_action;
  checkout.bank_code = ending.bank_code;
  if (ending.pay_method) checkout.pay_method = ending.pay_method;
  if (ending.buyer.pays_with) checkout.pays_with = ending.buyer.pays_with;
  if (ending.quota) checkout.order.card_quota = *ending.quota;
  if (ending.buyer.card) checkout.buyers_card = ending.buyer.card;
  return checkout;
}

/// Ends the window that the caller has the right to end.
api::Reply EndClaimed(BrowserCall& call, OpenWindows::Ending& claimed,
                      const EndingRequest& ending) {
  const OpenedWindow& window = claimed.window();
  call.sandbox = window.sandbox.lock();
  if (call.sandbox == nullptr) return ErrorReply(WebErrc::kNotFound, kGone);
  engine::Sandbox& sandbox = *call.sandbox;
  if (window.certification) {
    auto certified = EndCertificationWindow(sandbox, call.request, window, ending);
    if (!certified.ok()) return RefusalReply(certified.error());
    api::Reply reply = ResultReply(certified.value());
    claimed.Keep(std::move(certified).value());
    return reply;
  }
  const auto state = sandbox.engine.Query(commands::FindWindow{window.state}, window.tier);
  if (!state.ok()) return RefusalReply(state.error());
  const commands::Checkout checkout = AddChoices(window.checkout, ending);
  const auto ended = EndWindow(sandbox, call.context.sender,
                               api::MakeCause(call.request, window.tier), state.value(), checkout);
  if (!ended.ok()) return RefusalReply(ended.error());
  scenario::CheckoutRequest request = window.request;
  request.callback_is_lost = ending.buyer.callback_is_lost;
  PageResult result =
      MakeEndResult(api::MakeReplyOptions(call.request, sandbox), request, checkout, ended.value());
  api::Reply reply = ResultReply(result);
  claimed.Keep(std::move(result));
  return reply;
}

/// Ends a window. Whoever asks again, after a double click or a reload, gets the same result.
api::Reply End(BrowserCall& call) {
  const auto found = call.context.windows.Find(call.path[0]);
  if (!found) return ErrorReply(WebErrc::kNotFound, kGone);
  EndingRequest ending;
  if (auto wrong = ReadBody(call.request, [&](json::StrictObject& object) {
        ending = ReadEnding(object, found->window->request.kind);
      })) {
    return *std::move(wrong);
  }
  OpenWindows::Claim claim = call.context.windows.BeginEnding(call.path[0]);
  api::Reply reply;
  if (claim.ending) {
    reply = EndClaimed(call, *claim.ending, ending);
  } else if (claim.ended) {
    reply = ResultReply(*claim.ended);
  } else {
    reply = ErrorReply(WebErrc::kNotFound, kGone);
  }
  reply.delay = ending.delay;
  return reply;
}

constexpr std::array kWindowRoutes{
    BrowserRoute{Method::kPost, "/_browser/windows", Open, BrowserWait::kForOthers},
    BrowserRoute{Method::kGet, "/_browser/windows/{id}", ShowPage},
    BrowserRoute{Method::kGet, "/_browser/windows/{id}/state", ShowState, BrowserWait::kForSandbox},
    BrowserRoute{Method::kPost, "/_browser/windows/{id}/outcome", End, BrowserWait::kForOthers},
};

}  // namespace

std::span<const BrowserRoute> WindowRoutes() {
  return kWindowRoutes;
}

}  // namespace portone::web
