// The index of many articles, without a site around it: made of a folder's posts and of as many more as are
// asked for, each a real post with half of its paragraphs from others and a line of names that nobody else
// has. Prints one JSON object: what building took, which files a first answer fetches (they stay in the
// folder, bundle.json beside them, which each needs too), and how long warm ones take.
//   scale_bench <posts> <articles> <empty folder> <file of words, one a line> <file of queries, one a line>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "bundle/read_bundle.h"
#include "bundle/write_bundle.h"
#include "cli/files.h"
#include "cli/parallel.h"
#include "cli/segment_files.h"
#include "index/build_index.h"
#include "post/read_post.h"
#include "search/search.h"

using namespace hanji;

namespace {

struct Chance { // the same numbers on every machine
  std::uint64_t state;
  std::uint32_t below(std::size_t bound) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::uint32_t>((state >> 33) % bound);
  }
};

std::vector<Article> read_articles_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<Article> articles;
  for (const fs::path& path : paths) {
    const Result<std::string> text = read_file(path);
    if (!text) continue;
    if (Result<ReadPost> post = read_post(*text, path.string()); post && !post->withheld)
      articles.push_back(std::move(post->article));
  }
  return articles;
}

std::string name_of(Chance& chance) {
  static const std::vector<std::string> syllables{"가", "나", "다", "라", "마", "바", "사", "아", "자", "차",
                                                  "강", "남", "동", "서", "북", "진", "우", "현", "민", "수",
                                                  "영", "철", "호", "성", "준", "경", "숙", "희", "정", "은"};
  std::string name;
  for (std::uint32_t i = 2 + chance.below(3); i > 0; --i) name += syllables[chance.below(syllables.size())];
  return name;
}

std::vector<IndexField> fields_of(const std::vector<Article>& posts, std::uint32_t number) {
  if (number < posts.size()) return index_fields(posts[number]);
  Chance chance{number * 2654435761ULL + 7};
  Article article = posts[number % posts.size()];
  article.title = name_of(chance) + " " + article.title;
  for (Block& block : article.blocks) {
    if (block.kind != BlockKind::paragraph || chance.below(2) == 0) continue;
    const Article& other = posts[chance.below(posts.size())];
    if (!other.blocks.empty()) block.text = other.blocks[chance.below(other.blocks.size())].text;
  }
  Block names;
  constexpr std::array particles{"은", "는", "이", "가", "을", "의", "에서"};
  for (int i = 0; i < 12; ++i)
    names.text += " " + name_of(chance) + particles[chance.below(particles.size())];
  article.blocks.push_back(std::move(names));
  return index_fields(article);
}

// Newest first: about forty a day, from the end of 2026 on.
Date date_of(std::uint32_t number) {
  const std::uint32_t day = number / 40, years = day / 336;
  return {static_cast<std::uint16_t>(2026 - years), static_cast<std::uint8_t>(12 - day / 28 % 12),
          static_cast<std::uint8_t>(28 - day % 28)};
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A page that opened the site: what it fetches is counted.
class Reader {
public:
  Reader(Manifest manifest, fs::path folder) : manifest_(std::move(manifest)), folder_(std::move(folder)) {
    list();
  }

  SearchAnswer ask(const std::shared_ptr<const Query>& query) {
    for (;;) {
      SearchAnswer answer = search(index_, query).take();
      if (answer.missing.empty()) return answer;
      ++rounds;
      for (const std::string& file : answer.missing) fetch(file);
      list();
    }
  }
  std::vector<std::string> fetched; // paths in the folder
  int rounds = 0;

private:
  void list() { index_.list(manifest_.search); }
  void fetch(const std::string& file) {
    const Shard* shard = find_shard(manifest_, file);
    if (shard == nullptr) return; // listed by a directory that came in the same round
    const std::string text = *read_file(folder_ / file);
    fetched.push_back(file);
    if (shard->directory)
      (void)open_directory(manifest_, *shard, as_bytes(text));
    else
      index_.put(file, *read_index_shard(as_bytes(text), manifest_.articles, file));
  }
  Manifest manifest_;
  fs::path folder_;
  SearchIndex index_;
};

double at(std::vector<double>& sorted, double share) {
  std::ranges::sort(sorted);
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(static_cast<double>(sorted.size()) * share))];
}

