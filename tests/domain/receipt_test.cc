// SPDX-License-Identifier: MIT
#include "domain/receipt.h"

#include "domain/errors.h"
#include "domain/receipt_table.h"
#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("receipt: a number is of the kind that it is said to be, or of none",
          "[domain][receipt]") {
  using Type = IdentifierType;
  const auto classify = [](std::string_view number, std::optional<Type> named = std::nullopt) {
    return ClassifyIdentifier(number, named);
  };
  CHECK(classify("010-1234-5678") == Type::kPhone);
  CHECK(classify("0111234567") == Type::kPhone);
  CHECK(classify("0111234567", Type::kBusiness) == Type::kBusiness);
  CHECK(classify("123 45 67890") == Type::kBusiness);
  CHECK(classify("900101-1234567") == Type::kPerson);
  CHECK(classify("1544202012345678") == Type::kTaxcard);
  CHECK(classify("1544202012345678901") == Type::kTaxcard);
  for (const char* none : {"", "-", "12345", "021234567", "15442020123456789012", "010.1234.5678",
                           "010一二三四", "+821012345678"}) {
    CAPTURE(none);
    CHECK_FALSE(classify(none));
  }
  CHECK_FALSE(classify("010-1234-5678", Type::kTaxcard));
}

TEST_CASE("receipt: a number is masked so that its owner still knows it", "[domain][receipt]") {
  CHECK(MaskIdentifier("010-1234-5678", IdentifierType::kPhone) == "010****5678");
  CHECK(MaskIdentifier("900101-1234567", IdentifierType::kPerson) == "900101*******");
  CHECK(MaskIdentifier("9001011234567", std::nullopt) == "900101*******");
  CHECK(MaskIdentifier("123-45-67890", IdentifierType::kBusiness) == "123***7890");
  CHECK(MaskIdentifier("1234567", std::nullopt) == "123****");
  CHECK(MaskIdentifier("12", std::nullopt) == "12");
  CHECK(MaskIdentifier("", std::nullopt).empty());
}

TEST_CASE("receipt: a masked number stays as it is, and still tells its kind",
          "[domain][receipt]") {
  const auto number =
      GENERATE(as<std::string>(), "01012345678", "0112345678", "1234567890", "9001011234567",
               "1544202012345678", "1544202012345678901", "1234567", "12", "");
  CAPTURE(number);
  const std::string masked = MaskIdentifier(number, std::nullopt);
  CHECK(MaskIdentifier(masked, std::nullopt) == masked);
  CHECK(ClassifyMaskedIdentifier(masked) == ClassifyIdentifier(number, std::nullopt));
  CHECK(MaskIdentifier("9001011234567*", std::nullopt) == "900*******567*");
}

TEST_CASE("receipt: a page's parameter that says whom it is for is known by its name",
          "[domain][receipt]") {
  CHECK(NamesReceiptIdentifier("customerIdentifier"));
  CHECK(NamesReceiptIdentifier("bypass.customerIdentifier"));
  CHECK_FALSE(NamesReceiptIdentifier("bypass.customerIdentifier.a"));
  CHECK_FALSE(NamesReceiptIdentifier("myCustomerIdentifier"));
  CHECK_FALSE(NamesReceiptIdentifier(""));
}

TEST_CASE("receipt: its parts never exceed its amount", "[domain][receipt]") {
  Receipt receipt;
  REQUIRE(SetReceiptAmount(receipt, Won(10'000), {Won(1'000), {}}).ok());
  CHECK(receipt.vat == Won(818));
  REQUIRE(SetReceiptAmount(receipt, Won(10'000), {Won(1'000), Won(9'000)}).ok());
  CHECK(receipt.vat == Won(9'000));
  const Result<Done> all_tax = SetReceiptAmount(receipt, Won(10'000), {Won(1'000), Won(9'001)});
  CHECK(all_tax.error().code == Errc::kInvalidParameter);
  const Result<Done> all_free = SetReceiptAmount(receipt, Won(10'000), {Won(10'001), {}});
  CHECK(all_free.error().code == Errc::kInvalidParameter);
  CHECK(receipt.vat == Won(9'000));
}

TEST_CASE("receipt: a table finds the latest of a payment and of an order", "[domain][receipt]") {
  ReceiptTable table;
  Receipt receipt;
  receipt.merchant_uid = MerchantUid("order");
  receipt.receipt_tid = "1";
  table.Insert(receipt);
  receipt.imp_uid = ImpUid("imp_1");
  receipt.receipt_tid = "2";
  table.Insert(receipt);
  receipt.receipt_tid = "3";
  table.Insert(receipt);
  CHECK(table.FindExternal(MerchantUid("order"))->receipt_tid == "1");
  CHECK(table.FindByPayment(ImpUid("imp_1"))->receipt_tid == "3");
  CHECK(table.FindByNumber("2")->imp_uid == ImpUid("imp_1"));
  CHECK(table.FindByNumber("4") == nullptr);
  CHECK(table.FindExternal(MerchantUid("other")) == nullptr);
  table.Update(*table.FindByPayment(ImpUid("imp_1")),
               [](Receipt& changed) { changed.status = ReceiptStatus::kCancelled; });
  CHECK(table.All()[2].status == ReceiptStatus::kCancelled);
  CHECK(table.All()[1].status == ReceiptStatus::kIssued);
}

}  // namespace
}  // namespace portone
