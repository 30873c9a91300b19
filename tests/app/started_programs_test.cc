// SPDX-License-Identifier: MIT
// Which programs are seen in the words of a command.
#include "app/exec/started_programs.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace portone::app {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("started programs: a command names its program, and the one behind a wrapper", "[app]") {
  const struct {
    Strings command;
    Strings programs;
  } rows[] = {
      {{"node", "server.js"}, {"node"}},
      {{"./bin/shop"}, {"./bin/shop"}},
      {{"env", "-u", "B", "--unset=C", "A=1", "shop", "go"}, {"env", "shop"}},
      {{"env", "-S", "A=1 shop -x"}, {"env", "shop"}},
      {{"/usr/bin/env", "--", "shop"}, {"/usr/bin/env", "shop"}},
      {{"env", "-u", "LD_PRELOAD", "shop"}, {"env"}},
      {{"env", "-i", "shop"}, {"env"}},
      {{"env", "LD_PRELOAD=", "shop"}, {"env"}},
      {{"nice", "-n", "5", "shop"}, {"nice", "shop"}},
      {{"timeout", "-k", "1", "60", "shop", "x"}, {"timeout", "shop"}},
      {{"timeout", "--signal=INT", "60s", "shop"}, {"timeout", "shop"}},
      {{"nohup", "stdbuf", "-oL", "shop"}, {"nohup", "stdbuf", "shop"}},
      {{"env", "--split-string=A=1 shop -x"}, {"env", "shop"}},
      {{"env", "-C", "shop", "./run"}, {"env", "shop/./run"}},
      {{"env", "--chdir=shop", "./run"}, {"env", "shop/./run"}},
      {{"npx", "--yes", "shop"}, {"npx", "./node_modules/.bin/shop"}},
      {{"npm", "exec", "--", "shop"}, {"npm", "./node_modules/.bin/shop"}},
      {{"npm", "start"}, {"npm"}},
      {{"npx", "-c", "shop --fast && cart"}, {"npx", "shop", "cart"}},
      {{"npm", "exec", "--call", "shop"}, {"npm", "shop"}},
      {{"uv", "run", "--env-file", ".env", "shop"}, {"uv", "shop"}},
      {{"sh", "-c", "exec -c shop"}, {"sh", "exec"}},
      {{"bundle", "exec", "rails", "s"}, {"bundle", "rails"}},
      {{"sh", "-c", "cd shop && ./run --fast | tee log"}, {"sh", "shop/./run", "tee"}},
      {{"bash", "-o", "pipefail", "-lc", "a; b"}, {"bash", "a", "b"}},
      {{"sh", "run.sh"}, {"sh"}},
      {{}, {}},
  };
  for (const auto& row : rows) {
    INFO((row.command.empty() ? "" : row.command[0]) << " of " << row.command.size());
    CHECK(FindStartedPrograms(row.command) == row.programs);
  }
}

TEST_CASE("started programs: each command of a shell's line is seen", "[app]") {
  const struct {
    std::string line;
    Strings programs;
  } rows[] = {
      {"PORT=1 node server.js", {"node"}},
      {"exec ./shop >log 2>&1 &", {"exec", "./shop"}},
      {"a && b || c; d | e & f\ng", {"a", "b", "c", "d", "e", "f", "g"}},
      {"(a; { b; })", {"a", "b"}},
      {"if a; then b; else c; fi; while ! d; do e; done", {"a", "b", "c", "d", "e"}},
      {"for x in 1 2; do shop $x; done", {"shop"}},
      {"'my shop' \"a b\"; my\\ cart", {"my shop", "my cart"}},
      {"$SHOP start; \"$DIR/shop\"; a $(b c) `d`", {"a"}},
      {"a # b; c", {"a"}},
      {"LD_PRELOAD= a; PORTONE_CLOCK_FILE=x b; c", {"c"}},
      {"a 'b; c", {"a"}},
      {"<in a; >out b", {"a", "b"}},
      {"cat <<END; a\nb\nEND\nc <<-'X Y' <<<d\n\t\tX\n\tX Y\ne", {"cat", "a", "c", "e"}},
      {"cat <<END\nb\n", {"cat"}},
      {"command -v a || command b", {"command", "b"}},
      {"cd shop; npx --yes cart; cd /srv; ./a",
       {"npx", "shop/./node_modules/.bin/cart", "/srv/./a"}},
      {"sh -c 'sh -c \"a; b\"'", {"sh", "a", "b"}},
      {"sh -c 'cd shop; ./a'; ./b", {"sh", "shop/./a", "./b"}},
      {"(cd shop; (cd bin; ./a); ./b) && ./c", {"shop/bin/./a", "shop/./b", "./c"}},
      {"env -C shop ./a; ./b", {"env", "shop/./a", "./b"}},
      {"env -C shop -S ./a; ./b", {"env", "shop/./a", "./b"}},
      {"env -C shop -i ./a; ./b", {"env", "./b"}},
      {"command cd shop; ./a", {"command", "shop/./a"}},
      {"cd -P -- shop; ./a", {"shop/./a"}},
      {"case x in a) ./b;; esac", {"./b"}},
      {"sh -c a;sh -c b;sh -c c;sh -c d;sh -c e;sh -c f;sh -c g;sh -c h;sh -c i",
       {"sh", "a", "b", "c", "d", "e", "f", "g", "h", "i"}},
      {"", {}},
      {" ; & ", {}},
  };
  for (const auto& row : rows) {
    INFO(row.line);
    CHECK(FindStartedPrograms(row.line) == row.programs);
  }
}

}  // namespace
}  // namespace portone::app
