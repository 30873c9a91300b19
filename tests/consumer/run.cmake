# Installs a build into a prefix of its own, builds the consumer against it and runs it:
#   cmake -DBUILD=build/dev -DWORK=/tmp/consumer -DGENERATOR=Ninja -DCOMPILER=g++ -DSANITIZE=address
#     -P tests/consumer/run.cmake
set(prefix ${WORK}/prefix)
file(REMOVE_RECURSE ${WORK})

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY COMMAND_ECHO STDOUT)
endfunction()

# The libraries are built with sanitizers, so what links them has to be, too.
set(flags "")
if(SANITIZE)
  set(flags "-fsanitize=${SANITIZE}")
endif()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${WORK}/build -G ${GENERATOR}
  -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${flags} -DCMAKE_PREFIX_PATH=${prefix})
run(${CMAKE_COMMAND} --build ${WORK}/build)

set(data ${prefix}/share/portone-emulator/scenarios)
run(${WORK}/build/consumer ${data}/kcp/monthly_subscription.json)
run(${prefix}/bin/portone-emulator validate ${data}/kcp/monthly_subscription.json)
foreach(file ${data}/schema.json ${prefix}/share/doc/portone-emulator/LICENSE)
  if(NOT EXISTS ${file})
    message(FATAL_ERROR "not installed: ${file}")
  endif()
endforeach()

# Nothing of the source or the build tree is named by what was installed.
file(GLOB_RECURSE package ${prefix}/*.cmake)
get_filename_component(source ${CMAKE_CURRENT_LIST_DIR}/../.. ABSOLUTE)
foreach(file IN LISTS package)
  file(READ ${file} text)
  foreach(place ${source} ${BUILD})
    string(FIND "${text}" "${place}/" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${file} names ${place}")
    endif()
  endforeach()
endforeach()
