# Writes a C++ source file that defines a constant with the bytes of a file:
#   cmake -DFROM=library.so -DNAMESPACE=portone::app -DNAME=kLibrary -DTO=library.cc -P EmbedBytes.cmake
file(READ "${FROM}" bytes HEX)
string(LENGTH "${bytes}" size)
math(EXPR size "${size} / 2")
string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
string(REGEX REPLACE "((\\\\x..){24})" "\\1\"\n  \"" bytes "${bytes}")
file(WRITE "${TO}" "// Written by cmake/EmbedBytes.cmake.
#include <string_view>

namespace ${NAMESPACE} {
extern const std::string_view ${NAME};
const std::string_view ${NAME}(
  \"${bytes}\", ${size});
}
")
