// The one test program: ICU's data first, then every test that the command line selects.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tests/golden.h"
#include "text/icu_data.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

namespace hanji {

bool rebaseline = false;

void check_golden(std::string_view actual, std::filesystem::path expected_file) {
  const auto file = std::filesystem::path(HANJI_SOURCE_DIR) / expected_file;
  if (rebaseline) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  INFO(file.string(), in ? "" : " is missing", " (hanji_tests --rebaseline writes it anew)");
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  CHECK(std::string(actual) == expected);
}

} // namespace hanji

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--rebaseline") hanji::rebaseline = true;
  }
  if (!hanji::use_icu_data({icudt76_dat, icudt76_dat_bytes})) {
    return 70; // nothing below the text room can be tested without it
  }
  return doctest::Context(argc, argv).run();
}
