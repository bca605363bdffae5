# The tool for Node: WebAssembly with threads, which are Node's workers. `npm pack` takes the folder build/package.
set(system_library "${PROJECT_SOURCE_DIR}/node/system_library.js")
set_source_files_properties(src/base/hash.cpp src/cli/time_zone.cpp DIRECTORY "${PROJECT_SOURCE_DIR}" PROPERTIES COMPILE_DEFINITIONS HANJI_NODE)
add_executable(hanji src/cli/main.cpp src/cli/node_system.cpp)
set_target_properties(hanji PROPERTIES OUTPUT_NAME hanji_tool SUFFIX .mjs LINK_DEPENDS "${system_library}")
target_link_libraries(hanji PRIVATE hanji_cli icu::data CLI11::CLI11)
# main() has a thread of its own, so that Node's first one may start and hear the others. Frames of foreign parsers are
# deep: 8 MB, as Linux gives them. 4 GB is all that such a program can have.
target_link_options(hanji PRIVATE -O2 -fwasm-exceptions -pthread -sPROXY_TO_PTHREAD -sEXIT_RUNTIME -sMALLOC=mimalloc
  -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=64MB -sMAXIMUM_MEMORY=4GB -Wno-pthreads-mem-growth -sSTACK_SIZE=8MB -sDEFAULT_PTHREAD_STACK_SIZE=8MB
  -sAUTO_NATIVE_LIBRARIES=0 -sFILESYSTEM=0 -sWASM_BIGINT -sENVIRONMENT=node -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=create_tool
  -sEXPORTED_RUNTIME_METHODS=wasmMemory,ENV -sEXPORTED_FUNCTIONS=_main,_malloc,_free -sINCOMING_MODULE_JS_API=arguments,preRun,onExit,onAbort,print,printErr,noExitRuntime
  "SHELL:--js-library ${system_library}")
