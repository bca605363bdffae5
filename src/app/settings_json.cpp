#include "app/settings_json.h"

namespace hanji {

using Json = nlohmann::json;

namespace {

std::string_view name_of(ParagraphMark paragraphs) {
  switch (paragraphs) {
  case ParagraphMark::gap: return "gap";
  case ParagraphMark::indent: return "indent";
  case ParagraphMark::indent_but_first: break;
  }
  return "indent-but-first";
}

std::string_view name_of(Shortcuts shortcuts) {
  switch (shortcuts) {
  case Shortcuts::letters: return "letters";
  case Shortcuts::with_alt: return "alt";
  case Shortcuts::none: break;
  }
  return "none";
}

} // namespace

std::string_view name_of(ThemeName theme) {
  switch (theme) {
  case ThemeName::light: return "light";
  case ThemeName::sepia: return "sepia";
  case ThemeName::dark: return "dark";
  case ThemeName::contrast: return "contrast";
  case ThemeName::automatic: break;
  }
  return "auto";
}

Json json_of(const Settings& settings) {
  return Json{{"theme", name_of(settings.theme)},
              {"font", settings.font == Family::sans   ? "sans"
                       : settings.font == Family::site ? "site"
                                                       : "serif"},
              {"fontSize", settings.font_px},
              {"lineHeight", settings.line_height},
              {"measure", settings.measure_em},
              {"letterSpacing", settings.letter_spacing_em},
              {"wordSpacing", settings.word_spacing_em},
              {"paragraphGap", settings.paragraph_gap},
              {"align", settings.justify ? "justify" : "start"},
              {"breaks", settings.breaks == BreakRule::word ? "word" : "syllable"},
              {"paragraphs", name_of(settings.paragraphs)},
              {"keys", name_of(settings.shortcuts)},
              {"print", settings.print_addresses ? "addresses" : "text"}};
}

Settings read_settings(std::string_view text, Settings settings) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return settings;
  const auto word = [&](const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
  };
  const auto number = [&](const char* key, double otherwise) {
    return json.contains(key) && json[key].is_number() ? json[key].get<double>() : otherwise;
  };

  for (const ThemeName theme :
       {ThemeName::light, ThemeName::sepia, ThemeName::dark, ThemeName::contrast, ThemeName::automatic}) {
    if (word("theme") == name_of(theme)) settings.theme = theme;
  }
  if (word("font") == "serif") settings.font = Family::serif;
  if (word("font") == "sans") settings.font = Family::sans;
  if (word("font") == "site") settings.font = Family::site;
  if (word("align") == "justify") settings.justify = true;
  if (word("align") == "start") settings.justify = false;
  if (word("breaks") == "word") settings.breaks = BreakRule::word;
  if (word("breaks") == "syllable") settings.breaks = BreakRule::syllable;
  for (const ParagraphMark mark :
       {ParagraphMark::gap, ParagraphMark::indent, ParagraphMark::indent_but_first}) {
    if (word("paragraphs") == name_of(mark)) settings.paragraphs = mark;
  }
  for (const Shortcuts shortcuts : {Shortcuts::letters, Shortcuts::with_alt, Shortcuts::none}) {
    if (word("keys") == name_of(shortcuts)) settings.shortcuts = shortcuts;
  }
  if (word("print") == "addresses") settings.print_addresses = true;
  if (word("print") == "text") settings.print_addresses = false;
  settings.font_px = number("fontSize", settings.font_px);
  settings.line_height = number("lineHeight", settings.line_height);
  settings.measure_em = number("measure", settings.measure_em);
  settings.letter_spacing_em = number("letterSpacing", settings.letter_spacing_em);
  settings.word_spacing_em = number("wordSpacing", settings.word_spacing_em);
  settings.paragraph_gap = number("paragraphGap", settings.paragraph_gap);
  return clamped(settings);
}

} // namespace hanji
