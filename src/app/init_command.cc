// SPDX-License-Identifier: MIT
#include "app/init_command.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/command_error.h"
#include "json/suggestion.h"
#include "portone/emulator.h"
#include "scenario/schema.h"

namespace portone::app {

extern const std::string_view kSubscriptionTemplate;
extern const std::string_view kPaymentTemplate;
extern const std::string_view kDeclineTemplate;

namespace {

namespace fs = std::filesystem;

struct Template {
  std::string_view name;
  const std::string_view& text;
};

const std::array<Template, 3> kTemplates{{{"subscription", kSubscriptionTemplate},
                                          {"payment", kPaymentTemplate},
                                          {"decline", kDeclineTemplate}}};

const Template& FindTemplate(const std::string& name) {
  std::vector<std::string> names;
  std::string list;
  for (const Template& candidate : kTemplates) {
    if (candidate.name == name) return candidate;
    names.emplace_back(candidate.name);
    list += (list.empty() ? "" : ", ") + names.back();
  }
  const auto nearest = json::FindNearest(name, names);
  throw UsageError("template must be one of " + list + ", not " + name +
                   (nearest ? "; did you mean " + *nearest + "?" : ""));
}

void Write(const fs::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw CommandError(path.string() + " cannot be written");
}

}  // namespace

int WriteFirstScenario(const Settings& settings, std::ostream& out) {
  const Template& wanted = FindTemplate(settings.template_name);
  const fs::path folder = settings.arguments.empty() ? "." : settings.arguments.front();
  const fs::path scenario = folder / (std::string(wanted.name) + ".json");
  const fs::path schema = folder / "schema.json";
  if (fs::exists(fs::symlink_status(scenario)))
    throw CommandError(scenario.string() + " already exists");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw CommandError(folder.string() + " cannot be created: " + error.message());
  Write(scenario, wanted.text);
  Write(schema, scenario::FormatSchema());
  out << "wrote " << scenario.string() << " and " << schema.string() << "\n\n"
      << "  portone-emulator run " << scenario.string() << "                runs it\n"
      << "  portone-emulator serve --scenario " << scenario.string()
      << "   serves it to your shop\n";
  return 0;
}

}  // namespace portone::app
