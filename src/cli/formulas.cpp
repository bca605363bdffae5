#include "cli/formulas.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <optional>
#include <utility>

#include "article/formula.h"
#include "article/ink.h"
#include "cli/decimal.h"
#include "post/css_color.h"
#include "post/front_matter.h"
#include "post/scan.h"

extern "C" const char formula_script[];              // scripts/formula.js (cmake/scripts.cmake)
extern "C" const std::uint32_t formula_script_bytes; // of it

namespace hanji {
namespace {

constexpr auto kept_classes =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"tml-left", "m-left"},
                                                                  {"tml-right", "m-right"},
                                                                  {"tml-tag", "m-tag"},
                                                                  {"tml-jot", "m-jot"},
                                                                  {"tml-small", "m-small"},
                                                                  {"tml-vec", "m-vec"},
                                                                  {"tml-hat-1", "m-hat1"},
                                                                  {"tml-hat-2", "m-hat2"},
                                                                  {"tml-hat-3", "m-hat3"},
                                                                  {"tml-hat-4", "m-hat4"},
                                                                  {"tml-tilde-2", "m-hat1"},
                                                                  {"tml-tilde-3", "m-hat2"},
                                                                  {"tml-tilde-4", "m-hat3"}});

// Of <menclose>, which MathML Core does not have.
constexpr auto notations =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"updiagonalstrike", "m-up"},
                                                                  {"downdiagonalstrike", "m-down"},
                                                                  {"horizontalstrike", "m-through"},
                                                                  {"box", "m-box"},
                                                                  {"roundedbox", "m-box"},
                                                                  {"circle", "m-box"},
                                                                  {"top", "m-over"},
                                                                  {"actuarial", "m-over"},
                                                                  {"longdiv", "m-over"},
                                                                  {"bottom", "m-under"},
                                                                  {"phasorangle", "m-under"}});

template <std::size_t n>
std::string_view found_in(const std::array<std::pair<std::string_view, std::string_view>, n>& names,
                          std::string_view name) {
  const auto found = std::ranges::find(names, name, &std::pair<std::string_view, std::string_view>::first);
  return found == names.end() ? std::string_view() : found->second;
}

// A length in em; those of print are of a size of 12 points.
double em_of(std::string_view length) {
  const std::optional<Decimal> number = parse_decimal(length);
  if (!number) return 0;
  return number->rest.starts_with("pt")   ? number->value / 12
         : number->rest.starts_with("ex") ? number->value * 0.43
                                          : number->value;
}

// An author's colour, moved to where it can be read on light and on dark paper (article/ink.h): 4.5 : 1 on
// one, nearly that on the other. "" for none.
std::string readable_name(Rgba color) {
  if (!color) return {};
  constexpr Rgba light{255, 255, 255, 255}, dark{23, 24, 26, 255};
  color = readable(readable(color, light), dark);
  std::array<char, 8> name{};
  std::snprintf(name.data(), name.size(), "#%02x%02x%02x", color.red, color.green, color.blue);
  return name.data();
}

