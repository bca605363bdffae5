#include <nlohmann/json.hpp>

#include <chrono>
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
        site.search(asked["query"].get<std::string>(), options.limit, parameters_of(options));
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    Json list = Json::array();
    for (std::size_t i = 0; i < hits.size(); ++i) list.push_back(json_of(hits[i], i + 1));
    console.out << line_of({{"id", asked["id"]}, {"hits", std::move(list)}, {"micros", took.count()}});
  }
  return exit_done;
}

int search_once(Site& site, const SearchOptions& options, Console& console) {
  const std::vector<Hit> hits = site.search(options.query, options.limit, parameters_of(options));
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
