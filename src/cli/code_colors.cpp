#include "cli/code_colors.h"

#include <charconv>
#include <optional>
#include <utility>

#include "article/overlay.h"
#include "text/utf8.h"

extern "C" const char code_script[];
extern "C" const std::uint32_t code_script_bytes;

namespace hanji {
namespace {

constexpr std::size_t most_bytes = 256 << 10; // of one block; nobody reads more of it

constexpr Rgba rgb(std::uint32_t color) {
  return {static_cast<std::uint8_t>(color >> 16), static_cast<std::uint8_t>(color >> 8),
          static_cast<std::uint8_t>(color), 255};
}

// By the letters of scripts/code.js. Hues that are told apart by those who do not see red and green alike.
std::optional<Style> style_of(char letter) {
  switch (letter) {
  case '.': return Style{};
  case 'c': return Style{.color = rgb(0x6A737D)};                              // comment
  case 'k': return Style{.color = rgb(0xA6266E)};                              // keyword
  case 's': return Style{.color = rgb(0x1D5A8C)};                              // string
  case 'n': return Style{.color = rgb(0x0550AE)};                              // number, literal
  case 'f': return Style{.color = rgb(0x6F42C1)};                              // function
  case 'y': return Style{.color = rgb(0x8A4B08)};                              // type
  case 't': return Style{.color = rgb(0x116329)};                              // tag
  case 'a': return Style{.color = rgb(0x6B5300)};                              // attribute, variable
  case 'm': return Style{.color = rgb(0x57606A)};                              // of the preprocessor
  case '+': return Style{.color = rgb(0x116329), .background = rgb(0xDAFBE1)}; // added
  case '-': return Style{.color = rgb(0x82071E), .background = rgb(0xFFEBE9)}; // taken away
  case 'b': return Style{.flags = style_bold};
  default: return std::nullopt;
  }
}

bool has_colors(const Block& block) {
  for (const Inline& run : block.inlines) {
    if (run.style.color) return true;
  }
  return false;
}

} // namespace

std::vector<Inline> colored_runs(std::string_view text, std::string_view answer) {
  std::vector<Inline> runs;
  std::size_t at = 0;
  for (const char *next = answer.data(), *const end = next + answer.size(); next != end;) {
    const std::optional<Style> style = style_of(*next++);
    std::uint32_t units = 0;
    const auto [after, error] = std::from_chars(next, end, units);
    if (!style || error != std::errc{} || after == end || *after != ' ') return {};
    next = after + 1;
    const std::size_t begin = at;
    for (std::uint32_t taken = 0; taken < units;) {
      if (at >= text.size()) return {};
      taken += next_code_point(text, at) > 0xFFFF ? 2 : 1;
    }
    if (*style != Style{})
      runs.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), *style});
  }
  return at == text.size() ? std::move(runs) : std::vector<Inline>{};
}

void CodeColors::color(Article& article, std::span<const CodeLanguage> languages, const std::string& file,
                       std::vector<Diagnostic>& diagnostics) {
  std::optional<ScriptEngine> engine;
  for (const CodeLanguage& language : languages) {
    if (language.block >= article.blocks.size()) continue;
    Block& block = article.blocks[language.block];
    if (has_colors(block) || block.text.size() > most_bytes) continue;
    if (!engine) engine = take();
    const Result<std::string> answer = engine->call("code", {block.text, language.name});
    if (answer)
      overlay(block, colored_runs(block.text, *answer));
    else
      diagnostics.push_back({file, 1, 1, "code_uncolored",
                             "code in " + language.name + " cannot be coloured: " + answer.error().message,
                             "shown in one colour"});
  }
  if (engine) give_back(*std::move(engine));
}

ScriptEngine CodeColors::take() {
  const std::lock_guard lock(changing_);
  if (idle_.empty()) return {{code_script, code_script_bytes}, "code.js"};
  ScriptEngine engine = std::move(idle_.back());
  idle_.pop_back();
  return engine;
}

void CodeColors::give_back(ScriptEngine engine) {
  const std::lock_guard lock(changing_);
  idle_.push_back(std::move(engine));
}

} // namespace hanji
