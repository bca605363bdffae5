// Any bytes as what Temml answers, and as TeX that it is given: what comes of it is sound, or nothing.
#include "article/formula.h"

#include <cstdlib>
#include <memory>
#include <string>

#include "cli/formulas.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string kept = hanji::kept_mathml(bytes);
  if (!kept.empty() && !hanji::is_sound_formula(kept)) std::abort();
  if (size > 512 || !hanji::is_valid_utf8(bytes)) return 0;
  hanji::Article article;
  hanji::Block block;
  block.kind = hanji::BlockKind::formula;
  block.text = "$$" + bytes + "$$";
  article.blocks.push_back(block);
  std::vector<hanji::Diagnostic> diagnostics;
  static std::unique_ptr<hanji::FormulaSetter> setter; // anew now and then, since it remembers
  static unsigned runs = 0;
  if (runs++ % 1000 == 0) setter = std::make_unique<hanji::FormulaSetter>();
  setter->set(article, {}, "x.md", diagnostics);
  for (const hanji::Formula& formula : article.formulas) {
    if (!hanji::is_sound_formula(formula.mathml)) std::abort();
  }
  if (article.formulas.size() + diagnostics.size() != 1) std::abort();
  return 0;
}
