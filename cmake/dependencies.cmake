# Foreign code as CMake targets, built from the sources that ./dev keeps in its cache.
#
# Outside of our own clone paths and flags are the same for every clone and every native preset, so that ccache compiles
# ICU once for all of them. Only what reads foreign input (gumbo, md4c, yaml-cpp) is instrumented where we are.

# foreign_library(<target> INCLUDE <dirs> [SOURCES <files>] [DEFINITIONS <public>] [PRIVATE <private>] [INSTRUMENTED])
function(foreign_library target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "INSTRUMENTED" "" "INCLUDE;SOURCES;DEFINITIONS;PRIVATE")
  string(REPLACE "::" "_" name "${target}")
  if(arg_SOURCES)
    add_library(${name} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
    set(scope PUBLIC)
    target_compile_options(${name} PRIVATE -w)
    target_compile_definitions(${name} PRIVATE ${arg_PRIVATE})
    if(arg_INSTRUMENTED)
      target_compile_options(${name} PRIVATE ${HANJI_INSTRUMENT})
    endif()
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} SYSTEM ${scope} ${arg_INCLUDE})
  target_compile_definitions(${name} ${scope} ${arg_DEFINITIONS})
  add_library(${target} ALIAS ${name})
endfunction()

# ICU, the common half only: normalization and boundaries. Its data is a file of its own.
locked(icu icu)
file(GLOB icu_sources "${icu}/source/common/*.cpp" "${icu}/source/stubdata/*.cpp")
list(FILTER icu_sources EXCLUDE REGEX "/(brkeng|dictbe|lstmbe|dictionarydata)\\.cpp$")
list(APPEND icu_sources "${CMAKE_CURRENT_LIST_DIR}/icu_without_dictionaries.cpp")
foreign_library(icu::uc
  INCLUDE "${icu}/source/common"
  SOURCES ${icu_sources}
  DEFINITIONS U_STATIC_IMPLEMENTATION U_CHARSET_IS_UTF8=1 U_NO_DEFAULT_INCLUDE_UTF_HEADERS=1
    UNISTR_FROM_CHAR_EXPLICIT=explicit UNISTR_FROM_STRING_EXPLICIT=explicit
    UCONFIG_NO_FILE_IO=1 UCONFIG_NO_LEGACY_CONVERSION=1 UCONFIG_NO_TRANSLITERATION=1
    UCONFIG_NO_REGULAR_EXPRESSIONS=1 UCONFIG_NO_IDNA=1 UCONFIG_NO_MF2=1 U_ENABLE_DYLOAD=0
  PRIVATE U_COMMON_IMPLEMENTATION)

# The filtered data (cmake/icu_data.sh): beside the wasm for the page, linked in for tools and tests.
set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${CMAKE_CURRENT_LIST_DIR}/icu_data.sh")
file(SHA256 "${CMAKE_CURRENT_LIST_DIR}/icu_data.sh" icu_data_key)
string(SUBSTRING "${icu_data_key}" 0 8 icu_data_key)
string(REGEX REPLACE ".*-" "${HANJI_CACHE}/icu-data-" icu_data_folder "${icu}")
string(APPEND icu_data_folder "-${icu_data_key}")
set(HANJI_ICU_DATA "${icu_data_folder}/icudt76l.dat")
if(NOT EXISTS "${HANJI_ICU_DATA}")
  message(FATAL_ERROR "The filtered ICU data is not in ${HANJI_CACHE}: run ./dev setup first")
endif()
# An object library: the linker must not pass over it in favour of ICU's own empty stand-in of the same name.
add_library(icu_data OBJECT EXCLUDE_FROM_ALL "${CMAKE_CURRENT_LIST_DIR}/icu_data.S")
target_include_directories(icu_data PRIVATE "${icu_data_folder}")
set_source_files_properties("${CMAKE_CURRENT_LIST_DIR}/icu_data.S" PROPERTIES OBJECT_DEPENDS "${HANJI_ICU_DATA}")
add_library(icu::data ALIAS icu_data)
# The same step leaves the readings of Hanja there.
foreign_library(icu::hanja INCLUDE "${icu_data_folder}")

# Dear ImGui: the drawing core; on the web also its OpenGL half. The browser draws our glyphs, so no font is built in.
if(DEFINED ENV{HANJI_IMGUI})
  set(imgui "$ENV{HANJI_IMGUI}")
else()
  locked(imgui imgui)
endif()
foreign_library(imgui::imgui
  INCLUDE "${imgui}"
  SOURCES "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_tables.cpp" "${imgui}/imgui_widgets.cpp"
  DEFINITIONS IMGUI_USE_WCHAR32 IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_FONT IMGUI_ENABLE_FREETYPE)  # whose loader is src/reader/silent_font.cpp
