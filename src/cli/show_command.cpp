#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

#include "article/dump.h"
#include "article/page_address.h"
#include "cli/commands.h"
#include "cli/diagnostics.h"
#include "cli/formulas.h"
#include "cli/posts_folder.h"
#include "cli/publisher_config.h"
#include "cli/time_zone.h"
#include "post/read_post.h"

namespace hanji {
namespace {

using Json = nlohmann::ordered_json;

std::string hex_colour(Rgba colour) {
  std::array<char, 10> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x%02x", colour.red, colour.green, colour.blue,
                colour.alpha);
  return text.data();
}

Json json_of(const Article& article, const Inline& run) {
  constexpr std::array<std::pair<StyleFlag, const char*>, 13> names{{{style_bold, "bold"},
                                                                     {style_italic, "italic"},
                                                                     {style_underline, "underline"},
                                                                     {style_strike, "strike"},
                                                                     {style_mark, "mark"},
                                                                     {style_sub, "sub"},
                                                                     {style_sup, "sup"},
                                                                     {style_code, "code"},
                                                                     {style_small, "small"},
                                                                     {style_ruby, "ruby"},
                                                                     {style_ruby_text, "ruby_text"},
                                                                     {style_formula, "formula"},
                                                                     {style_abbreviation, "abbreviation"}}};
  Json json{{"begin", run.begin}, {"end", run.end}};
  for (const auto& [flag, name] : names) {
    if (run.style.flags & flag) json[name] = true;
  }
  if (run.style.color) json["color"] = hex_colour(run.style.color);
  if (run.style.background) json["background"] = hex_colour(run.style.background);
  if (run.link != no_index) json["link"] = article.links[run.link].url;
  return json;
}

Json json_of(const Article& article, const Block& block) {
  constexpr std::array<const char*, 14> kinds{"paragraph", "heading",  "list_item", "list_more", "code",
                                              "figure",    "cell",     "rule",      "term",      "definition",
                                              "summary",   "footnote", "caption",   "formula"};
  constexpr std::array<const char*, 6> markers{"usual", "none", "a", "A", "i", "I"};
  constexpr std::array<const char*, 4> alignments{"none", "left", "center", "right"};
  Json json{{"kind", kinds[static_cast<std::size_t>(block.kind)]}, {"text", block.text}};
  if (block.level != 0) json["level"] = block.level;
  if (block.quote != 0) json["quote"] = block.quote;
  if (block.quote_from != 0) json["quoteFrom"] = block.quote_from;
  if (block.list_from != 0) json["listFrom"] = block.list_from;
  if (block.details != 0) json["details"] = block.details;
  if (block.number != 0) json["number"] = block.number;
  if (block.marker != Marker::usual) json["marker"] = markers[static_cast<std::size_t>(block.marker)];
  if (!block.id.empty()) json["id"] = block.id;
  if (block.kind == BlockKind::figure) {
    const Figure& figure = article.figures[block.extra];
    json["figure"] = {{"source", figure.source},
                      {"alternative", figure.alternative},
                      {"link", figure.link},
                      {"width", figure.width},
                      {"height", figure.height}};
  }
  if (block.kind == BlockKind::cell) {
    const Cell& cell = article.cells[block.extra];
    json["cell"] = {{"table", cell.table},
                    {"row", cell.row},
                    {"column", cell.column},
                    {"rows", cell.rows},
                    {"columns", cell.columns},
                    {"header", cell.header},
                    {"align", alignments[static_cast<std::size_t>(cell.align)]}};
  }
  if (!block.inlines.empty()) {
    Json inlines = Json::array();
    for (const Inline& run : block.inlines) inlines.push_back(json_of(article, run));
    json["inlines"] = std::move(inlines);
  }
  return json;
}

Json json_of(const ReadPost& post) {
  const Article& article = post.article;
  Json blocks = Json::array(), warnings = Json::array(), formulas = Json::object(),
       abbreviations = Json::object();
  for (const Formula& formula : article.formulas) formulas[formula.source] = formula.mathml;
  for (const Abbreviation& each : article.abbreviations) abbreviations[each.text] = each.meaning;
  for (const Block& block : article.blocks) blocks.push_back(json_of(article, block));
  for (const Diagnostic& diagnostic : post.diagnostics) warnings.push_back(json_of(diagnostic));
  return {{"slug", article.slug},
          {"title", article.title},
          {"excerpt", article.excerpt},
          {"lead", article.lead},
          {"author", article.author},
          {"language", article.language},
          {"categories", article.categories},
          {"tags", article.tags},
          {"date", iso_date(article.date)},
          {"modified", iso_date(article.modified)},
          {"published", !post.withheld},
          {"unlisted", post.unlisted},
          {"permalink", post.permalink},
          {"page", page_of(article.slug, post.page.path)},
          {"blocks", std::move(blocks)},
          {"formulas", std::move(formulas)},
          {"abbreviations", std::move(abbreviations)},
          {"warnings", std::move(warnings)}};
}

} // namespace

int show_command(const ShowOptions& options, Console& console) {
  const Result<std::string> bytes = read_file(options.post);
  if (!bytes) return report_error(console, bytes.error());
  std::vector<Diagnostic> about_config;
  Result<PublisherConfig> config = read_publisher_config(
      root_of_post(options.post), about_config, options.like ? generator_named(*options.like) : std::nullopt);
  if (!config) return report_error(console, config.error());
  config->rules.now = now_of(console);
  Result<ReadPost> post = read_post(*bytes, options.post.string(), config->rules);
  if (!post) return report_error(console, post.error());
  FormulaSetter().set(post->article, post->formulas, options.post.string(), post->diagnostics);
  if (options.json) {
    console.out << json_of(*post).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    return exit_done;
  }
  if (post->withheld) {
    const Diagnostic why = diagnostic_of(*post->withheld, options.post.string());
    console.out << "left out of a site: " << why.message;
    if (why.line > 0) console.out << ", line " << why.line;
    console.out << '\n';
  }
  if (!post->permalink.empty()) console.out << "permalink: " << post->permalink << '\n';
  console.out << "page: " << page_of(post->article.slug, post->page.path) << '\n';
  for (const PostPage& from : post->redirects) console.out << "redirect from: " << from.path << '\n';
  console.out << dump(post->article);
  for (const Diagnostic& diagnostic : about_config) console.err << line_of(diagnostic);
  for (const Diagnostic& diagnostic : post->diagnostics) console.err << line_of(diagnostic);
  return exit_done;
}

} // namespace hanji
