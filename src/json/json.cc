// SPDX-License-Identifier: MIT
#include "json/json.h"

template class nlohmann::basic_json<nlohmann::ordered_map>;