if(EMSCRIPTEN)
  foreign_library(imgui::opengl3
    INCLUDE "${imgui}/backends"
    SOURCES "${imgui}/backends/imgui_impl_opengl3.cpp"
    DEFINITIONS IMGUI_IMPL_OPENGL_ES3)
  target_link_libraries(imgui_opengl3 PUBLIC imgui::imgui)
endif()

locked(yaml_cpp yaml-cpp)
file(GLOB yaml_cpp_sources "${yaml_cpp}/src/*.cpp")
foreign_library(yaml-cpp::yaml-cpp INSTRUMENTED
  INCLUDE "${yaml_cpp}/include"
  SOURCES ${yaml_cpp_sources}
  DEFINITIONS YAML_CPP_STATIC_DEFINE)

locked(gumbo gumbo-parser)
file(GLOB gumbo_sources "${gumbo}/src/*.c")
foreign_library(gumbo::gumbo INSTRUMENTED INCLUDE "${gumbo}/src" SOURCES ${gumbo_sources})

locked(md4c md4c)
foreign_library(md4c::md4c INSTRUMENTED
  INCLUDE "${md4c}/src"
  SOURCES "${md4c}/src/md4c.c" "${md4c}/src/md4c-html.c" "${md4c}/src/entity.c"
  PRIVATE MD4C_USE_UTF8)

# SHA-256 of LibTomCrypt: one file of it, arguments checked by return value.
locked(tomcrypt libtomcrypt)
foreign_library(sha256::sha256
  INCLUDE "${tomcrypt}/src/headers"
  SOURCES "${tomcrypt}/src/hashes/sha2/sha256.c"
  PRIVATE LTC_SOURCE LTC_NO_TEST ARGTYPE=4)

# QuickJS, the language alone: without its library of files and processes. It is for the tool, and what opens posts in the
# page, not for the page itself.
locked(quickjs quickjs)
foreign_library(quickjs::quickjs
  INCLUDE "${quickjs}"
  SOURCES "${quickjs}/quickjs.c" "${quickjs}/libregexp.c" "${quickjs}/libunicode.c" "${quickjs}/cutils.c" "${quickjs}/dtoa.c"
  PRIVATE _GNU_SOURCE CONFIG_VERSION="2025-04-26")
target_compile_options(quickjs_quickjs PRIVATE -fwrapv)

# Of one source for every tool, so that all of them compress to the same bytes.
locked(zlib zlib)
file(GLOB zlib_sources "${zlib}/*.c")
list(FILTER zlib_sources EXCLUDE REGEX "/gz[a-z]+\\.c$")  # its own files
foreign_library(zlib::zlib INCLUDE "${zlib}" SOURCES ${zlib_sources})
locked(brotli brotli)
file(GLOB brotli_sources "${brotli}/c/common/*.c" "${brotli}/c/dec/*.c" "${brotli}/c/enc/*.c")
foreign_library(brotli::brotli INCLUDE "${brotli}/c/include" SOURCES ${brotli_sources})

# What Debian's development packages bring (cmake/setup.sh); under Node nothing asks for it. Shared, unlike all else: what
# is mended in it reaches a tool that is built already.
foreign_library(openssl::openssl INCLUDE "")
if(NOT EMSCRIPTEN)
  find_package(OpenSSL REQUIRED)
  target_link_libraries(openssl_openssl INTERFACE OpenSSL::SSL OpenSSL::Crypto)
endif()

# toml++, of Debian's development package too, but of headers only, which the page's compiler reads as well: by a link,
# so that it sees nothing else of the machine's own.
if(NOT EXISTS /usr/include/toml++/toml.h)
  message(FATAL_ERROR "toml++ is not here (package libtomlplusplus-dev): run ./dev setup first")
endif()
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/toml")
file(CREATE_LINK /usr/include/toml++ "${CMAKE_BINARY_DIR}/toml/toml++" SYMBOLIC)
foreign_library(tomlplusplus::tomlplusplus INCLUDE "${CMAKE_BINARY_DIR}/toml")

# Headers only.
locked(folder nlohmann-json3)
foreign_library(nlohmann_json::nlohmann_json INCLUDE "${folder}/single_include")
locked(folder doctest)
foreign_library(doctest::doctest INCLUDE "${folder}/doctest")
locked(folder cli11)
foreign_library(CLI11::CLI11 INCLUDE "${folder}/include")
locked(folder cpp-httplib)
foreign_library(httplib::httplib INCLUDE "${folder}")
locked(folder libstb)
foreign_library(stb::image INCLUDE "${folder}")
