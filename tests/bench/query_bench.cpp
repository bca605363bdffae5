// Any query, timed step by step: random ones of 1 to 10,000 characters (pieces of posts and of titles, noise,
// operators, jamo, emoji) over a built site whose files are all in memory. Prints one JSON object, with the
// slowest queries, so that what is slow can be seen.
//   query_bench <site> <queries> [seed]
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/whole_site.h"
#include "text/icu_data.h"
#include "text/utf8.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

using namespace hanji;

namespace {

std::string random_query(const WholeSite& site, std::mt19937& random) {
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  constexpr std::array<std::u32string_view, 12> operators{
      U"제목:", U"분류:", U"기간:2024-01..", U"\"", U" -", U" ", U"title:", U"“", U"기간:", U"-", U"~", U":"};
  const std::size_t most = std::min<std::size_t>(10'000, std::size_t{1} << below(15));
  const std::size_t length = 1 + below(most);
  std::u32string text;
  while (text.size() < length) {
    auto found = site.articles.begin();
    std::advance(found, below(std::min<std::size_t>(site.articles.size(), 500)));
    const Article& article = *found->second;
    const std::size_t kind = below(10);
    if (kind < 5 && !article.blocks.empty()) {
      const std::u32string block = to_utf32(article.blocks[below(article.blocks.size())].text);
      if (!block.empty()) {
        const std::size_t begin = below(block.size());
        std::u32string piece = block.substr(begin, 1 + below(200));
        if (below(3) == 0) std::erase(piece, U' ');
        text += piece;
      }
    } else if (kind < 7) {
      text += to_utf32(article.title);
    } else if (kind == 7) {
      text += operators[below(operators.size())];
    } else {
      const auto noise = [&]() -> char32_t {
        switch (below(6)) {
        case 0: return static_cast<char32_t>(U'ㄱ' + below(51));
        case 1: return static_cast<char32_t>(0x1F300 + below(700));
        case 2: return static_cast<char32_t>(U'!' + below(94));
        case 3: return static_cast<char32_t>(U'一' + below(20000));
        default: return static_cast<char32_t>(U'가' + below(11172));
        }
      };
      for (std::size_t i = 1 + below(30); i > 0; --i) text += noise();
      if (below(8) == 0) text += std::u32string(1 + below(300), text.back());
    }
  }
  text.resize(std::min(text.size(), length));
  return to_utf8(text);
}

double now_ms() { // of this thread's work, since the machine may be shared
  std::timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double at(const std::vector<double>& sorted, double share) {
  return sorted.empty()
             ? 0
             : sorted[std::min(sorted.size() - 1,
                               static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

nlohmann::ordered_json percentiles(std::vector<double> values) {
  std::ranges::sort(values);
  return {{"p50", at(values, 0.5)},
          {"p99", at(values, 0.99)},
          {"p999", at(values, 0.999)},
          {"max", values.empty() ? 0 : values.back()}};
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3 || !use_icu_data({icudt76_dat, icudt76_dat_bytes})) return 2;
  const WholeSite site = load_whole_site(argv[1]);
  std::mt19937 random(argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 18);
  const FindArticle find = [&](ArticleId id) { return site.articles.at(id); };
  std::vector<double> totals, steps;
  struct Slow {
    double ms;
    std::string query;
  };
  std::vector<Slow> slow_queries, slow_steps;
  for (int i = std::atoi(argv[2]); i > 0; --i) {
    const std::string text = random_query(site, random);
    const double start = now_ms();
    SearchSession session({parse_query(text, i % 2 == 0), 10, SearchDepth::facets});
    double longest = 0;
    while (session.progress() != SearchProgress::done) {
      const double began = now_ms();
      session.step(site.index, find);
      steps.push_back(now_ms() - began);
      longest = std::max(longest, steps.back());
    }
    totals.push_back(now_ms() - start);
    slow_queries.push_back({totals.back(), text.substr(0, 300)});
    slow_steps.push_back({longest, text.substr(0, 300)});
  }
  const double began = now_ms(); // what looking through every text for a word takes
  std::size_t seen = 0;
  for (const auto& [id, article] : site.articles) {
    for (const Block& block : article->blocks)
      seen += block.text.find("없는말이다") != std::string::npos ? 1 : 0;
  }
  const double scan = now_ms() - began;
  nlohmann::ordered_json json{{"articles", site.manifest.articles},
                              {"scan_ms", scan},
                              {"seen", seen},
                              {"total_ms", percentiles(totals)},
                              {"step_ms", percentiles(steps)}};
  for (auto* slow : {&slow_queries, &slow_steps}) {
    std::ranges::sort(*slow, std::greater(), &Slow::ms);
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < std::min<std::size_t>(8, slow->size()); ++i)
      list.push_back({{"ms", (*slow)[i].ms}, {"query", (*slow)[i].query}});
    json[slow == &slow_queries ? "slow_queries" : "slow_steps"] = std::move(list);
  }
  std::cout << json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}
