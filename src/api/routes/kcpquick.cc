// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "kcpquick": members, preparations and payments of a quick pay. These
// calls read and write JSON only.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "api/codec/payment_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "base/ip_address.h"
#include "commands/quick_members.h"
#include "commands/quick_payments.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxSiteTextLength = 80;
constexpr std::size_t kMaxBuyerNameLength = 20;
constexpr std::size_t kMaxVerifierLength = 200;

/// Errors: InvalidParameter (the header does not name JSON).
Result<Done> CheckJsonHeader(const Call& call, std::string_view header) {
  constexpr std::string_view kJson = "application/json";
  const std::string_view value = call.request.FindHeader(header);
  if (value.find(kJson) != std::string_view::npos) return Done{};
  return errors::InvalidParameter(header, texts::kNotApplicationJson);
}

/// The service replies with JSON only to callers that accept it, and a body must be JSON. Errors:
/// InvalidParameter.
// FIDELITY: quick-json
Result<Done> CheckJson(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJsonHeader(call, "Accept"));
  if (call.request.body.empty()) return Done{};
  return CheckJsonHeader(call, "Content-Type");
}

Result<commands::DeleteQuickMember> DecodeDeleteMember(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJson(call));
  commands::DeleteQuickMember command{MemberId(call.path[0]), {}};
  PORTONE_TRY(command.site_code, call.fields.RequiredText("site_code", kMaxSiteTextLength));
  PORTONE_RETURN_IF_ERROR(call.fields.RequiredText("partner_type", kMaxSiteTextLength));
  PORTONE_RETURN_IF_ERROR(call.fields.RequiredText("partner_subtype", kMaxSiteTextLength));
  return command;
}

void EncodeMember(ReplyWriter& json, const QuickMember& member) {
  json.BeginObject()
      .Field("member_id", member.member_id.text)
      .Field("pg_provider", member.pg.text)
      .Field("pg_id", member.pg_id)
      .Field("inserted", ToUnixSeconds(member.inserted))
      .Field("updated", ToUnixSeconds(member.updated))
      .EndObject();
}

Result<ChannelChoice> DecodeQuickChannel(const Fields& fields) {
  PORTONE_TRY(std::string channel_key, fields.RequiredText("channel_key", kNoLimit));
  return ChannelChoice{ChannelKey(std::move(channel_key)), std::nullopt};
}

Result<commands::ReleaseFido> DecodeReleaseFido(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJson(call));
  commands::ReleaseFido command{MemberId(call.path[0]), {}};
  PORTONE_TRY(command.channel, DecodeQuickChannel(call.fields));
  return command;
}

/// A success has a message; a refusal has the gateway's error next to the response.
// FIDELITY: quick-fido
Reply MakeFidoReply(const ReplyOptions& options, const commands::FidoRelease& release) {
  const WireError refused = ToWireError(Errc::kChargeRefused);
  ReplyWriter json(options);
  Reply reply;
  if (release.refusal) {
    reply.code = refused.code;
    reply.message = texts::kFidoNotReleased;
  } else {
    reply.message = texts::kFidoReleased;
  }
  json.BeginObject().Field("code", reply.code).Field("message", reply.message).Key("response");
  if (release.refusal) {
    json.Null();
    json.Key("error")
        .BeginObject()
        .Field("code", release.refusal->code)
        .Field("message", release.refusal->message)
        .EndObject();
  } else {
    json.BeginObject().Field("member_id", release.member_id.text).EndObject();
  }
  json.EndObject();
  reply.body = json.Take();
  return reply;
}

/// Y or N; absent is N.
Result<bool> DecodeYesNo(const Fields& fields, std::string_view name) {
  PORTONE_TRY(const auto text, fields.OptionalText(name, kNoLimit));
  if (!text || *text == "N") return false;
  if (*text == "Y") return true;
  return errors::InvalidParameter(fields.GetPath(name), texts::kNotYesOrNo);
}

Result<QuickPreparation> DecodePreparation(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJson(call));
  const Fields& fields = call.fields;
  QuickPreparation preparation;
  PORTONE_TRY(preparation.merchant_uid, DecodePathMerchantUid(fields, call.path[0]));
  PORTONE_TRY(preparation.btid, fields.RequiredText("btid", kMaxPreparationTextLength));
  PORTONE_TRY(preparation.cust_ip, fields.RequiredText("cust_ip", kNoLimit));
  if (!IsIpv4Address(preparation.cust_ip))
    return errors::InvalidParameter(fields.GetPath("cust_ip"), texts::kNotAnAddress);
  PORTONE_RETURN_IF_ERROR(fields.RequiredText("code_verifier", kMaxVerifierLength));
  PORTONE_TRY(preparation.is_authorized, DecodeYesNo(fields, "prepaid_auth_yn"));
  PORTONE_TRY(preparation.prepaid_amount,
              fields.OptionalInteger("prepaid_amount", 0, kMaxPrepaidAmount));
  PORTONE_TRY(preparation.vender_type,
              fields.OptionalText("vender_type", kMaxPreparationTextLength));
  PORTONE_TRY(preparation.reward_id, fields.OptionalText("reward_id", kMaxPreparationTextLength));
  return preparation;
}

