# The compiler flags of all targets of this project, as an interface target instead of global flags.
add_library(portone_build_flags INTERFACE)
target_compile_options(portone_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wswitch-enum)
# Messages contain source paths relative to the project, wherever it was built.
target_compile_options(portone_build_flags INTERFACE -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 wrongly warns about overlapping copies in std::string operator+ (GCC bug 105651), about
  # copies out of a moved std::string, and about reads of an empty std::optional after a has_value()
  # check (GCC bug 80635).
  target_compile_options(portone_build_flags INTERFACE
    -Wno-restrict -Wno-array-bounds -Wno-maybe-uninitialized
    $<$<CONFIG:Release>:-Wno-stringop-overread>)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Newer ones take any temporary argument of a function for what the result refers to, and with
  # sanitizers read an empty std::optional as before.
  target_compile_options(portone_build_flags INTERFACE
    -Wno-dangling-reference -Wno-maybe-uninitialized)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # Embedded texts are longer than what every compiler must take.
  target_compile_options(portone_build_flags INTERFACE -Wno-overlength-strings)
endif()
# GCC's garbage collector takes a seventh of its time on the large groups of a unity build; with this it
# does not start before a heap of 2 GB.
if(CMAKE_UNITY_BUILD)
  target_compile_options(portone_build_flags INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=2000000>)
endif()
# What makes a bug harder to exploit. _FORTIFY_SOURCE needs an optimizer and disturbs sanitizers; a
# distribution's compiler may set a higher level itself.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
target_compile_options(portone_build_flags INTERFACE -fstack-protector-strong)
if(NOT PORTONE_SANITIZE)
  target_compile_options(portone_build_flags INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
endif()
target_link_options(portone_build_flags INTERFACE -Wl,-z,relro,-z,now)
option(PORTONE_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
if(PORTONE_WARNINGS_AS_ERRORS)
  target_compile_options(portone_build_flags INTERFACE -Werror)
endif()
# A sanitizer of memory or threads has to see the whole program. Undefined behaviour is looked for in
# what is shipped (portone_source_flags), for in the tests it costs more than it finds.
if(PORTONE_SANITIZE)
  target_compile_options(portone_build_flags INTERFACE
    -fsanitize=${PORTONE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(portone_build_flags INTERFACE -fsanitize=${PORTONE_SANITIZE})
  # The leak checker of a shared runtime also reads the tables of the other one, and its calls are
  # slower: a program takes a third longer from start to end, and `make test` starts a thousand.
  if(PORTONE_SANITIZE STREQUAL "address")
    target_link_options(portone_build_flags INTERFACE
      $<$<CXX_COMPILER_ID:GNU>:-static-libasan> $<$<CXX_COMPILER_ID:GNU>:-static-libubsan>)
  endif()
  if(PORTONE_SANITIZE STREQUAL "thread")
    # The thread sanitizer does not follow fences. The clock file's, between atomic accesses only,
    # synchronise processes.
    target_compile_options(portone_build_flags INTERFACE -Wno-tsan)
    add_library(portone_thread_sanitizer STATIC ${CMAKE_CURRENT_LIST_DIR}/thread_sanitizer.cc)
    target_compile_options(portone_thread_sanitizer PRIVATE -fsanitize=thread)
    target_link_libraries(portone_build_flags INTERFACE
      $<LINK_LIBRARY:WHOLE_ARCHIVE,portone_thread_sanitizer>)
  endif()
endif()
add_library(portone_source_flags INTERFACE)
target_link_libraries(portone_source_flags INTERFACE portone_build_flags)
if(PORTONE_SANITIZE)
  # With -O1 the tests take half the time. Their own files stay at -O0.
  target_compile_options(portone_source_flags INTERFACE $<$<CONFIG:Debug>:-O1>)
endif()
if(PORTONE_SANITIZE_SOURCES)
  target_compile_options(portone_source_flags INTERFACE
    -fsanitize=${PORTONE_SANITIZE_SOURCES} -fno-sanitize-recover=all)
  # Four checks of `undefined` are almost all of its cost: the tables of pointer-overflow alone are
  # most of the program's data, which the leak checker reads at the end of each program. The
  # address sanitizer finds most of what they would, at the access; all four look at whatever reads
  # foreign bytes in `make fuzz`.
  if(PORTONE_SANITIZE_SOURCES STREQUAL "undefined")
    target_compile_options(portone_source_flags INTERFACE
      -fno-sanitize=null,alignment,object-size,pointer-overflow)
  endif()
  target_link_options(portone_build_flags INTERFACE -fsanitize=${PORTONE_SANITIZE_SOURCES})
endif()
# For what need not be fast in a release: a fifth less time to compile than with -O2.
add_library(portone_short_build INTERFACE)
target_compile_options(portone_short_build INTERFACE $<$<CONFIG:Release>:-O1>)
