# JavaScript that the tool runs itself (src/cli/script_engine.h): each file of scripts/, with what it takes from npm, as one
# text that is linked in. bundled_script(<name>): scripts/<name>.js as `extern "C" const char <name>_script[]` and
# `const std::uint32_t <name>_script_bytes` of hanji_cli.
function(bundled_script name)
  set(folder "${CMAKE_BINARY_DIR}/scripts")
  set(bundle "${folder}/${name}.js")
  add_custom_command(OUTPUT "${bundle}"
    COMMAND "${PROJECT_SOURCE_DIR}/node_modules/.bin/esbuild" "${name}.js" --bundle --format=iife --minify --charset=utf8
      --target=es2020 --log-level=warning "--outfile=${bundle}"
    DEPENDS "${PROJECT_SOURCE_DIR}/scripts/${name}.js" "${PROJECT_SOURCE_DIR}/package-lock.json"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/scripts" VERBATIM)
  configure_file("${PROJECT_SOURCE_DIR}/cmake/script.S.in" "${folder}/${name}.S" @ONLY)
  set_source_files_properties("${folder}/${name}.S" PROPERTIES OBJECT_DEPENDS "${bundle}")
  add_library(script_${name} OBJECT EXCLUDE_FROM_ALL "${folder}/${name}.S")
  target_sources(hanji_cli PRIVATE $<TARGET_OBJECTS:script_${name}>)
endfunction()
