// SPDX-License-Identifier: MIT
#include "api/service.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "api/envelope.h"
#include "api/fields.h"
#include "api/serve.h"
#include "api/target.h"
#include "base/join.h"
#include "base/path_prefixes.h"
#include "commands/tiers.h"
#include "commands/tokens.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "json/text.h"

namespace portone::api {
namespace {

std::string FindQueryToken(std::string_view query) {
  const Result<RequestData> data = RequestData::Read(query, "", "");
  if (!data.ok()) return "";
  const auto token = data.value().fields().OptionalText("_token", 256);
  return token.ok() ? token.value().value_or("") : "";
}

/// The profile requested by the header, if any. Errors: InvalidParameter.
Result<std::optional<Profile>> ReadProfile(const Request& request) {
  constexpr std::string_view kHeader = "X-Emulator-Profile";
  const std::string_view name = json::Trim(request.FindHeader(kHeader));
  if (name.empty()) return std::optional<Profile>();
  const auto profile = Parse<Profile>(name);
  if (!profile) return errors::InvalidParameter(kHeader, texts::kNotAProfile);
  return profile;
}

}  // namespace

std::string_view FindHost(const Request& request) {
  const std::string_view host = json::Trim(request.FindHeader("Host"));
  const bool is_valid = !host.empty() && std::all_of(host.begin(), host.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view(".-_:[]").find(static_cast<char>(c)) != std::string_view::npos;
  });
  return is_valid ? host : "localhost";
}

