// SPDX-License-Identifier: MIT
#include "commands/initial_quick_pay.h"

#include <set>
#include <string>
#include <utility>

#include "base/invariant.h"
#include "commands/initial_card.h"
#include "commands/initial_channel.h"
#include "commands/quick_members.h"
#include "domain/card_codes.h"

namespace portone::commands {
namespace {

/// The channel of a member or a key: the one it names, else the first of a quick pay. Errors:
/// ModuleNotFound, NoChannel, OperationUnsupported.
template <class Entry>
Result<Channel> ResolveChannel(const Merchant& merchant, const Entry& entry) {
  return ChooseQuickChannel(merchant, MakeChannelChoice(entry));
}

template <class Entry>
bool HasQuickPayChannel(const Merchant& merchant, const Entry& entry) {
  return HasCompleteChannel(entry) || ResolveChannel(merchant, entry).ok();
}

template <class Entry>
void FillChannel(const Merchant& merchant, Entry& entry) {
  if (HasCompleteChannel(entry)) return;
  const auto channel = ResolveChannel(merchant, entry);
  PORTONE_INVARIANT(channel.ok(), "the initial state names an unknown channel of a quick pay");
  entry.channel_key = channel.value().channel_key;
  entry.pg = channel.value().pg;
  if (entry.pg_id.empty()) entry.pg_id = channel.value().pg_id;
}

/// The member of an entry, whose channel may be omitted. REQUIRES: HasQuickPayChannel.
template <class Entry>
MemberKey ResolveMemberKey(const Merchant& merchant, Entry entry) {
  FillChannel(merchant, entry);
  return GetMemberKey(entry);
}

void FillTime(Instant& time, Instant value) {
  if (time == Instant{}) time = value;
}

void FillDefaults(const Tx& tx, QuickMember& member) {
  FillChannel(tx.world.merchant, member);
  FillTime(member.inserted, tx.now);
  FillTime(member.updated, member.inserted);
}

void FillDefaults(const Tx& tx, AutopayKey& key) {
  FillChannel(tx.world.merchant, key);
  FillTime(key.inserted, tx.now);
  // The type of the card that is chosen where no number is given.
  if (key.card.number.empty() && !key.card.type) key.card.type = 0;
  FillCard({key.channel_key, key.pg, key.pg_id, {}}, key.card);
}

constexpr const char* kNoQuickPayChannel = ": the merchant has no such channel of a quick pay";

FoundProblem ValidateMembers(const Merchant& merchant, const InitialLedger& ledger,
                             std::set<MemberKey>& members) {
  for (const QuickMember& member : ledger.quick_members) {
    const std::string name = "quick member " + member.member_id.text;
    const auto refuse = [&](std::string key, std::string message) {
      return MakeProblem("quick_members", ledger.quick_members, member, std::move(key),
                         std::move(message));
    };
    if (!HasQuickPayChannel(merchant, member))
      return refuse(GetChannelField(member), name + kNoQuickPayChannel);
    if (!members.insert(ResolveMemberKey(merchant, member)).second)
      return refuse("member_id", name + " is given twice");
  }
  return std::nullopt;
}

FoundProblem ValidateAutopayKeys(const Merchant& merchant, const InitialLedger& ledger,
                                 const std::set<MemberKey>& members) {
  std::set<CustomerUid> customers;
  for (const AutopayKey& key : ledger.autopay_keys) {
    const std::string name = "autopay key " + key.customer_uid.text;
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("autopay_keys", ledger.autopay_keys, key, std::move(member),
                         std::move(message));
    };
    if (!customers.insert(key.customer_uid).second)
      return refuse("customer_uid", name + " is given twice");
    if (!HasQuickPayChannel(merchant, key))
      return refuse(GetChannelField(key), name + kNoQuickPayChannel);
    const MemberKey member = ResolveMemberKey(merchant, key);
    if (!members.contains(member)) {
      return refuse("member_id", name + ": the member " + member.member_id.text + " of " +
                                     member.pg_id + " is not given");
    }
    if (!key.card.code.empty() && FindCardCompany(key.card.code) == nullptr)
      return refuse("card_code", name + ": no card company has the code " + key.card.code);
  }
  return std::nullopt;
}

}  // namespace

FoundProblem ValidateQuickPay(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<MemberKey> members;
  if (FoundProblem problem = ValidateMembers(merchant, ledger, members)) return problem;
  std::set<MerchantUid> prepared;
  for (const QuickPreparation& preparation : ledger.quick_preparations) {
    if (prepared.insert(preparation.merchant_uid).second) continue;
    return MakeProblem("quick_preparations", ledger.quick_preparations, preparation, "merchant_uid",
                       "quick preparation of " + preparation.merchant_uid.text + " is given twice");
  }
  if (FoundProblem problem = ValidateAutopayKeys(merchant, ledger, members)) return problem;
  std::set<std::string> users;
  for (const BenepiaAccount& account : ledger.benepia_accounts) {
    if (users.insert(account.user).second) continue;
    return MakeProblem("benepia_accounts", ledger.benepia_accounts, account, "benepia_user",
                       "benepia account " + account.user + " is given twice");
  }
  return std::nullopt;
}

void LoadQuickPay(Tx& tx, const InitialLedger& ledger, std::uint64_t& last_sequence) {
  for (QuickMember member : ledger.quick_members) {
    FillDefaults(tx, member);
    if (member.sequence == 0) member.sequence = ++last_sequence;
    const MemberKey member_key = GetMemberKey(member);
    tx.ledger.quick_pay.members.emplace(member_key, std::move(member));
  }
  for (QuickPreparation preparation : ledger.quick_preparations) {
    FillTime(preparation.prepared_at, tx.now);
    const MerchantUid merchant_uid = preparation.merchant_uid;
    tx.ledger.quick_pay.preparations.emplace(merchant_uid, std::move(preparation));
  }
  for (AutopayKey key : ledger.autopay_keys) {
    FillDefaults(tx, key);
    const CustomerUid customer_uid = key.customer_uid;
    tx.ledger.quick_pay.autopay_keys.emplace(customer_uid, std::move(key));
  }
  for (const BenepiaAccount& account : ledger.benepia_accounts)
    tx.ledger.benepia_accounts.emplace(account.user, account);
}

}  // namespace portone::commands