nlohmann::ordered_json measured(const Manifest& manifest, const fs::path& folder,
                                const std::vector<std::string>& queries) {
  std::vector<double> rounds, times;
  nlohmann::ordered_json first_files = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < queries.size() && i < 41; ++i) {
    Reader fresh(manifest, folder);
    fresh.ask(std::make_shared<const Query>(parse_query(queries[i])));
    first_files.push_back(fresh.fetched);
    rounds.push_back(fresh.rounds);
  }
  Reader warm(manifest, folder);
  for (const std::string& text : queries) {
    const auto query = std::make_shared<const Query>(parse_query(text));
    double best = 1e9;
    for (int i = 0; i < 4; ++i) { // the first fetches
      const auto began = std::chrono::steady_clock::now();
      warm.ask(query);
      best = std::min(
          best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    }
    times.push_back(best);
  }
  return {{"first_files", std::move(first_files)},
          {"first_rounds", at(rounds, 0.5)},
          {"p50_ms", at(times, 0.5)},
          {"p95_ms", at(times, 0.95)},
          {"p99_ms", at(times, 0.99)}};
}

} // namespace

int main(int count, char** arguments) {
  if (count != 6) {
    std::cerr << "scale_bench <posts> <articles> <empty folder> <words> <queries>\n";
    return 2;
  }
  const std::vector<Article> posts = read_articles_of(arguments[1]);
  const auto articles = static_cast<std::uint32_t>(std::stoul(arguments[2]));
  const fs::path folder = arguments[3];
  const unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  constexpr std::uint32_t batch = 512;

  double began = cpu_seconds();
  Vocabulary vocabulary;
  const auto each_batch = [&](const auto& make, const auto& take) {
    for (std::uint32_t first = 0; first < articles; first += batch) {
      const std::uint32_t size = std::min(batch, articles - first);
      std::vector<decltype(make(0U))> made(size);
      for_each_parallel(size, jobs,
                        [&](std::size_t i) { made[i] = make(first + static_cast<std::uint32_t>(i)); });
      for (std::uint32_t i = 0; i < size; ++i) take(first + i, std::move(made[i]));
    }
  };
  each_batch([&](std::uint32_t i) { return fields_of(posts, i); },
             [&](std::uint32_t, const std::vector<IndexField>& fields) { vocabulary.add(fields); });
  const double words_seconds = cpu_seconds() - began;
  began = cpu_seconds();
  SegmentFiles segments;
  IndexBuilder builder(most_segment_articles,
                       [&](Bytes segment) { return segments.keep(std::move(segment)); });
  each_batch(
      [&](std::uint32_t i) { return occurrences_of(fields_of(posts, i), vocabulary); },
      [&](std::uint32_t i, Occurrences found) { builder.add(ArticleId{i}, std::move(found), date_of(i)); });
  const double segment_seconds = cpu_seconds() - began;
  began = cpu_seconds();
  std::uint64_t bytes = 0, files = 0;
  Result<Manifest> manifest = write_bundle(
      {}, {},
      [&](const PutSearchShard& put) {
        Result<void> stored;
        builder.write([&](IndexFile file) {
          stored = put({std::move(file.bytes), std::move(file.first_key), file.keys});
          return stored.has_value();
        });
        return stored;
      },
      [&](const Shard& file, std::span<const std::byte> content) -> Result<void> {
        bytes += content.size();
        ++files;
        fs::create_directories((folder / file.file).parent_path());
        std::ofstream(folder / file.file, std::ios::binary) << as_text(content);
        return {};
      });
  if (!manifest) {
    std::cerr << manifest.error().message << '\n';
    return 1;
  }
  const double merge_seconds = cpu_seconds() - began, peak = peak_mb();
  manifest->articles = articles;
  std::ofstream(folder / "bundle.json", std::ios::binary) << write_manifest(*manifest);
  const nlohmann::ordered_json said{{"articles", articles},
                                    {"words_cpu_s", words_seconds},
                                    {"segments_cpu_s", segment_seconds},
                                    {"merge_cpu_s", merge_seconds},
                                    {"peak_mb", peak},
                                    {"index_bytes", bytes},
                                    {"files", files},
                                    {"word", measured(*manifest, folder, lines_of(arguments[4]))},
                                    {"three_words", measured(*manifest, folder, lines_of(arguments[5]))}};
  std::cout << said.dump() << '\n';
}