Result<commands::PrepareQuickPay> DecodePrepare(const Call& call) {
  PORTONE_TRY(QuickPreparation preparation, DecodePreparation(call));
  return commands::PrepareQuickPay{std::move(preparation)};
}

Result<commands::ChangeQuickPreparation> DecodeChangePreparation(const Call& call) {
  PORTONE_TRY(QuickPreparation preparation, DecodePreparation(call));
  return commands::ChangeQuickPreparation{std::move(preparation)};
}

void EncodePrepared(ReplyWriter& json, const QuickPreparation& /*preparation*/) {
  json.Null();
}

/// A quick pay order: a name and an amount, both required; instalments and extra fields are
/// dropped.
Result<Order> DecodeQuickOrder(const Fields& fields) {
  PORTONE_TRY(Order order, DecodeOrder(fields));
  if (!order.name) return errors::MissingParameter(fields.GetPath("name"));
  order.card_quota = 0;
  order.extra = {};
  return order;
}

Result<commands::PayWithPrepaidMoney> DecodePayWithPrepaidMoney(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJson(call));
  const Fields& fields = call.fields;
  commands::PayWithPrepaidMoney command;
  PORTONE_TRY(std::string member_id, fields.RequiredText("member_id", kMaxMemberIdLength));
  command.member_id = MemberId(std::move(member_id));
  PORTONE_TRY(command.channel, DecodeQuickChannel(fields));
  PORTONE_TRY(command.order, DecodeQuickOrder(fields));
  PORTONE_TRY(std::string imp_uid, fields.RequiredText("imp_uid", kNoLimit));
  command.pin_check = ImpUid(std::move(imp_uid));
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

Result<commands::PayWithAutopayKey> DecodePayWithAutopayKey(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJson(call));
  const Fields& fields = call.fields;
  commands::PayWithAutopayKey command;
  PORTONE_TRY(command.customer_uid, DecodeCustomerUid(fields));
  PORTONE_TRY(command.order, DecodeQuickOrder(fields));
  PORTONE_TRY(command.order.buyer.name, fields.RequiredText("buyer_name", kMaxBuyerNameLength));
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

Result<commands::DeleteAutopayKey> DecodeDeleteAutopayKey(const Call& call) {
  PORTONE_RETURN_IF_ERROR(CheckJson(call));
  return commands::DeleteAutopayKey{CustomerUid(call.path[0])};
}

Reply MakeAutopayKeyReply(const ReplyOptions& options, const AutopayKey& key) {
  Reply reply;
  reply.message = texts::kAutopayKeyDeleted;
  ReplyWriter json(options);
  json.BeginObject()
      .Field("code", 0)
      .Field("message", reply.message)
      .Key("response")
      .BeginObject()
      .Field("customer_uid", key.customer_uid.text)
      .EndObject()
      .EndObject();
  reply.body = json.Take();
  return reply;
}

constexpr std::array kKcpQuickRoutes{
    // FIDELITY: quick-members
    Route{Method::kDelete, "/kcpquick/members/{member_id}", Access::kToken,
          Serve<DecodeDeleteMember, EncodeMember>},
    // FIDELITY: quick-payments
    Route{Method::kPost, "/kcpquick/payment/money", Access::kToken,
          Serve<DecodePayWithPrepaidMoney, EncodePayment>},
    // FIDELITY: quick-preparations
    Route{Method::kPut, "/kcpquick/prepare/{merchant_uid}", Access::kToken,
          Serve<DecodeChangePreparation, EncodePrepared>},
    Route{Method::kPost, "/kcpquick/prepare/{merchant_uid}", Access::kToken,
          Serve<DecodePrepare, EncodePrepared>},
    // FIDELITY: quick-autopay
    Route{Method::kPost, "/kcpquick/payment/autopay", Access::kToken,
          Serve<DecodePayWithAutopayKey, EncodePayment>},
    Route{Method::kDelete, "/kcpquick/autopay/{customer_uid}", Access::kToken,
          Serve<DecodeDeleteAutopayKey, MakeAutopayKeyReply>},
    // FIDELITY: quick-fido
    Route{Method::kPost, "/kcpquick/members/{member_id}/fido/release", Access::kToken,
          Serve<DecodeReleaseFido, MakeFidoReply>},
};

}  // namespace

std::span<const Route> KcpQuickRoutes() {
  return kKcpQuickRoutes;
}

}  // namespace portone::api
