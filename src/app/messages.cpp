#include "app/messages.h"

#include <string>
#include <string_view>
#include <vector>

#include "app/settings_json.h"
#include "reader/compose.h"
#include "reader/page_address.h"
#include "reader/place.h"

namespace hanji {
namespace {

using Json = nlohmann::json;

std::string_view name_of(View view) {
  switch (view) {
  case View::home: return "home";
  case View::article: return "article";
  case View::search: return "search";
  case View::category: return "category";
  }
  return "home";
}

std::string current_section(const ReaderState& state) {
  if (state.article == nullptr || state.section >= state.sections.size()) return {};
  return std::string(section_id(*state.article, state.sections[state.section]));
}

Json json_of(const Hit& hit, std::size_t rank) {
  return {{"rank", rank},           {"slug", hit.slug},           {"section", hit.section},
          {"title", hit.title},     {"date", iso_date(hit.date)}, {"score", hit.score},
          {"snippet", hit.snippet}, {"ranges", hit.ranges},       {"page", hit.page}};
}

Json json_of(const std::vector<Hit>& hits) {
  Json json = Json::array();
  for (const Hit& hit : hits) json.push_back(json_of(hit, json.size() + 1));
  return json;
}

} // namespace

Json json_of_state(const ReaderState& state) {
  return {{"view", name_of(state.route.view)},
          {"slug", state.route.slug},
          {"section", current_section(state)},
          {"progress", progress(state)},
          {"sectionProgress", section_progress(state)},
          {"query", state.route.query},
          {"category", state.route.category},
          {"offline", state.viewport.offline},
          {"theme", name_of(state.settings.theme)},
          {"showing", state.showing == Showing::problem   ? "problem"
                      : state.showing == Showing::nothing ? "nothing"
                                                          : "content"}};
}

Json json_of_whole_state(const ReaderState& state) {
  Json json = json_of_state(state);
  json["settings"] = json_of(state.settings);
  json["address"] = format_route(state.route);
  json["page"] = page_address(state.library, state.route);
  if (place_is_known(state)) {
    const std::optional<Anchor> place = place_to_remember(state);
    json["place"] = place ? Json{place->block, place->byte} : Json();
  }
  return json;
}

Json json_of(const Answered& answered) {
  Json message{{"type", "answer"}, {"id", answered.id}};
  if (answered.error.empty()) {
    message["hits"] = json_of(answered.hits);
    message["incomplete"] = answered.incomplete;
  } else {
    message["error"] = answered.error;
  }
  return message;
}

Json json_of(const Times& times) {
  const auto [p50, p95, max] = percentiles_of(times);
  return {{"p50", p50}, {"p95", p95}, {"max", max}};
}

} // namespace hanji
