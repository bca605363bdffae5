// Every schedule in which files may come between the steps of a search: all of them, or all that differ from
// the usual one (work first, then files as they were asked for, then keys) in so many decisions at most
// (delay-bounded scheduling: Emmi, Qadeer, Rakamarić 2011). Each is run from the beginning.
#include <doctest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/reader/small_site.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

// The decisions of one run: how many ways there were, and which was taken; 0 is the usual one.
struct Schedule {
  struct Decision {
    std::size_t taken = 0, ways = 0;
  };
  std::vector<Decision> decisions;
  std::size_t at = 0;

  std::size_t pick(std::size_t ways) {
    if (at == decisions.size()) decisions.push_back({0, ways});
    return decisions[at++].taken;
  }
  // The next run, which differs in the last decision that can be made otherwise; false: there is none.
  bool next(std::ptrdiff_t most_unusual) {
    at = 0;
    const auto is_last_way = [&](const Decision& one) {
      const bool usual = one.taken == 0;
      const auto unusual = std::ranges::count_if(decisions, [](const Decision& d) { return d.taken > 0; });
      return one.taken + 1 == one.ways || (usual && unusual == most_unusual);
    };
    while (!decisions.empty() && is_last_way(decisions.back())) decisions.pop_back();
    if (decisions.empty()) return false;
    ++decisions.back().taken;
    return true;
  }
};

// A reader whose files come when the schedule says so. What is well known by then comes at once.
struct OrderedReader {
  const SmallSite& site;
  Schedule& schedule;
  FontMetrics metrics = fixed_metrics();
  ReaderState state;
  std::vector<std::string> coming;
  bool continues = false;

  OrderedReader(const SmallSite& on, Schedule& by) : site(on), schedule(by) {
    send(Resized{{.width = 800, .height = 600}});
    send(Routed{"#/", {}});
    while (!coming.empty()) bring(0);
    while (continues) send(Continued{});
  }

  void send(const Event& event) {
    Commands commands = update(state, event, metrics);
    continues = commands.continues;
    coming.insert(coming.end(), commands.fetch.begin(), commands.fetch.end());
  }
  void bring(std::size_t which) {
    const std::string file = coming[which];
    coming.erase(coming.begin() + static_cast<std::ptrdiff_t>(which));
    send(Delivered{file, site.files.at(file)});
  }
  // `said` may come at any time, one after the other.
  void run(std::vector<Event> said) {
    while (!said.empty() || !coming.empty() || continues) {
      std::size_t way = schedule.pick((continues ? 1 : 0) + coming.size() + (said.empty() ? 0 : 1));
      if (continues && way-- == 0) {
        send(Continued{});
      } else if (way < coming.size()) {
        bring(way);
      } else {
        send(said.front());
        said.erase(said.begin());
      }
    }
  }
};

Article short_article(std::string title, std::string text) {
  Article article;
  article.slug = article.title = std::move(title);
  article.date = {.year = 2024, .month = 3, .day = 1};
  article.blocks.push_back(text_block(BlockKind::paragraph, std::move(text)));
  return article;
}

std::vector<Article> few_articles() {
  return {short_article("가 글", "라브로프가 왔다."), short_article("나 글", "밀물과 썰물.")};
}

// So many words with 라 that their files are listed in files, and are read one in a step.
std::vector<Article> many_words() {
  std::vector<Article> articles = few_articles();
  std::string text;
  for (char32_t i = 0; i < 300; ++i) {
    const std::string noun = "라" + to_utf8(std::u32string(1, U'가' + 28 * i % 11172)) + "다";
    text += noun + "는 " + noun + "가 ";
  }
  articles.push_back(short_article("다 글", text));
  return articles;
}

constexpr std::ptrdiff_t any_number = 1000;

std::string titles_of(const ReaderState& state) {
  std::string all = state.hits_final && !state.hits_partial ? "" : "not all: ";
  for (const Hit& hit : state.hits.hits) all += hit.title + ", ";
  return all;
}

// How many orders there are; each has to end with the same answer.
int all_orders(const SmallSite& site, const std::vector<Event>& said, std::ptrdiff_t most_unusual,
               const std::string& titles) {
  int orders = 0;
  Schedule schedule;
  do {
    OrderedReader reader(site, schedule);
    reader.run(said);
    ++orders;
    if (titles_of(reader.state) != titles) {
      CHECK(titles_of(reader.state) == titles); // in one schedule
      break;
    }
  } while (schedule.next(most_unusual));
  return orders;
}

} // namespace

TEST_CASE("찾는 동안 파일이 어떤 차례로 와도 같은 답이 나온다") {
  const SmallSite site(few_articles());
  CHECK(all_orders(site, {Typed{"라브로프", false}}, any_number, "가 글, ") > 1);
  CHECK(all_orders(site, {Typed{"밀물", false}, Typed{"라브", true}}, 3, "가 글, ") > 100);
}

TEST_CASE("찾는 동안 파일 목록들이 걸음과 걸음 사이에 와도 같은 답이 나온다") {
  const SmallSite site = SmallSite::with_small_shards(many_words());
  // Lists of the words that begin so: only what the field offers asks for them.
  std::set<std::string> late;
  for (const Shard& shard : site.manifest.search) {
    if (shard.directory && shard.first_key.starts_with("w")) late.insert(path_of_bundle(shard.file));
  }
  REQUIRE(late.size() > 1);
  int amid = 0; // how often it came within a pass of the search
  int most = 1;
  for (int steps = 0; steps < most; steps += 9) { // of the search, before they come
    CAPTURE(steps);
    Schedule usual;
    OrderedReader reader(site, usual);
    reader.send(Typed{"라", false});
    int taken = 0;
    while (reader.continues || !reader.coming.empty()) {
      const auto at =
          std::ranges::find_if(reader.coming, [&](const auto& file) { return late.contains(file); });
      const auto other =
          std::ranges::find_if(reader.coming, [&](const auto& file) { return !late.contains(file); });
      const bool last = !reader.continues && other == reader.coming.end();
      if (at != reader.coming.end() && (taken >= steps || last)) {
        amid += reader.continues ? 1 : 0;
        reader.bring(static_cast<std::size_t>(at - reader.coming.begin()));
      } else if (reader.continues) {
        ++taken;
        reader.send(Continued{});
      } else {
        reader.bring(static_cast<std::size_t>(other - reader.coming.begin()));
      }
    }
    most = std::max(most, taken);
    CHECK(titles_of(reader.state) == "가 글, 다 글, ");
  }
  CHECK(most > 20);
  CHECK(amid > 10);
}