namespace {

/// Whether the caller used https: to the emulator itself, or to a proxy in front of it that
/// terminates TLS. Only the links in the caller's own reply depend on it.
bool UsedHttps(const Request& request) {
  return request.is_https || request.FindHeader("X-Forwarded-Proto") == "https";
}

ReplyOptions MakeReplyOptions(const Request& request, const engine::Sandbox& sandbox,
                              std::optional<Profile> profile) {
  ReplyOptions options;
  options.profile = profile.value_or(sandbox.engine.profile());
  if (sandbox.engine.receipt_links() == ReceiptLinks::kGateway) return options;
  options.receipt_url_prefix = Join({UsedHttps(request) ? "https://" : "http://", FindHost(request),
                                     kControlPrefix, "/receipts/"});
  options.user_code = sandbox.credentials.user_code;
  return options;
}

/// The API key in a request that needs no token, or nothing.
std::optional<std::string> FindKey(const Result<RequestData>& data) {
  if (!data.ok()) return std::nullopt;
  const auto imp_key = data.value().fields().OptionalText("imp_key", engine::kMaxImpKey);
  return imp_key.ok() ? imp_key.value() : std::nullopt;
}

constexpr std::string_view kBlockedMessage =
    "portone-emulator: an injected fault of this sandbox blocked this request";

std::string_view GetPath(const Request& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

/// The reply for an unknown path or a method that the path does not allow.
Reply MakeNoRouteReply(const Request& request, MethodSet methods) {
  if (methods.empty()) return MakeErrorReply(errors::UnknownPath(request.method, GetPath(request)));
  Reply reply = MakeErrorReply(errors::MethodNotAllowed(request.method, GetPath(request)));
  reply.headers.push_back({"Allow", FormatAllow(methods)});
  return reply;
}

bool IsDocumented(const Route& route) {
  return route.basis == Basis::kReference;
}

/// The most bytes of an id that the event of a refused call reports.
constexpr std::size_t kMaxIdBytes = 256;

/// What a refused call was about, as far as its parameters say.
CallOutcome FindSubject(const RoutedRequest& routed, const api::Route& route) {
  CallOutcome subject;
  const auto fill = [&](std::string_view name, std::string& out) {
    if (routed.data && routed.data->ok()) {
      const auto text = routed.data->value().fields().OptionalText(name, kMaxIdBytes);
      if (text.ok()) out = text.value().value_or("");
    }
    const std::string parameter = "{" + std::string(name) + "}";
    std::size_t index = 0;
    for (std::size_t at = route.path.find('{'); at != std::string_view::npos;
         at = route.path.find('{', at + 1), ++index) {
      if (route.path.substr(at).starts_with(parameter) && index < routed.match.values.size())
        out = routed.match.values[index].substr(0, kMaxIdBytes);
    }
  };
  fill("merchant_uid", subject.merchant_uid);
  fill("imp_uid", subject.imp_uid);
  fill("customer_uid", subject.customer_uid);
  return subject;
}

/// The tolerance of the request's sandbox; without one, undocumented requests are accepted.
Tolerance GetTolerance(const RoutedRequest& routed) {
  return routed.sandbox != nullptr ? routed.sandbox->engine.tolerance() : Tolerance{};
}

/// False for GET and DELETE, whose parameters are in the URL; clients send bodies with them, too.
// FIDELITY: undocumented-bodies
bool TakesParametersFromBody(const Request& request) {
  return GetEffectiveMethod(request) != "GET" && request.method != "DELETE";
}

/// Handles one request and records it in its sandbox's request log and journal.
class RequestContext {
 public:
  RequestContext(engine::SandboxRegistry& registry, const RoutedRequest& routed, const Route& route,
                 engine::Engine::Hold* hold)
      : registry_(registry),
        routed_(routed),
        route_(route),
        tier_(ReadTierHeader(routed.request)),
        body_(registry.bodies().Store(routed.request.body)),
        hold_(hold) {
    if (route.access == Access::kToken) sandbox_ = routed.sandbox;
  }
  RequestContext(const RequestContext&) = delete;
  RequestContext& operator=(const RequestContext&) = delete;
  /// An exception must not leave the sandbox waiting for the end of this request.
  ~RequestContext() {
    if (sandbox_ == nullptr || sequence_ == 0) return;
    sandbox_->engine.EndReply(sequence_);
    End({});
  }

  ServiceResult Serve() {
    Reply reply = MakeReply();
    if (sandbox_ == nullptr) {
      RecordRefusedRequest(routed_.sandbox ? *routed_.sandbox : *registry_.Default(),
                           routed_.request, body_, route_.path, reply);
      return {std::move(reply), nullptr};
    }
    if (sequence_ == 0) sequence_ = sandbox_->engine.activity().BeginRequest();
    const std::uint64_t sequence = sequence_;
    const Instant now = End(reply);
    return {std::move(reply), std::move(sandbox_), now, sequence};
  }

 private:
  Reply MakeReply() {
    if (route_.access == Access::kToken) {
      if (const auto refused = Authenticate()) return MakeErrorReply(*refused);
      ApplyFaults();
    }
    Reply reply = FaultReplacesReply() ? MakeErrorReply(errors::FaultInjected(kBlockedMessage))
                                       : RunHandler();
    if (route_.access == Access::kOpen && sandbox_ != nullptr) ApplyFaults();
    if (fault_match_.hit) ApplyReplyFault(reply, GetReplyFault(fault_match_.hit->effect));
    if (fault_match_.counted && !is_journalled_)
      sandbox_->engine.JournalRequest(MakeJournalRequest(routed_.request, tier_, body_));
    return reply;
  }

  Reply RunHandler() {
    const Result<RequestData>& data = *routed_.data;
    if (!data.ok()) return MakeErrorReply(data.error());
    const auto profile = ReadProfile(routed_.request);
    if (!profile.ok()) return MakeErrorReply(profile.error());
    Call call{routed_.request,
              routed_.match.values,
              data.value().fields(),
              registry_,
              sandbox_,
              tier_,
              profile.value(),
              body_,
              sequence_};
    // Journalling a counted fault, and the faults of an open route, need the sandbox afterwards.
    if (route_.access == Access::kToken && !fault_match_.counted) call.hold = hold_;
    Reply reply = route_.handler(call);
    is_journalled_ = call.is_journalled;
    outcome_ = std::move(call.outcome);
    sandbox_ = std::move(call.sandbox);
    if (sandbox_) sandbox_->had_api_calls.store(true, std::memory_order_relaxed);
    return reply;
  }

  /// Matches the request against its sandbox's injected faults: before the handler runs or, on an
  /// open route, as soon as the sandbox is known.
  void ApplyFaults() {
    if (!sandbox_->engine.HasRequestFaults()) return;
    FaultTarget target;
    target.operation = FaultOperation::kRequest;
    target.path = GetPath(routed_.request);
    target.method = GetEffectiveMethod(routed_.request);
    fault_match_ = sandbox_->engine.MatchRequest(target);
  }

  bool FaultReplacesReply() const {
    return fault_match_.hit && fault_match_.hit->at == FaultPoint::kBefore &&
           ReplacesReply(fault_match_.hit->effect);
  }

  /// Checks the request's token; nullopt when it is valid. Errors: Unauthorized.
  std::optional<Error> Authenticate() {
    if (sandbox_ == nullptr) return errors::Unauthorized();
    sequence_ = sandbox_->engine.activity().BeginRequest();
    const Result<Done> valid = sandbox_->engine.Query(commands::CheckToken{routed_.token});
    return valid.ok() ? std::nullopt : std::optional(valid.error());
  }

  /// Records the call with its reply. Returns the sandbox's time of the reply.
  Instant End(const Reply& reply) {
    const Instant now = sandbox_->engine.Now();
    if (reply.code != 0) outcome_ = FindSubject(routed_, route_);
    engine::ActivityLog& activity = sandbox_->engine.activity();
    engine::RequestRecord record = MakeRequestRecord(routed_.request, std::move(body_), route_.path,
                                                     reply, std::move(outcome_), sequence_, now);
    if (activity.keeps_replies()) record.reply_body = reply.body;
    activity.EndRequest(std::move(record));
    sequence_ = 0;
    return now;
  }

  engine::SandboxRegistry& registry_;
  const RoutedRequest& routed_;
  const Route& route_;
  const TierCode tier_;
  engine::StoredBodyPtr body_;
  engine::Engine::Hold* const hold_;
  engine::SandboxPtr sandbox_;
  std::uint64_t sequence_ = 0;
  FaultMatch fault_match_;
  bool is_journalled_ = false;
  CallOutcome outcome_;
};

}  // namespace

std::string FindToken(const Request& request, std::string_view query) {
  const std::string_view authorization = json::Trim(request.FindHeader("Authorization"));
  if (!authorization.empty()) {
    return std::string(authorization.substr(authorization.find_last_of(" \t") + 1));
  }
  const std::string_view legacy = json::Trim(request.FindHeader("X-ImpTokenHeader"));
  if (!legacy.empty()) return std::string(legacy);
  return query.find("_token") == std::string_view::npos ? "" : FindQueryToken(query);
}

ReplyOptions MakeReplyOptions(const Call& call) {
  return MakeReplyOptions(call.request, *call.sandbox, call.profile);
}

ReplyOptions MakeReplyOptions(const Request& request, const engine::Sandbox& sandbox) {
  const auto profile = ReadProfile(request);
  return MakeReplyOptions(request, sandbox, profile.ok() ? profile.value() : std::nullopt);
}

std::optional<Error> CheckTierExists(const Call& call) {
  if (call.tier.empty()) return std::nullopt;
  const auto tier = call.sandbox->engine.Query(commands::ReadTier{call.tier});
  return tier.ok() ? std::nullopt : std::optional(tier.error());
}

Service::Service(engine::SandboxRegistry& registry)
    : registry_(registry), router_(RouteTable()), documented_router_(RouteTable(), IsDocumented) {}

RoutedRequest Service::Route(const Request& request) const {
  RoutedRequest routed{request, SplitTarget(request.target)};
  if (!routed.target.ok()) {
    routed.token = FindToken(request, "");
    if (!routed.token.empty()) routed.sandbox = registry_.FindByToken(routed.token);
    return routed;
  }
  const Target& target = routed.target.value();
  routed.match = router_.Find(GetEffectiveMethod(request), target.segments);
  const bool is_open = routed.match.row && RouteTable()[*routed.match.row].access == Access::kOpen;
  if (!is_open) {
    routed.token = FindToken(request, target.query);
    if (!routed.token.empty()) routed.sandbox = registry_.FindByToken(routed.token);
    // FIDELITY: undocumented-requests
    if (!GetTolerance(routed).accepts_undocumented())
      routed.match = documented_router_.Find(GetEffectiveMethod(request), target.segments);
    if (routed.sandbox == nullptr || !routed.match.row) return routed;
  }
  routed.data = RequestData::Read(target.query, request.FindHeader("Content-Type"), request.body,
                                  {GetTolerance(routed), TakesParametersFromBody(request)});
  if (!is_open) return routed;
  if (const auto imp_key = FindKey(*routed.data)) {
    routed.sandbox = registry_.FindByKey(*imp_key);
    routed.may_create = routed.sandbox == nullptr;
  }
  return routed;
}

ServiceResult Service::Serve(const RoutedRequest& routed, engine::Engine::Hold* hold) const {
  const auto refuse = [&](std::string_view operation, Reply reply) {
    engine::Sandbox& recorder = routed.sandbox ? *routed.sandbox : *registry_.Default();
    RecordRefusedRequest(recorder, routed.request, registry_.bodies().Store(routed.request.body),
                         operation, reply);
    return ServiceResult{std::move(reply), routed.sandbox};
  };
  if (!routed.target.ok()) return refuse("", MakeErrorReply(routed.target.error()));
  if (!routed.match.row) {
    return refuse("", MakeNoRouteReply(routed.request, routed.match.methods));
  }
  const api::Route& route = RouteTable()[*routed.match.row];
  if (!routed.data) return refuse(route.path, MakeErrorReply(errors::Unauthorized()));
  return RequestContext(registry_, routed, route, hold).Serve();
}

}  // namespace portone::api