template <class Visit>
void each_word(std::string_view text, char separator, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (const std::string_view word = trimmed(text.substr(0, end)); !word.empty()) visit(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

class Keeper {
public:
  std::string keep(std::string_view html) {
    while (!html.empty()) {
      const std::size_t end = html[0] == '<' ? html.find('>') : html.find('<');
      if (html[0] != '<') {
        put_text(html.substr(0, end));
        html.remove_prefix(std::min(end, html.size()));
      } else if (end == html.npos) {
        break;
      } else {
        take_tag(html.substr(1, end - 1));
        html.remove_prefix(end + 1);
      }
    }
    while (!open_.empty()) close();
    if (roots_ == 0) return {};
    return roots_ == 1 ? std::move(out_) : "<mrow>" + out_ + "</mrow>";
  }

private:
  struct Look { // what an element's attributes ask for
    std::string attributes, classes, color, background;
    char left = 0, right = 0; // how much room a cell has there; 0 = as usual
    bool glue = false;        // it only pushes others to the middle

    void add_class(std::string_view name) {
      if (!name.empty()) classes += (classes.empty() ? "" : " ") + std::string(name);
    }
  };

  void put_text(std::string_view text) {
    if (open_.empty()) {
      if (trimmed(text).empty()) return;
      roots_ = 2; // it needs an element around it
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t end = text[i] == '&' ? text.find(';', i) : text.npos;
      const std::string_view entity = end == text.npos ? std::string_view() : text.substr(i, end - i + 1);
      if (entity == "&lt;" || entity == "&gt;" || entity == "&amp;" || entity == "&quot;") {
        out_ += entity;
        i = end;
      } else if (entity == "&#x27;") {
        out_ += '\'';
        i = end;
      } else {
        out_ += text[i] == '&' ? "&amp;" : text[i] == '>' ? "&gt;" : std::string(1, text[i]);
      }
    }
  }

  void close() {
    out_ += "</" + open_.back() + ">";
    open_.pop_back();
  }

  void take_tag(std::string_view tag) {
    if (tag.starts_with('/')) {
      std::string name(trimmed(tag.substr(1)));
      if (name == "menclose") name = "mrow";
      if (std::ranges::find(open_, name) == open_.end()) return;
      while (open_.back() != name) close();
      return close();
    }
    const bool ends = tag.ends_with('/');
    if (ends) tag.remove_suffix(1);
    std::string name(tag.substr(0, tag.find(' ')));
    const std::string_view attributes = tag.substr(name.size());
    Look look;
    if (name == "menclose") name = "mrow";
    if (!is_formula_element(name)) return;
    take_attributes(attributes, name, look);
    if (open_.empty()) ++roots_;
    if (look.glue) look.left = look.right = '0';
    if (look.left != 0) look.add_class(std::string("m-l") + look.left);
    if (look.right != 0) look.add_class(std::string("m-r") + look.right);
    out_ += "<" + name + look.attributes;
    const auto put = [this](std::string_view attribute, const std::string& value) {
      if (!value.empty()) out_ += " " + std::string(attribute) + "=\"" + value + "\"";
    };
    put("class", look.classes);
    put("mathcolor", look.color);
    put("mathbackground", look.background);
    out_ += ">";
    open_.push_back(std::move(name));
    if (ends) close();
  }

  void take_attributes(std::string_view text, std::string_view element, Look& look) {
    while (true) {
      const std::size_t equals = text.find("=\"");
      const std::size_t end = equals == text.npos ? text.npos : text.find('"', equals + 2);
      if (end == text.npos) return;
      take_attribute(trimmed(text.substr(0, equals)), text.substr(equals + 2, end - equals - 2), element,
                     look);
      text.remove_prefix(end + 1);
    }
  }

  static bool is_plain(std::string_view value) {
    return !value.empty() && std::ranges::all_of(value, [](char c) {
      return is_ascii_alphanumeric(c) || c == '.' || c == '#' || c == '%' || c == '-' || c == '+' || c == ' ';
    });
  }

  static void take_attribute(std::string_view name, std::string_view value, std::string_view element,
                             Look& look) {
    if (name == "class") {
      each_word(value, ' ', [&](std::string_view word) { look.add_class(found_in(kept_classes, word)); });
    } else if (name == "notation") {
      each_word(value, ' ', [&](std::string_view word) { look.add_class(found_in(notations, word)); });
    } else if (name == "style") {
      each_word(value, ';', [&](std::string_view declaration) {
        const std::size_t colon = declaration.find(':');
        if (colon != declaration.npos)
          take_style(trimmed(declaration.substr(0, colon)), trimmed(declaration.substr(colon + 1)), element,
                     look);
      });
    } else if (!is_plain(value)) {
      return;
    } else if (name == "mathcolor") {
      look.color = readable_name(parse_css_color(value));
    } else if (name == "mathbackground") {
      look.background = value == "black" ? "currentcolor" : std::string(value); // a rule
    } else if (is_formula_attribute(name)) {
      look.attributes += " " + std::string(name) + "=\"" + std::string(value) + "\"";
    }
  }

  static void take_style(std::string_view name, std::string_view value, std::string_view element,
                         Look& look) {
    const bool cell = element == "mtd";
    const auto room = [](std::string_view length) {
      const double em = em_of(length);
      return em < 0.2 ? '0' : em < 0.8 ? '1' : '2';
    };
    if (name == "color")
      look.color = readable_name(parse_css_color(value));
    else if (name == "background-color" && is_plain(value))
      look.background = value;
    else if (name == "padding" && cell && value == "0")
      look.left = look.right = '0';
    else if (name == "padding-left" && cell)
      look.left = room(value);
    else if (name == "padding-right" && cell)
      look.right = room(value);
    else if (name == "width" && cell)
      look.glue = true;
    else if (name == "border" && value != "none")
      look.add_class("m-box");
    else if (name.starts_with("border-"))
      look.add_class(name == "border-top"      ? "m-t"
                     : name == "border-bottom" ? "m-b"
                     : name == "border-left"   ? "m-s"
                                               : "m-e");
    else if (name == "math-depth" && value.size() == 1 && is_digit(value[0]))
      look.attributes += " scriptlevel=\"" + std::string(value) + "\"";
    else if (name == "margin-left" && em_of(value) < 0) // \! and its kin
      look.add_class(em_of(value) > -0.195 ? "m-n3" : em_of(value) > -0.25 ? "m-n4" : "m-n5");
    else if (name == "font-weight")
      look.add_class("m-bold");
  }

  std::string out_;
  std::vector<std::string> open_;
  int roots_ = 0; // 2: several, or text alone
};

// Who writes `\\\\[` knows that Markdown takes a backslash away, and writes another one before each mark that
// needs it.
std::string without_escapes(std::string_view tex) {
  std::string meant;
  for (std::size_t i = 0; i < tex.size(); ++i) {
    meant += tex[i];
    if (tex.substr(i, 2) != "\\\\") continue;
    const std::string_view behind = tex.substr(i + 2);
    const bool escaped =
        !behind.empty() && behind[0] > ' ' && behind[0] < 0x7F && !is_ascii_alphanumeric(behind[0]);
    if (behind.starts_with("\\\\")) {
      meant += '\\';
      i += 3;
    } else if (escaped) {
      ++i;
    } else {
      meant += tex[++i];
    }
  }
  return meant;
}

bool is_definition(std::string_view tex) {
  tex = trimmed(tex);
  return std::ranges::any_of(
      std::to_array<std::string_view>({"\\def\\", "\\gdef\\", "\\let\\", "\\newcommand", "\\renewcommand",
                                       "\\providecommand", "\\DeclareMathOperator"}),
      [&](std::string_view command) { return tex.starts_with(command); });
}

template <class Visit>
void each_formula(const Article& article, Visit visit) {
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::formula) visit(block.text);
    for (const Inline& run : block.inlines) {
      if ((run.style.flags & style_formula) != 0) visit(block.text.substr(run.begin, run.end - run.begin));
    }
  }
}

