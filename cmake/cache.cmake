# Where ./dev keeps what all clones share, and where in it a pinned dependency lies.
if(DEFINED ENV{HANJI_CACHE})
  set(HANJI_CACHE "$ENV{HANJI_CACHE}")
else()
  set(HANJI_CACHE "$ENV{HOME}/.cache/hanji")
endif()

set(HANJI_LOCK "${CMAKE_CURRENT_LIST_DIR}/dependencies.lock")

# locked(<out> <name>): the folder of a row of cmake/dependencies.lock
function(locked out name)
  file(STRINGS "${HANJI_LOCK}" rows REGEX "^(deb|source) +[a-z]+ +${name} ")
  list(LENGTH rows count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "cmake/dependencies.lock has ${count} rows named ${name}")
  endif()
  string(REGEX REPLACE "^([a-z]+) +[a-z]+ +[^ ]+ +([^ ]+) .*" "\\1;\\2" row "${rows}")
  list(POP_FRONT row kind version)
  set(folder "${HANJI_CACHE}/${kind}s/${name}-${version}")
  if(NOT EXISTS "${folder}/.stamp")
    message(FATAL_ERROR "${name} ${version} is not in ${HANJI_CACHE}: run ./dev setup first")
  endif()
  set(${out} "${folder}" PARENT_SCOPE)
endfunction()
