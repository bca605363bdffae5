// Rankings of many queries by any parameters, for what judges them (tests/bench/search/judges.mjs). Each line
// in is a JSON object, each line out a list of lists of slugs, best first.
//   ranking_bench <site>
//   in  {"queries": ["…"], "limit": 10, "off": ["particle"], "set": {"title": 1.5}}    rules that are off,
//   parameters
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <string>

#include "tests/bench/whole_site.h"
#include "text/icu_data.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

using namespace hanji;

namespace {

// Nothing: it names what there is not.
std::optional<Parameters> parameters_of(const nlohmann::json& asked) {
  Parameters parameters;
  for (const auto& rule : asked.value("off", nlohmann::json::array())) {
    const auto found = std::ranges::find(rules, rule.get<std::string>(), &RuleFacts::name);
    if (found == rules.end()) return {};
    parameters.off |= 1U << (found - rules.begin());
  }
  for (const auto& [name, value] : asked.value("set", nlohmann::json::object()).items()) {
    const auto found = std::ranges::find(parameter_names, name, [](const auto& each) { return each.first; });
    if (found == std::end(parameter_names)) return {};
    parameters.*found->second = value.get<float>();
  }
  return parameters;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2 || !use_icu_data({icudt76_dat, icudt76_dat_bytes})) return 2;
  const WholeSite site = load_whole_site(argv[1]);
  const FindArticle find = [&](ArticleId id) { return site.articles.at(id); };
  std::string line;
  while (std::getline(std::cin, line)) {
    const nlohmann::json asked = nlohmann::json::parse(line);
    const std::optional<Parameters> parameters = parameters_of(asked);
    if (!parameters) return 2;
    nlohmann::json answers = nlohmann::json::array();
    for (const auto& query : asked.at("queries")) {
      const auto limit = asked.at("limit").get<std::uint32_t>();
      SearchSession session(
          {parse_query(query.get<std::string>()), limit, SearchDepth::ranking, *parameters});
      while (session.step(site.index, find) != SearchProgress::done) {
      }
      nlohmann::json slugs = nlohmann::json::array();
      for (const Candidate& candidate : session.ranked()) {
        if (slugs.size() == limit) break;
        slugs.push_back(site.articles.at(candidate.article)->slug);
      }
      answers.push_back(std::move(slugs));
    }
    std::cout << answers.dump() << std::endl;
  }
}