bool is_within_bounds(std::string_view mathml) { return mathml.size() <= std::size_t{1} << 20; }

} // namespace

std::string kept_mathml(std::string_view html) { return Keeper().keep(html); }

Result<std::string> FormulaSetter::make(const std::string& source, const std::string& preamble) {
  std::optional<ScriptEngine> engine;
  {
    const std::lock_guard lock(changing_);
    if (!idle_.empty()) {
      engine = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!engine) engine.emplace(std::string_view(formula_script, formula_script_bytes), "formula.js");
  const WrittenFormula written = written_formula(source);
  const std::string tex = written.open.size() > 2 ? without_escapes(written.tex) : std::string(written.tex);
  Result<std::string> html = engine->call("formula", {tex, written.displayed ? "yes" : "", preamble});
  {
    const std::lock_guard lock(changing_);
    idle_.push_back(*std::move(engine));
  }
  if (!html) return html;
  std::string mathml = kept_mathml(*html);
  if (mathml.empty() && is_definition(tex)) mathml = "<mrow></mrow>"; // it shows nothing
  if (mathml.empty() || !is_within_bounds(mathml))
    return std::unexpected(Error{ErrorKind::bad_input, "nothing to see comes of it", {}});
  return mathml;
}

const Result<std::string>& FormulaSetter::mathml_of(const std::string& source, const std::string& preamble) {
  Known* known = nullptr;
  {
    const std::lock_guard lock(changing_);
    known = &known_[preamble + '\0' + source];
  }
  const std::lock_guard lock(known->setting);
  if (!known->mathml) known->mathml = make(source, preamble);
  return *known->mathml;
}

void FormulaSetter::set(Article& article, std::span<const FormulaPlace> places, const std::string& file,
                        std::vector<Diagnostic>& diagnostics) {
  std::string preamble; // definitions hold in the whole article, as MathJax has it
  each_formula(article, [&](const std::string& source) {
    const std::string_view tex = written_formula(source).tex;
    if (is_definition(tex)) preamble += std::string(tex) + "\n";
  });
  std::map<std::string, const Result<std::string>*> found;
  const auto is_set = [&](const std::string& source) {
    const auto [at, added] = found.try_emplace(source, nullptr);
    if (added) at->second = &mathml_of(source, preamble);
    return at->second->has_value();
  };
  for (Block& block : article.blocks) {
    if (block.kind == BlockKind::formula && !is_set(block.text)) block.kind = BlockKind::code;
    for (Inline& run : block.inlines) {
      if ((run.style.flags & style_formula) == 0) continue;
      if (!is_set(block.text.substr(run.begin, run.end - run.begin)))
        run.style.flags = static_cast<std::uint16_t>((run.style.flags & ~style_formula) | style_code);
    }
  }
  article.formulas.clear();
  std::vector<Diagnostic> refused;
  for (const auto& [source, mathml] : found) {
    if (*mathml) {
      article.formulas.push_back({source, **mathml});
      continue;
    }
    const auto place = std::ranges::find(places, single_line(source), &FormulaPlace::source);
    std::string told = single_line(source);
    cut_to(told, 80);
    refused.push_back({file, 0, 0, "formula",
                       "“" + told + "” cannot be set: " + single_line((*mathml).error().message),
                       "shown as it is written"});
    if (place == places.end()) continue;
    refused.back().line = place->line;
    refused.back().column = place->column;
  }
  std::ranges::sort(refused, {}, [](const Diagnostic& each) { return std::pair(each.line, each.column); });
  std::ranges::move(refused, std::back_inserter(diagnostics));
}

} // namespace hanji
