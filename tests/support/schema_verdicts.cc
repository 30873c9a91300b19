// SPDX-License-Identifier: MIT
#include "support/schema_verdicts.h"

#include <sstream>

#include "scenario/schema.h"
#include "support/catch.h"
#include "support/golden_file.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {

std::vector<std::string> GetSchemaVerdicts(const Documents& documents) {
  return GetSchemaVerdicts(scenario::FormatSchema(), documents);
}

std::vector<std::string> GetSchemaVerdicts(const std::string& schema, const Documents& documents) {
  const TempFolder folder;
  const ProgramResult result = RunToEnd(
      {"/usr/bin/node", SourcePath("tests/support/check_schema.mjs"),
       folder.Write("schema.json", schema), folder.Write("documents.json", documents.dump())},
      {"NODE_PACKAGES=" + SourcePath("build/node")});
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  std::istringstream lines(result.out);
  std::vector<std::string> verdicts;
  for (std::string line; std::getline(lines, line);)
    verdicts.push_back(line);
  REQUIRE(verdicts.size() == documents.size());
  return verdicts;
}

}  // namespace portone::testing
