# Writes a C++ source file with a table of text files:
#   cmake "-DFILES=pages/window.html,script/iamport.js" -DROOT=src/web -DTO=files_text.cc -P EmbedFiles.cmake
string(REPLACE "," ";" files "${FILES}")
set(rows "")
foreach(file IN LISTS files)
  file(READ "${ROOT}/${file}" text)
  string(APPEND rows "    {\"${file}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE "${TO}" "// Written by cmake/EmbedFiles.cmake.
#include \"web/files.h\"

namespace portone::web {
namespace {
constexpr File kFiles[] = {
${rows}};
}  // namespace

std::span<const File> Files() {
  return kFiles;
}

}  // namespace portone::web
")
