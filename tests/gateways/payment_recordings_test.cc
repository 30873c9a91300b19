// SPDX-License-Identifier: MIT
// Payments and keys of each gateway are compared with those recorded there:
// fixtures/recordings/payments.json. Personal details are replaced there, and the recordings' texts
// are not ours to change.
#include <chrono>
#include <fstream>
#include <set>
#include <string>

#include "api/codec/receipt_link.h"
#include "base/sha256.h"
#include "domain/calendar.h"
#include "domain/payment_fields.h"
#include "gateways/registry.h"
#include "support/cancellation_id.h"
#include "support/pattern.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kCustomer = "/subscribe/customers/kim";

Json ReadRecordings() {
  std::ifstream file(std::string(PORTONE_SOURCE_DIR) + "/fixtures/recordings/payments.json");
  REQUIRE(file);
  return Json::parse(file);
}

/// Equal, or a text that matches the pattern behind a "~".
bool Matches(const Json& expected, const Json& actual) {
  if (!expected.is_string() || !expected.get<std::string>().starts_with("~")) {
    return expected == actual;
  }
  return actual.is_string() &&
         Pattern(expected.get<std::string>().substr(1)).Matches(actual.get<std::string>());
}

/// The last payment of a recording, after its steps.
class Replay {
 public:
  explicit Replay(const Json& recording) {
    if (recording.contains("issue")) Issue(recording["issue"]);
    if (recording.contains("window")) Open(recording["window"]);
    if (recording.contains("onetime")) ChargeOnce(recording["onetime"]);
    if (recording.contains("again")) ChargeKey();
    if (recording.contains("schedule")) Schedule();
    if (recording.contains("deposit"))
      api.Control("POST", "/actions/deposit", R"({"merchant_uid":"order1"})");
    if (recording.contains("cancel")) Cancel(recording["cancel"]);
  }

  Payment FindPayment() {
    const Result<Payment> found = api.registry.Default()->engine.Query(
        commands::FindPaymentByOrder{MerchantUid(merchant_uid_), StatusSet::All(), {}});
    return GetValue(found);
  }
  Json FetchPayment() { return api.Get("/payments/find/" + merchant_uid_).response(); }

  TestApi api;

 private:
  void Issue(Json body) {
    body["expiry"] = "2030-12";
    if (!body.contains("card_number")) body["card_number"] = kGoodCardDashed;
    body["birth"] = "820213";
    body["pwd_2digit"] = "00";
    INFO(body.dump());
    REQUIRE(Summary(api.Post(kCustomer, body)) == "200 0");
  }

