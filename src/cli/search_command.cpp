#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <sstream>

#include "cli/commands.h"
#include "cli/site.h"
#include "text/utf8.h"

namespace hanji {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Hit& hit, std::size_t rank) {
  return {{"rank", rank},           {"slug", hit.slug},           {"section", hit.section},
          {"title", hit.title},     {"date", iso_date(hit.date)}, {"score", hit.score},
          {"snippet", hit.snippet}, {"ranges", hit.ranges},       {"page", hit.page}};
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string with_matches_lit(const Hit& hit) {
  const std::u32string text = to_utf32(hit.snippet);
  std::string lit;
  std::size_t position = 0;
  for (const auto& [begin, end] : hit.ranges) {
    lit += to_utf8(std::u32string_view(text).substr(position, begin - position));
    lit += "\033[1m" + to_utf8(std::u32string_view(text).substr(begin, end - begin)) + "\033[0m";
    position = end;
  }
  return lit + to_utf8(std::u32string_view(text).substr(position));
}

void print_hit(const Hit& hit, std::size_t rank, Console& console) {
  console.out << rank << ". " << hit.title << (hit.date ? "  " + iso_date(hit.date) : "") << '\n';
  console.out << "   #/" << hit.slug << (hit.section.empty() ? "" : "/" + hit.section) << '\n';
  console.out << "   " << (console.terminal ? with_matches_lit(hit) : hit.snippet) << '\n';
}

std::string_view name_of(Place place) {
  return place == Place::title ? "title" : place == Place::heading ? "heading" : "text";
}
std::string_view name_of(const Mark& mark) {
  return mark.form == Form::across_space ? "across a space"
         : mark.form == Form::hanja      ? "in Hanja"
         : mark.word_start               ? "at the start of a word"
                                         : "within a word";
}

Json json_of(const Explanation& explanation) {
  Json words = Json::array(), features = Json::array();
  for (const ExplainedWord& word : explanation.words) {
    Json one{{"word", word.typed}, {"share", word.share}};
    if (word.match)
      one.update({{"tier", hanji::name_of(word.match->tier)},
                  {"rule", word.match->rule},
                  {"form", word.match->form},
                  {"place", name_of(word.match->mark.place)},
                  {"where", name_of(word.match->mark)},
                  {"count", word.match->mark.count}});
    words.push_back(std::move(one));
  }
  for (const ExplainedFeature& each : explanation.features)
    features.push_back({{"name", each.name},
                        {"value", each.value},
                        {"weight", each.weight},
                        {"score", each.value * each.weight}});
  Json json{{"words", std::move(words)}, {"features", std::move(features)}, {"sum", explanation.score}};
  if (explanation.tier) json["tier"] = hanji::name_of(*explanation.tier);
  return json;
}

std::string decimal(float number) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(3) << number;
  return text.str();
}

void print_explanation(const Explanation& explanation, Console& console) {
  for (const ExplainedWord& word : explanation.words) {
    console.out << "   " << word.typed << ", " << decimal(word.share) << " of the query: ";
    if (!word.match) {
      console.out << "not here\n";
      continue;
    }
    const ExplainedMatch& match = *word.match;
    console.out << hanji::name_of(match.tier) << ", by the rule " << match.rule << " «" << match.form << "», "
                << name_of(match.mark) << ", in the " << name_of(match.mark.place);
    if (match.mark.form == Form::plain)
      console.out << ", " << static_cast<int>(match.mark.count)
                  << (match.mark.count > 2 ? " times or more" : " ×");
    console.out << '\n';
  }
  for (const ExplainedFeature& each : explanation.features)
    console.out << "   " << std::string(20 - std::min<std::size_t>(20, each.name.size()), ' ') << each.name
                << "  " << decimal(each.value) << " × " << decimal(each.weight) << " = "
                << decimal(each.value * each.weight) << '\n';
  console.out << "                 sum  " << decimal(explanation.score) << '\n';
}

Parameters parameters_of(const SearchOptions& options) {
  Parameters parameters;
  if (options.no_recency) parameters.recency = 0;
  return parameters;
}

int search_batch(Site& site, const SearchOptions& options, Console& console) {
  const Result<std::string> text = read_file(*options.batch);
  if (!text) return report_error(console, text.error());
  std::istringstream lines(*text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const Json asked = Json::parse(line, nullptr, false);
    if (!asked.is_object() || !asked.contains("id") || !asked.contains("query") ||
        !asked["query"].is_string()) {
      return report_error(console, {ErrorKind::bad_input, R"(a line must be {"id": …, "query": "…"})",
                                    options.batch->string() + ":" + std::to_string(number) + ":1"});
    }
    const auto began = std::chrono::steady_clock::now();
    const std::vector<Hit> hits =
        site.search(asked["query"].get<std::string>(), options.limit, parameters_of(options)).hits;
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    Json list = Json::array();
    for (std::size_t i = 0; i < hits.size(); ++i) list.push_back(json_of(hits[i], i + 1));
    console.out << line_of({{"id", asked["id"]}, {"hits", std::move(list)}, {"micros", took.count()}});
  }
  return exit_done;
}

int search_explained(Site& site, const SearchOptions& options, Console& console) {
  const auto explained = site.explain(options.query, options.limit, parameters_of(options));
  for (std::size_t i = 0; i < explained.size(); ++i) {
    const auto& [hit, explanation] = explained[i];
    if (options.json) {
      Json json = json_of(hit, i + 1);
      json["explanation"] = json_of(explanation);
      console.out << line_of(json);
    } else {
      print_hit(hit, i + 1, console);
      print_explanation(explanation, console);
    }
  }
  if (explained.empty() && !options.json) console.out << "No article holds that.\n";
  return exit_done;
}

int search_once(Site& site, const SearchOptions& options, Console& console) {
  if (options.explain) return search_explained(site, options, console);
  const Hits found = site.search(options.query, options.limit, parameters_of(options));
  const std::vector<Hit>& hits = found.hits;
  if (!found.problems.empty()) console.err << found.problems << '\n';
  if (!options.json) {
    if (!found.understood.empty()) console.out << found.understood << '\n';
    for (const Correction& each : found.corrections)
      console.out << "‘" << each.typed << "’ → ‘" << each.found << "’\n";
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (options.json)
      console.out << line_of(json_of(hits[i], i + 1));
    else
      print_hit(hits[i], i + 1, console);
  }
  if (hits.empty() && !options.json) console.out << "No article holds that.\n";
  return exit_done;
}

} // namespace

int search_command(const SearchOptions& options, Console& console) {
  Result<Site> site = Site::open(options.site);
  if (!site) return report_error(console, site.error());
  const int code =
      options.batch ? search_batch(*site, options, console) : search_once(*site, options, console);
  for (const Error& problem : site->problems())
    console.err << problem.where << ": warning: " << problem.message << "; other hits remain\n";
  return code;
}

} // namespace hanji
