#include <doctest.h>

#include "post/synonyms.h"

using namespace hanji;

namespace {

std::string read(std::string_view text, std::string& warnings) {
  std::vector<Diagnostic> diagnostics;
  std::string all;
  for (const SynonymGroup& group : read_synonyms(text, "words.txt", diagnostics)) {
    for (const std::string& word : group) all += "[" + word + "]";
    all += "\n";
  }
  warnings.clear();
  for (const Diagnostic& each : diagnostics)
    warnings += each.file + ":" + std::to_string(each.line) + " " + each.code + "\n";
  return all;
}

} // namespace

TEST_CASE("비슷한말: 한 줄에 한 묶음이다") {
  std::string warnings;
  CHECK(read("WHO = 세계보건기구, 세계 보건 기구\n\n# 덧붙임\n  한미동맹=한·미 동맹 # 뒤에도\r\n",
             warnings) == "[WHO][세계보건기구][세계 보건 기구]\n[한미동맹][한·미 동맹]\n");
  CHECK(warnings == "");
  CHECK(read("", warnings) == "");
  CHECK(read("\xEF\xBB\xBF가 = 나", warnings) == "[가][나]\n");
}

TEST_CASE("비슷한말: 말이 안 되는 줄은 빼고 어디인지 말한다") {
  std::string warnings;
  CHECK(read("가나\n가 =\n= 나\n가 = 나,,다\n가 = 나 = 다\n라 = 마\n", warnings) == "[라][마]\n");
  CHECK(warnings == "words.txt:1 synonym_line\nwords.txt:2 synonym_line\nwords.txt:3 synonym_line\n"
                    "words.txt:4 synonym_line\nwords.txt:5 synonym_line\n");
  CHECK(read("가 = " + std::string(300, 'x'), warnings) == "");
}