  void Open(Json window) {
    Json params{{"merchant_uid", merchant_uid_},
                {"name", "box"},
                {"amount", 1'000},
                {"buyer_name", "kim"},
                {"buyer_tel", "010-1234-5678"},
                {"m_redirect_url", "https://shop.test/done"}};
    for (const auto& [name, value] : window["params"].items())
      params[name] = value;
    window["params"] = params;
    const TestReply reply = api.Control("POST", "/checkouts", window.dump());
    INFO(reply.text);
    REQUIRE(reply.json.at("payment").is_object());
    REQUIRE(reply.json["payment"]["status"] != "failed");
  }

  void ChargeOnce(Json body) {
    body["merchant_uid"] = merchant_uid_;
    body["amount"] = 1'000;
    body["expiry"] = "2030-12";
    if (!body.contains("card_number")) body["card_number"] = kGoodCardDashed;
    REQUIRE(Summary(api.Post("/subscribe/payments/onetime", body)) == "200 0");
  }

  void ChargeKey() {
    merchant_uid_ = "order2";
    Json body = AgainBody("kim", merchant_uid_);
    body["name"] = "box";
    REQUIRE(Summary(api.Post("/subscribe/payments/again", body)) == "200 0");
  }

  void Schedule() {
    merchant_uid_ = "order3";
    const Json entry = EntryBody(merchant_uid_, Start() + kDay);
    REQUIRE(Summary(api.Post("/subscribe/payments/schedule", ScheduleBody("kim", {entry}))) ==
            "200 0");
    api.Control("POST", "/clock/advance", R"({"by":"P2D"})");
  }

  void Cancel(Json body) {
    body["merchant_uid"] = merchant_uid_;
    REQUIRE(Summary(api.Post("/payments/cancel", body)) == "200 0");
  }

  std::string merchant_uid_ = "order1";
};

void CheckFields(const Json& expected, const Json& actual) {
  for (const auto& [name, value] : expected.items()) {
    INFO(name << " must be " << value.dump() << ", is " << actual.value(name, Json()).dump());
    CHECK(actual.contains(name));
    CHECK(Matches(value, actual.value(name, Json())));
  }
}

/// A cancellation repeats the number and the receipt of its payment, and the payment stays paid at
/// its time.
void CheckCancellation(const Json& payment) {
  const Json& history = payment.at("cancel_history");
  REQUIRE(history.size() == 1);
  Strings keys;
  for (const auto& item : history[0].items())
    keys.push_back(item.key());
  CHECK(keys ==
        Strings{"pg_tid", "amount", "cancelled_at", "reason", "receipt_url", "cancellation_id"});
  CHECK(history[0]["pg_tid"] == payment["pg_tid"]);
  CHECK(history[0]["receipt_url"] == payment["receipt_url"]);
  CHECK(history[0]["reason"] == payment["cancel_reason"]);
  CHECK(history[0]["cancelled_at"] == payment["cancelled_at"]);
  CHECK(payment["cancel_receipt_urls"] == Json::array({payment["receipt_url"]}));
  CHECK(IsCancellationId(history[0]["cancellation_id"].get<std::string>()));
  CHECK(payment["paid_at"] != 0);
}

void CheckReceipt(const Json& expected, const Payment& payment, ReceiptPlace place) {
  const auto url = FormatReceiptUrl(Get(payment.pg), payment, place);
  INFO("the receipt must be " << expected.dump() << ", is " << url.value_or("none"));
  CHECK(Matches(expected, url ? Json(*url) : Json()));
}

TEST_CASE("recordings: payments and keys look as they were recorded", "[gateway][recordings]") {
  for (const Json& recording : ReadRecordings()) {
    DYNAMIC_SECTION(recording.at("recorded").get<std::string>()) {
      Replay replay(recording);
      if (recording.contains("payment")) CheckFields(recording["payment"], replay.FetchPayment());
      if (recording.contains("receipt")) {
        CheckReceipt(recording["receipt"], replay.FindPayment(), ReceiptPlace::kReply);
      }
      if (recording.contains("callback_receipt")) {
        CheckReceipt(recording["callback_receipt"], replay.FindPayment(), ReceiptPlace::kCallback);
      }
      if (recording.contains("customer")) {
        CheckFields(recording["customer"], replay.api.Get(kCustomer).response());
      }
      if (recording.contains("repeats_tid")) CheckCancellation(replay.FetchPayment());
      if (recording.contains("customer_refused")) {
        CHECK(replay.api.Get(kCustomer).code() == 1);
        CHECK(replay.api.Post("/subscribe/payments/again", AgainBody("kim", "order2")).code() == 1);
      }
    }
  }
}

TEST_CASE("recordings: each names its gateway, its date and its grade of evidence",
          "[gateway][recordings]") {
  for (const Json& recording : ReadRecordings()) {
    INFO(recording.dump());
    const std::string name = recording.at("recorded");
    CHECK(Find(name.substr(0, name.find(':'))) != nullptr);
    CHECK(recording.at("date").is_string());
    const std::string grade = recording.at("grade");
    CHECK(std::string(" R R2 T M D U G ").find(" " + grade + " ") != std::string::npos);
  }
}

TEST_CASE("recordings: every gateway with a payment format of its own has one",
          "[gateway][recordings]") {
  std::set<std::string> recorded;
  for (const Json& recording : ReadRecordings()) {
    const std::string name = recording.at("recorded");
    recorded.insert(name.substr(0, name.find(':')));
  }
  for (const GatewayRules* rules : All()) {
    const PaymentFormat& format = rules->format;
    const bool is_known = !format.transaction_numbers.empty() || !format.receipt_urls.empty();
    const bool shares_kcps = rules->code.starts_with("kcp_");
    INFO(rules->code);
    CHECK((!is_known || shares_kcps || recorded.contains(std::string(rules->code))));
  }
}

TEST_CASE("payment formats: numbers and links of unknown format are marked as the emulator's",
          "[gateway][recordings]") {
  Payment payment;
  payment.pg_id = "portone1";
  payment.imp_uid = ImpUid("imp_1");
  payment.status = PaymentStatus::kPaid;
  for (const GatewayRules* rules : All()) {
    INFO(rules->code);
    payment.pg = PgCode(std::string(rules->code));
    const std::string tid = FormatPgTid(*rules, payment, Start(), 7);
    CHECK((!rules->format.transaction_numbers.empty() ||
           tid.starts_with("emulator-" + payment.pg.text)));
    const auto url = FormatReceiptUrl(*rules, payment);
    const bool is_neutral = url && url->find("portone-emulator.invalid") != std::string::npos;
    CHECK((!rules->format.receipt_urls.empty() || !rules->format.has_receipt_url || is_neutral));
  }
}

Payment MakePaidPayment(const std::string& pg, PayMethod method, Device device) {
  Payment payment;
  payment.pg = PgCode(pg);
  payment.pg_id = "portone1";
  payment.imp_uid = ImpUid("imp_1");
  payment.status = PaymentStatus::kPaid;
  payment.pay_method = method;
  payment.device = device;
  return payment;
}

TEST_CASE("payment formats: the link of a card's receipt is not that of another means",
          "[gateway][recordings]") {
  const auto [pg, method] = GENERATE(table<std::string, PayMethod>({
      {"danal_tpay", PayMethod::kTrans},
      {"danal_tpay", PayMethod::kVbank},
      {"kicc", PayMethod::kVbank},
      {"ksnet", PayMethod::kPhone},
      {"galaxia", PayMethod::kCvs},
      {"payco", PayMethod::kPoint},
      {"kcp", PayMethod::kCultureland},
  }));
  CAPTURE(pg);
  CHECK(FormatReceiptUrl(Rules(pg), MakePaidPayment(pg, method, Device::kPc)) ==
        "https://portone-emulator.invalid/receipts/" + pg + "/imp_1");
}

TEST_CASE("payment formats: the number of a card or of a PC is not that of another means or device",
          "[gateway][recordings]") {
  const auto [pg, method, device] = GENERATE(table<std::string, PayMethod, Device>({
      {"danal_tpay", PayMethod::kTrans, Device::kPc},
      {"html5_inicis", PayMethod::kCultureland, Device::kPc},
      {"html5_inicis", PayMethod::kTrans, Device::kMobile},
      {"nice_v2", PayMethod::kCultureland, Device::kPc},
  }));
  CAPTURE(pg);
  const Payment payment = MakePaidPayment(pg, method, device);
  CHECK_THAT(FormatPgTid(Rules(pg), payment, Start(), 7), Catch::StartsWith("emulator-" + pg));
}

TEST_CASE("payment formats: Toss Payments' numbers have the second after the window was opened",
          "[gateway][recordings]") {
  Replay replay(Json{{"window", {{"params", {{"pg", "tosspayments"}}}}}});
  const Payment payment = replay.FindPayment();
  const Instant requested_at = payment.started_at + std::chrono::seconds{1};
  REQUIRE(payment.pg_tid);
  CHECK(payment.pg_tid->substr(5, 14) == FormatKoreanDigits(requested_at));
  CHECK(requested_at < *payment.paid_at);
}

TEST_CASE("payment formats: KakaoPay's receipt link ends with the hash of its transaction",
          "[gateway][recordings]") {
  const std::string mid = GENERATE(as<std::string>(), "TC0ONETIME", "TCSUBSCRIP");
  Replay replay(Json{{"window", {{"params", {{"pg", "kakaopay." + mid}}}}}});
  const Payment payment = replay.FindPayment();
  REQUIRE(payment.pg_tid);
  const std::string& imp_uid = payment.imp_uid.text;
  CHECK(FormatReceiptUrl(Rules("kakaopay"), payment) ==
        "https://mockup-pg-web.kakao.com/v1/confirmation/p/" + *payment.pg_tid + "/" +
            HashToHex(mid + *payment.pg_tid + imp_uid + imp_uid));
}

TEST_CASE("payment formats: cards are masked as each gateway masks them", "[gateway][recordings]") {
  const auto [pg, masked] = GENERATE(table<std::string, std::string>({
      {"html5_inicis", "557042*********1"},
      {"kcp", "5570420000007221"},
      {"nice", "55704212****7221"},
      {"danal_tpay", "557042******7221"},
      {"tosspayments", "55704212****722*"},
      {"kicc", "5570421200000000"},
      {"uplus", "5570420000007221"},
      {"settle", "557042******7221"},
  }));
  CAPTURE(pg);
  CHECK(MaskCardNumber(Rules(pg).format.mask, "5570421234567221") == masked);
  CHECK(MaskCardNumber(Rules(pg).format.mask, "").empty());
  CHECK(MaskCardNumber(Rules(pg).format.mask, "123").size() == 3);
}

}  // namespace
}  // namespace portone::gateways
