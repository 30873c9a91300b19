// SPDX-License-Identifier: MIT
// Bank accounts outside the sandbox: which numbers exist, and who holds them. Evidence:
// docs/behaviour/undocumented.md#account-holders
#pragma once

#include <string_view>

namespace portone {

/// Whether an account can have this number, which consists of digits: 10 to 16 of them, not all
/// zero.
bool IsAccountNumber(std::string_view number);

/// The name of the account's holder, always the same for the same account.
std::string_view MakeAccountHolder(std::string_view bank_code, std::string_view number);

}  // namespace portone
