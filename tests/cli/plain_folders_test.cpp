#include <doctest.h>

#include "cli/plain_folders.h"

using namespace hanji;

TEST_CASE("머리글이 하나도 없는 폴더는 한 번만 말한다") {
  const std::vector<std::string> posts{"글/가.md",       "글/법/가/하나.md", "글/법/가/둘.md",
                                       "글/법/나/셋.md", "글/섞임/하나.md",  "글/섞임/둘.md"};
  std::vector<Diagnostic> diagnostics;
  for (const char* file : {"글/법/가/하나.md", "글/법/가/둘.md", "글/법/나/셋.md", "글/섞임/하나.md"}) {
    diagnostics.push_back({file, 1, 1, "front_matter_missing", "", ""});
    diagnostics.push_back({file, 1, 1, "title_missing", "", ""});
    diagnostics.push_back({file, 3, 1, "liquid", "", ""});
  }
  diagnostics.push_back({"글/섞임/둘.md", 1, 1, "title_missing", "", ""}); // 머리글은 있다
  summarise_plain_folders("글", posts, diagnostics);
  std::vector<std::string> told;
  for (const Diagnostic& each : diagnostics) told.push_back(each.file + " " + each.code);
  CHECK(told == std::vector<std::string>{"글/법/가/하나.md liquid", "글/법/가/둘.md liquid",
                                         "글/법/나/셋.md liquid", "글/섞임/하나.md front_matter_missing",
                                         "글/섞임/하나.md title_missing", "글/섞임/하나.md liquid",
                                         "글/섞임/둘.md title_missing", "글/법 front_matter_missing"});
  CHECK(diagnostics.back().message == "none of the 3 posts in there has front matter");
}

TEST_CASE("모두 머리글이 없으면 준 폴더를 말한다") {
  std::vector<Diagnostic> diagnostics{{"글/가.md", 1, 1, "front_matter_missing", "", ""},
                                      {"글/나/다.md", 1, 1, "front_matter_missing", "", ""}};
  summarise_plain_folders("글", {"글/가.md", "글/나/다.md"}, diagnostics);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].file == "글");
  diagnostics = {{"글/가.md", 1, 1, "front_matter_missing", "", ""}};
  summarise_plain_folders("글", {"글/가.md"}, diagnostics); // 하나뿐이면 그대로다
  CHECK(diagnostics[0].file == "글/가.md");
}
