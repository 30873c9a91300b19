# Writes a C++ source file that defines a constant with the content of a text file:
#   cmake -DFROM=schema.json -DNAMESPACE=portone::scenario -DNAME=kSchemaText -DTO=schema_text.cc -P EmbedText.cmake
file(READ "${FROM}" text)
file(WRITE "${TO}" "// Written by cmake/EmbedText.cmake.
#include <string_view>

namespace ${NAMESPACE} {
extern const std::string_view ${NAME};
const std::string_view ${NAME} = R\"embedded(${text})embedded\";
}
")
