// What stands beside a block of code: its language, the file or title that it is called by, lines that are to
// be seen first, the number of its first line where lines are numbered. Generators write this behind the
// fence, each in its own way:
//
//   ```js title="src/a.js" {1,3-5} showLineNumbers       Docusaurus, Gatsby, Astro
//   ```ts:line-numbers=2 {4} [a.ts]                      VitePress
//   ```go {linenos=inline,hl_lines=[1,"3-5"],linenostart=7}   Hugo
//   ```js src/App.js active                              React's documentation,
//   ```js [[1, 4, "age"]]                                which marks words so: left aside
//   ```{.python .numberLines startFrom="5"}, ```{r}      Pandoc, Quarto
//   ```js 제목                                            Hexo
//
// What is not known is left aside. UTF-8. Never fails; linear.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hanji {

struct CodeInfo {
  std::string language; // in lower case, as it is written; empty: not said
  std::string title;    // empty: none
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines; // marked, from 1, both ends meant
  std::uint32_t first_line = 0;                               // 0: lines are not numbered
  bool operator==(const CodeInfo&) const = default;
};

CodeInfo code_info(std::string_view text); // behind the fence

// The same text as one word, since of several md4c passes on the first alone. Of one word it is the word.
std::string word_of_info(std::string_view text);

// Of the classes of an element that holds code, `language-…` and what else is usual; a word of word_of_info's
// is read whole.
CodeInfo code_info_of_classes(std::string_view classes);

} // namespace hanji
