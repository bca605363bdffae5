#include "article/formula.h"

#include <algorithm>
#include <string>

namespace hanji {
namespace {

constexpr std::string_view elements =
    " mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub "
    "msubsup msup mtable mtd mtext mtr munder munderover ";
constexpr std::string_view attributes =
    " accent accentunder class columnspan depth displaystyle fence form height largeop linethickness lspace "
    "mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel "
    "separator stretchy symmetric voffset width ";

bool holds(std::string_view names, std::string_view name) {
  if (name.empty()) return false;
  const std::size_t at = names.find(name);
  return at != names.npos && names[at - 1] == ' ' && names[at + name.size()] == ' ';
}

// What stands behind an element's name: ` name="value"`, as often as it likes.
bool are_sound_attributes(std::string_view text) {
  while (!text.empty()) {
    const std::size_t equals = text.find("=\"");
    const std::size_t end = equals == text.npos ? text.npos : text.find('"', equals + 2);
    if (end == text.npos || text[0] != ' ' || !is_formula_attribute(text.substr(1, equals - 1))) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

} // namespace

WrittenFormula written_formula(std::string_view source) {
  std::size_t size = 0;
  if (source.starts_with('$'))
    size = source.starts_with("$$") ? 2 : 1;
  else
    size = std::min(source.find_first_of("(["), source.find_first_not_of('\\') + 1) + 1;
  if (!source.starts_with('$') && (size < 2 || size > 3 || source[size - 2] != '\\')) size = 0;
  if (source.size() < 2 * size) size = 0;
  const std::string_view open = source.substr(0, size);
  return {open, source.substr(size, source.size() - 2 * size), open != "$" && !open.ends_with('(')};
}

const Formula* formula_of(std::span<const Formula> formulas, std::string_view source) {
  const auto found = std::ranges::lower_bound(formulas, source, {}, &Formula::source);
  return found != formulas.end() && found->source == source ? &*found : nullptr;
}

bool is_formula_element(std::string_view name) { return holds(elements, name); }
bool is_formula_attribute(std::string_view name) { return holds(attributes, name); }

bool is_sound_formula(std::string_view mathml) {
  std::string open; // names, each behind a "<"
  do {
    const std::size_t end = mathml.find('>');
    if (!mathml.starts_with('<') || end == mathml.npos) return false;
    const std::string_view tag = mathml.substr(0, end);
    mathml.remove_prefix(end + 1);
    if (tag.starts_with("</")) {
      const std::string_view name = tag.substr(2);
      if (!open.ends_with(name) || !is_formula_element(name)) return false;
      open.resize(open.size() - name.size());
      if (!open.ends_with('<')) return false;
      open.pop_back();
    } else {
      const std::string_view name = tag.substr(1, tag.find(' ') - 1);
      if (!is_formula_element(name) || !are_sound_attributes(tag.substr(1 + name.size()))) return false;
      open += '<';
      open += name;
    }
    const std::size_t text = mathml.find('<'); // up to there
    if (mathml.substr(0, text).find('>') != mathml.npos) return false;
    if (!open.empty()) mathml.remove_prefix(std::min(text, mathml.size()));
  } while (!open.empty());
  return mathml.empty();
}

} // namespace hanji
