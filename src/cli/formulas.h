// The formulas of articles, set: Temml makes MathML of TeX (scripts/formula.js), and of that what MathML Core
// has is kept (article/formula.h). Its styles are no part of that, and a page's content policy lets none
// through: those that say where a column or a rule stands become classes of shell/formula.css, colours become
// attributes, the rest goes.
//
// As MathJax has it, `\\def`, `\\newcommand` and their kin hold in the whole article, `\\require` asks for
// nothing, and a
// `\\ref` says its label.
//
// A formula that Temml refuses, or that takes beyond the engine's bounds (cli/script_engine.h), is code, as
// it is written, and a warning `formula` at its place. Equal formulas are set once; calls may come from many
// threads, and each that sets one has an engine of its own, which is kept for the next. Cost: 0.2 ms a
// formula, 30 ms for the first of an engine.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "cli/script_engine.h"
#include "post/diagnostic.h"
#include "post/read_post.h"

namespace hanji {

// What of MathML as HTML has it is kept: one element that is_sound_formula, or nothing where there is none.
// Any bytes may come in.
std::string kept_mathml(std::string_view html);

class FormulaSetter {
public:
  // Fills Article::formulas, and makes code of what cannot be set.
  void set(Article& article, std::span<const FormulaPlace> places, const std::string& file,
           std::vector<Diagnostic>& diagnostics);

private:
  struct Known {
    std::mutex setting;
    std::optional<Result<std::string>> mathml;
  };
  const Result<std::string>& mathml_of(const std::string& source, const std::string& preamble);
  Result<std::string> make(const std::string& source, const std::string& preamble);

  std::mutex changing_;
  std::map<std::string, Known> known_; // by preamble and source
  std::vector<ScriptEngine> idle_;
};

} // namespace hanji
