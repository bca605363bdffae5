// Code in colours, as highlight.js (npm) reads it: keywords, strings, comments and the like, in about 70
// languages. The colours are inks of an article like an author's own, so each theme keeps them readable on
// its paper (article/ink.h, contrast ≥ 4.5), and page, feed, canvas and text layer need nothing of their own.
// Code that its author has coloured is left alone, and so is code in no language or one that is not known.
// May be called from many threads; each that is at work has an engine of its own (script_engine.h), which
// starts at the first code. Cost: about 1 MB of code a second.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "cli/script_engine.h"
#include "post/diagnostic.h"
#include "post/read_post.h"

namespace hanji {

class CodeColors {
public:
  // `languages`: of the article's blocks. Code that is beyond the engine's bounds stays plain, with a
  // warning.
  void color(Article& article, std::span<const CodeLanguage> languages, const std::string& file,
             std::vector<Diagnostic>& diagnostics);

private:
  ScriptEngine take();
  void give_back(ScriptEngine engine);

  std::mutex changing_;
  std::vector<ScriptEngine> idle_;
};

// What scripts/code.js answers, "k5 .3 s12 ": a letter of what it is and how many UTF-16 units; as runs of
// `text`. Nothing where it does not fit.
std::vector<Inline> colored_runs(std::string_view text, std::string_view answer);

} // namespace hanji
