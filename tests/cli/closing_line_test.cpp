// How cmake/test.sh counts what the test programs print.
#include <doctest.h>

#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

// The closing line after a test program that printed this and ended so.
std::string closing_line(const Workshop& workshop, const std::string& output, int status) {
  workshop.write("program",
                 "#!/bin/sh\ncat '" + workshop.at("output").string() + "'\nexit " + std::to_string(status));
  workshop.write("output", output);
  fs::permissions(workshop.at("program"), fs::perms::owner_all);
  const std::string script =
      "cd '" + workshop.folder.string() + "' && warn() { :; } && set -o pipefail && . '" +
      HANJI_SOURCE_DIR "/cmake/test.sh' && count ./program >seen && closing_line >closing";
  REQUIRE(std::system(("bash -c \"" + script + "\"").c_str()) == 0);
  CHECK(workshop.read("seen") == output);
  return workshop.read("closing");
}

std::string summary(const std::string& counts) { return "[doctest] test cases: " + counts + "\n"; }

} // namespace

TEST_CASE("끝줄: 건너뛴 시험은 지난 시험으로 세지 않는다") {
  const Workshop workshop;
  CHECK(closing_line(workshop, summary("12 | 12 passed | 0 failed | 0 skipped"), 0) ==
        "12 passed, 0 failed\n");
  CHECK(closing_line(workshop,
                     "skipped 실패: 작은 디스크: no right to mount one\nskipped serve: no curl\n" +
                         summary("12 | 12 passed | 0 failed | 0 skipped"),
                     0) == "10 passed, 0 failed, 2 skipped\n");
  CHECK(closing_line(workshop,
                     "a_test.cpp:3: MESSAGE: skipped over it\n" +
                         summary("12 | 11 passed | 1 failed | 0 skipped"),
                     1) == "11 passed, 1 failed\n");
  CHECK(closing_line(workshop, "skipped it: why\n3 passed, 0 failed, 1 skipped\n", 0) ==
        "3 passed, 0 failed, 1 skipped\n");
  CHECK(closing_line(workshop, "Segmentation fault\n", 139) == "0 passed, 1 failed\n");
}
