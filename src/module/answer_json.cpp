#include "module/answer_json.h"

#include <nlohmann/json.hpp>

namespace hanji {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Hit& hit, std::size_t rank) {
  return {{"rank", rank},           {"slug", hit.slug},           {"section", hit.section},
          {"title", hit.title},     {"date", iso_date(hit.date)}, {"score", hit.score},
          {"snippet", hit.snippet}, {"ranges", hit.ranges},       {"page", hit.page}};
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace

std::string json_of(const Found& found) {
  Json hits = Json::array(), corrections = Json::array();
  for (const Hit& hit : found.hits) hits.push_back(json_of(hit, hits.size() + 1));
  for (const Correction& each : found.corrections)
    corrections.push_back({{"typed", each.typed}, {"found", each.found}});
  return text_of({{"hits", std::move(hits)},
                  {"ranked", found.ranked},
                  {"total", found.total},
                  {"complete", found.complete},
                  {"more", found.more},
                  {"unquoted", found.unquoted},
                  {"shortened", found.shortened},
                  {"corrections", std::move(corrections)},
                  {"understood", found.understood},
                  {"problems", found.problems},
                  {"missing", found.missing},
                  {"incomplete", found.damaged}});
}

std::string json_of(const Suggestions& suggestions) {
  Json list = Json::array();
  for (const Suggestion& each : suggestions.suggestions)
    list.push_back({{"text", each.text}, {"articles", each.articles}, {"titles", each.titles}});
  return text_of({{"suggestions", std::move(list)}, {"missing", suggestions.missing}});
}

std::string json_of(const Manifest& manifest) {
  return text_of(
      {{"title", manifest.title}, {"language", manifest.language}, {"articles", manifest.articles}});
}

std::string json_of(const Error& error) { return text_of({{"error", error.message}}); }

} // namespace hanji
