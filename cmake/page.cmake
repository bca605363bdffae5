# The reading page: the wasm executable, and the folder build/web that the command line tool copies into a site.
set(page_folder "${PROJECT_SOURCE_DIR}/build/web")
file(GLOB page_files CONFIGURE_DEPENDS LIST_DIRECTORIES false "${PROJECT_SOURCE_DIR}/shell/*" "${PROJECT_SOURCE_DIR}/web/*")

# The modules of shell/ come as one file, and as others what is not needed to read, or in frames alone (embedded.js,
# no_program.js). lines.js stays apart: the tests measure by it what main.js has set. web/embed.js is one file for the
# pages of others, module or not.
file(GLOB shell_modules CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/shell/*.js" "${PROJECT_SOURCE_DIR}/shell/worker/*.js")
list(FILTER page_files EXCLUDE REGEX "/shell/.*\\.js$|/web/embed\\.js$")
set(esbuild "${PROJECT_SOURCE_DIR}/node_modules/.bin/esbuild" --minify --charset=utf8 --log-level=warning)
set(bundled "${CMAKE_BINARY_DIR}/bundled")
set(scripts main.js keeping.js hands.js speech.js offline.js open.js posts_worker.js embedded.js no_program.js lines.js static_page.js service_worker.js embed.js)
list(TRANSFORM scripts PREPEND "${bundled}/")
add_custom_command(OUTPUT ${scripts}
  COMMAND ${esbuild} main.js --bundle --format=esm --external:./hanji.js --external:./lines.js --external:./keeping.js --external:./hands.js --external:./speech.js --external:./embedded.js "--outfile=${bundled}/main.js"
  COMMAND ${esbuild} keeping.js --bundle --format=esm "--outfile=${bundled}/keeping.js"
  COMMAND ${esbuild} hands.js --bundle --format=esm "--outfile=${bundled}/hands.js"
  COMMAND ${esbuild} speech.js --format=esm "--outfile=${bundled}/speech.js"
  COMMAND ${esbuild} offline.js --bundle --format=esm --external:./keeping.js "--outfile=${bundled}/offline.js"
  COMMAND ${esbuild} open.js --bundle --format=esm --external:./keeping.js "--outfile=${bundled}/open.js"
  COMMAND ${esbuild} posts_worker.js --bundle --format=esm --external:./hanji_posts.js "--outfile=${bundled}/posts_worker.js"
  COMMAND ${esbuild} embedded.js --bundle --format=esm "--outfile=${bundled}/embedded.js"
  COMMAND ${esbuild} no_program.js "--outfile=${bundled}/no_program.js"
  COMMAND ${esbuild} lines.js --format=esm "--outfile=${bundled}/lines.js"
  COMMAND ${esbuild} static_page.js "--outfile=${bundled}/static_page.js"
  COMMAND ${esbuild} worker/worker.js --bundle --format=iife "--outfile=${bundled}/service_worker.js"
  COMMAND ${esbuild} ../web/embed.js --bundle --format=iife "--outfile=${bundled}/embed.js"
  DEPENDS ${shell_modules} "${PROJECT_SOURCE_DIR}/web/embed.js" "${PROJECT_SOURCE_DIR}/package-lock.json"
  WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/shell" VERBATIM)
list(APPEND page_files ${scripts})
list(APPEND page_files "${HANJI_ICU_DATA}")

# What formulas look like: for the pages without the program, and at the end of its own sheet.
set(sheets "${PROJECT_SOURCE_DIR}/shell/shell.css" "${PROJECT_SOURCE_DIR}/shell/formula.css")
add_custom_command(OUTPUT "${bundled}/shell.css" COMMAND "${CMAKE_COMMAND}" -E cat ${sheets} > "${bundled}/shell.css"
  DEPENDS ${sheets} VERBATIM)
list(FILTER page_files EXCLUDE REGEX "/shell/shell\\.css$")
list(APPEND page_files "${bundled}/shell.css")

# Rooms whose speed does not show when they are compiled to be small (./dev bench frame); text, index, search and layout are not.
foreach(room article bundle reader app)
  target_compile_options(hanji_${room} PRIVATE -Oz)
endforeach()
target_compile_options(imgui_imgui PRIVATE -Oz)  # a frame of ours is a few lists of quads

# What every posting of a query, and every character of its hits, goes through.
set_source_files_properties(src/index/index_model.cpp src/text/normalize.cpp src/text/utf8.cpp
  DIRECTORY "${PROJECT_SOURCE_DIR}" PROPERTIES COMPILE_OPTIONS -O2)
# What places blocks whose lines others have set.
set_source_files_properties(src/layout/page.cpp src/layout/table.cpp src/layout/columns.cpp src/layout/ruby.cpp src/layout/layout_cache.cpp src/layout/list_marker.cpp
  DIRECTORY "${PROJECT_SOURCE_DIR}" PROPERTIES COMPILE_OPTIONS -Oz)
# What is said once for a query, a word of it or a hit that shows.
set_source_files_properties(src/search/expansion.cpp src/search/word_score.cpp src/search/query.cpp src/search/query_fields.cpp src/search/understood.cpp src/search/search.cpp src/search/session.cpp src/index/search_index.cpp src/search/collect.cpp src/search/word_spacing.cpp src/search/correct.cpp src/search/excerpt.cpp src/search/facets.cpp src/index/labels.cpp src/search/marked_words.cpp src/search/matcher.cpp src/search/text_features.cpp src/search/suggest.cpp
  src/index/index_segment.cpp src/index/index_shard.cpp src/index/index_text.cpp src/text/keyboard.cpp src/text/numbers.cpp src/text/particles.cpp
  src/text/hanja.cpp src/text/function_words.cpp src/text/directions.cpp src/text/letters.cpp src/text/percent.cpp src/text/spacing.cpp src/search/postings_lookup.cpp DIRECTORY "${PROJECT_SOURCE_DIR}" PROPERTIES COMPILE_OPTIONS -Oz)

# Posts into a site within the browser: a program of its own, with files in memory, for who opens posts.
add_executable(hanji_posts src/cli/main_posts.cpp)
set_target_properties(hanji_posts PROPERTIES SUFFIX .js)
target_link_libraries(hanji_posts PRIVATE hanji_cli nlohmann_json::nlohmann_json)
target_link_options(hanji_posts PRIVATE -O2 -fwasm-exceptions -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=create_posts -sENVIRONMENT=worker
  -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=64MB -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=8MB -sDYNAMIC_EXECUTION=0 -sFORCE_FILESYSTEM
  -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToNewUTF8 -sEXPORTED_FUNCTIONS=_malloc,_free
  -sINCOMING_MODULE_JS_API=wasmBinary,locateFile --no-entry)

set(host_library "${PROJECT_SOURCE_DIR}/shell/host_library.js")
set(exports_file "${PROJECT_SOURCE_DIR}/src/app/exports.txt")
if(EXISTS "${host_library}" AND EXISTS "${exports_file}")
  file(STRINGS "${exports_file}" exports REGEX "^[a-z_]")
  set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${exports_file}")
  list(TRANSFORM exports PREPEND _)
  list(JOIN exports , exports)

  add_executable(hanji_page src/app/main_web.cpp)
  set_target_properties(hanji_page PROPERTIES OUTPUT_NAME hanji SUFFIX .js LINK_DEPENDS "${host_library}")
  target_link_libraries(hanji_page PRIVATE hanji_app imgui::opengl3)
  # Once more over the whole, taking it that nothing traps: what could only trap is not kept. 3.3 kB gzipped.
  # No code from strings (-sDYNAMIC_EXECUTION=0), so that a page with a strict content policy can hold us.
  target_link_options(hanji_page PRIVATE -Oz -fwasm-exceptions
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=create_hanji
    -sENVIRONMENT=web -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=16MB -sMEMORY_GROWTH_LINEAR_STEP=1MB -sSTACK_SIZE=1MB -sFILESYSTEM=0
    -sBINARYEN_EXTRA_PASSES=--traps-never-happen,-Oz,--converge
    -sGL_ENABLE_GET_PROC_ADDRESS=0 -sDYNAMIC_EXECUTION=0 -sEXPORTED_RUNTIME_METHODS=HEAPU8,GL
    "-sEXPORTED_FUNCTIONS=${exports}" "SHELL:--js-library ${host_library}")
  add_custom_command(OUTPUT "${bundled}/hanji.js"  # a quarter smaller than Emscripten leaves it
    COMMAND ${esbuild} "$<TARGET_FILE:hanji_page>" --format=esm "--outfile=${bundled}/hanji.js"
    DEPENDS hanji_page VERBATIM)
  list(APPEND page_files "${bundled}/hanji.js")
  set(page_depends hanji_page ${page_files})
  list(APPEND page_files "$<TARGET_FILE_DIR:hanji_page>/hanji.wasm")
endif()

# hanji-search.wasm, the search of a site without the reader. No JavaScript of Emscripten's: web/hanji-search.js gives
# the few imports itself. ICU's data for folding is linked in.
add_executable(hanji_search_module src/module/main_search.cpp)
set_target_properties(hanji_search_module PROPERTIES OUTPUT_NAME hanji-search SUFFIX .wasm)
target_link_libraries(hanji_search_module PRIVATE hanji_module icu::data)
target_link_options(hanji_search_module PRIVATE -Oz -fwasm-exceptions --no-entry -sSTANDALONE_WASM -sFILESYSTEM=0
  -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=2MB -sSTACK_SIZE=256KB
  -sBINARYEN_EXTRA_PASSES=--traps-never-happen,-Oz,--converge)
list(APPEND page_depends hanji_search_module)
list(APPEND page_files "$<TARGET_FILE:hanji_search_module>")

set(posts_program "${bundled}/hanji_posts.js" "${bundled}/hanji_posts.wasm")
add_custom_command(OUTPUT ${posts_program}
  COMMAND ${esbuild} "$<TARGET_FILE:hanji_posts>" --format=esm "--outfile=${bundled}/hanji_posts.js"
  COMMAND "${CMAKE_COMMAND}" -E copy "$<TARGET_FILE_DIR:hanji_posts>/hanji_posts.wasm" "${bundled}/hanji_posts.wasm"
  DEPENDS hanji_posts VERBATIM)
list(APPEND page_files ${posts_program})
# What a site that is made in the browser has of the page: texts that are filled in, and names of what lies in this site.
add_custom_command(OUTPUT "${bundled}/posts_page.json"
  COMMAND node "${PROJECT_SOURCE_DIR}/cmake/posts_page.mjs" "${bundled}/posts_page.json" ${page_files}
  DEPENDS ${page_depends} ${posts_program} "${PROJECT_SOURCE_DIR}/cmake/posts_page.mjs" VERBATIM)
list(APPEND page_depends ${posts_program} "${bundled}/posts_page.json")
list(APPEND page_files "${bundled}/posts_page.json")

add_custom_target(page ALL
  COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${page_folder}" "-DFILES=${page_files}" -P "${PROJECT_SOURCE_DIR}/cmake/mirror.cmake"
  DEPENDS ${page_depends} VERBATIM)
