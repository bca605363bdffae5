// An index of many segments answers as one of a single segment, and of a large one the newest first.
#include <doctest.h>

#include <algorithm>
#include <tuple>

#include "index/index_reader.h"
#include "search/facets.h"
#include "search/session.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::vector<Article> some_articles() {
  std::vector<Article> articles;
  for (int i = 0; i < 9; ++i) {
    const std::string number = std::to_string(i);
    Article article =
        article_of("글 " + number, {"라브로프 외무장관은 " + number + "월에 정부를 말했다",
                                    i % 2 == 0 ? "북한의 핵 협의, KBS 10만원" : "북한은 핵협의 100,000원"});
    if (i % 3 == 0)
      article.blocks.push_back(article_of("", {"# 국회 의원", "국회의원이 라브로프를 만났다"}).blocks[1]);
    article.date = {2024, static_cast<std::uint8_t>(12 - i), 3, 0, 0, 0};
    article.categories = {i < 5 ? "정치" : "경제"};
    articles.push_back(std::move(article));
  }
  return articles;
}

std::string answers(const SmallCorpus& index, const char* query) {
  const SearchAnswer answer = index.answer(query);
  std::string said = std::to_string(answer.total) + (answer.more ? "+" : "") + (answer.damaged ? "!" : "");
  for (const Candidate& candidate : answer.candidates)
    said += " " + std::to_string(index_of(candidate.article)) + ":" + std::to_string(candidate.score);
  const Facets facets = facets_of(index.index, answer);
  for (const MonthFacet& month : facets.months) said += " " + std::to_string(month.month) + "월";
  return said;
}

// Of the hits of a session, which asks in other words where none has the query's.
std::string titles_asked(const SmallCorpus& index, std::string_view text) {
  SearchSession session({parse_query(text)});
  index.go_on(session);
  std::string all;
  for (const Hit& hit : session.hits().hits) all += (all.empty() ? "" : ", ") + hit.title;
  return all;
}

} // namespace

TEST_CASE("여러 조각으로 만든 색인도 한 조각인 것과 같은 답을 한다") {
  const std::vector<Article> articles = some_articles();
  const SmallCorpus whole(articles);
  for (const std::uint32_t segment_articles : {1U, 2U, 4U, 8U}) {
    for (const std::size_t file_bytes : {std::size_t{64}, index_shard_bytes}) {
      const SmallCorpus parted(articles, file_bytes, {}, segment_articles);
      for (const char* query : {"라브로프",
                                "라",
                                "정부",
                                "정부는",
                                "핵협의",
                                "핵 협의",
                                "국회의원",
                                "북한 외무장관 국회",
                                "KBS는",
                                "10만원",
                                "ㄹㅂㄹㅍ",
                                "라브로퓨",
                                "fkqmfhvm",
                                "3월",
                                "\"라브로프를 만났다\"",
                                "북한 -국회",
                                "제목:글",
                                "분류:정치 북한",
                                "기간:2024-05..2024-07",
                                "기간:2024-08 북한",
                                "없는말"}) {
        CAPTURE(std::string(query));
        CAPTURE(segment_articles);
        CHECK(answers(parted, query) == answers(whole, query));
      }
    }
  }
}

TEST_CASE("한 낱말이 여러 파일에 걸쳐 있어도 모두 모아 읽는다") {
  const SmallCorpus parted(some_articles(), 64, {}, 1);
  IndexReader reader(parted.index);
  CHECK(reader.segments() == 9);
  const WordEntry* entry = reader.word(U"라브로프");
  REQUIRE(entry != nullptr);
  CHECK(entry->articles == 9);
  CHECK(reader.pair(U'라', U'브').articles.size() == 9);
  IndexReader newest(parted.index, 2);
  entry = newest.word(U"라브로프");
  REQUIRE(entry != nullptr);
  CHECK(entry->articles == 2);
  CHECK(newest.articles() == 2);
  CHECK(newest.pair(U'라', U'브').articles == std::vector<std::uint32_t>{0, 1});
  CHECK(newest.missing.empty());
}

TEST_CASE("글자와 숫자로 된 낱말도 여러 파일에 걸쳐 있으면 모두 모아 읽는다") {
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i)
    articles.push_back(
        article_of("글", {"6월 " + std::to_string(1000 + i * 37) + "명, KBS" + std::to_string(i)}));
  for (const std::size_t file_bytes : {1U, 40U, 70U, 100U}) {
    const SmallCorpus parted(articles, file_bytes, {}, 2);
    CHECK(parted.answer("6월").total == 40);
    CHECK(parted.answer("KBS").total == 40);
    CHECK(parted.answer("1037명").total == 1);
  }
}

TEST_CASE("파일을 적은 목록이 어디에서 갈리든 같은 답을 한다") {
  const std::vector<Article> articles = some_articles();
  const Synonyms synonyms{{"라브로프", "외무장관"}};
  const SmallCorpus whole(articles, index_shard_bytes, synonyms);
  for (const std::uint32_t segment_articles : {2U, 16U}) {
    const SmallCorpus parted(articles, 64, synonyms, segment_articles);
    const std::vector<IndexRange>& files = parted.index.ranges();
    const std::size_t step = std::max<std::size_t>(1, files.size() / 60);
    for (std::size_t cut = 2; cut < files.size(); cut += step) { // 뿌리 다음을 둘로
      for (const char* query :
           {"라브로프", "3월", "1위", "10만원", "라", "외무장관", "KBS는", "분류:정치", "없는말"}) {
        SearchIndex index = parted.index;
        std::vector<IndexRange> listed{
            files[0], {"a", files[1].first_key, true}, {"b", files[cut].first_key, true}};
        index.list(listed);
        SearchAnswer answer = answer_of(index, parse_query(query));
        for (int round = 0; round < 4 && !answer.missing.empty(); ++round) {
          for (const std::string& file : answer.missing) {
            const auto at = std::ranges::find(listed, file, &IndexRange::file);
            REQUIRE(at != listed.end());
            const bool is_first = at->file == "a";
            const auto place = listed.erase(at);
            const auto begin = static_cast<std::ptrdiff_t>(is_first ? 1 : cut),
                       end = static_cast<std::ptrdiff_t>(is_first ? cut : files.size());
            listed.insert(place, files.begin() + begin, files.begin() + end);
          }
          index.list(listed);
          answer = answer_of(index, parse_query(query));
        }
        CAPTURE(std::string(query));
        CAPTURE(files[cut].first_key);
        CHECK_FALSE(answer.damaged);
        CHECK(answer.holding == whole.answer(query).holding);
      }
    }
  }
}

TEST_CASE("새 글에 많은 말은 새 글에서만, 드문 말은 모든 글에서 찾는다") {
  std::vector<Article> articles;
  for (int i = 0; i < 1500; ++i)
    articles.push_back(article_of("글", {i == 1400 ? "달이 밝은 바다" : "달이 밝다"}));
  const SmallCorpus index(articles, index_shard_bytes, {}, 600);
  const SearchAnswer often = index.answer("달이");
  CHECK(often.more);
  CHECK(often.total == 1200);
  const SearchAnswer rare = index.answer("바다");
  CHECK_FALSE(rare.more);
  REQUIRE(rare.total == 1);
  CHECK(index_of(rare.candidates[0].article) == 1400);
  CHECK(index_of(index.answer("달이 바다").candidates[0].article) == 1400);
}

TEST_CASE("새 글에 조금 모자라는 말은 모자라는 만큼만 옛 글에서 찾는다") {
  std::vector<Article> articles;
  for (int i = 0; i < 1000; ++i)
    articles.push_back(article_of("글", {i % 5 < 2 ? "달이 밝다" : i % 50 == 4 ? "별이 진다" : "해가 밝다"}));
  // 조각을 나누어 물어도, 한 번에 물은 것과 같은 짝을 읽는다.
  const SmallCorpus index(articles, index_shard_bytes, {}, 100), small_blocks(articles, 200, {}, 100),
      whole(articles, index_shard_bytes, {}, 1000);
  for (const SmallCorpus* each : {&index, &small_blocks}) {
    const SearchAnswer answer = each->answer("달이");
    CHECK(answer.searched == 400); // 200편에 80편이었으니 100편이 되려면
    CHECK(answer.total == 160);
    CHECK(answer.more);
    CHECK(each->answer("별이").searched == 1000);
    CHECK(each->answer("별이").holding == whole.answer("별이").holding);
    CHECK(each->answer("없는말").searched == 1000);
    const SearchAnswer all = answer_of(each->index, parse_query("달이"), {}, 1000);
    CHECK(all.holding == whole.answer("달이").holding);
  }
}

TEST_CASE("새 글에 많은 말도 더 달라고 하면 옛 글에서 더 찾아 그 뒤에 둔다") {
  std::vector<Article> articles;
  for (int i = 0; i < 1500; ++i) // of the older ones few, but in their titles
    articles.push_back(
        article_of(i >= 1200 && i % 10 == 0 ? "달이" : "글", {i % 5 == 0 ? "달이 밝다" : "해가 밝다"}));
  const SmallCorpus index(articles, index_shard_bytes, {}, 600);
  const SearchAnswer newest = answer_of(index.index, parse_query("달이"), {}, 240);
  CHECK(newest.more);
  CHECK(newest.total == 240);
  CHECK(newest.searched == 1200);
  const SearchAnswer all = answer_of(index.index, parse_query("달이"), {}, 241);
  CHECK_FALSE(all.more);
  CHECK(all.total == 300);
  CHECK(all.holding.size() == 300);
  REQUIRE(all.candidates.size() == 300);
  for (std::size_t i = 0; i < 240; ++i) CHECK(all.candidates[i].article == newest.candidates[i].article);
  CHECK(index_of(all.candidates[240].article) == 1200);

  SearchSession session({parse_query("달이")});
  index.go_on(session);
  CHECK(session.hits().hits.size() == 10);
  CHECK(session.hits().more);
  session.want(290);
  index.go_on(session);
  CHECK(session.hits().hits.size() == 290);
  CHECK_FALSE(session.hits().more);
  CHECK(session.hits().total == 300);
}

TEST_CASE("어디에도 붙어 있지 않은 말은 띄어 묻는다") {
  const SmallCorpus index({article_of("그날", {"회담은 12월 18일에 열린다"}),
                           article_of("다른 날", {"12월 어느 날, 18일째"}),
                           article_of("붙인 글", {"7월31일"})});
  CHECK(titles_asked(index, "12월18일") == "그날");
  CHECK(titles_asked(index, "회담 12월18일") == "그날");
  CHECK(titles_asked(index, "12월회담18일") == "그날"); // one word: no article with a part of it
  CHECK(titles_asked(index, "7월31일") == "붙인 글");
}

TEST_CASE("의존 명사를 붙여 친 말은 띄어 쓴 글을 찾고, 잘못 친 것으로 보지 않는다") {
  const SmallCorpus index({article_of("제주", {"제주에서 가볼 만한 곳을 모았다"}),
                           article_of("부산", {"부산에서 먹을 수 있는 것"}),
                           article_of("가보", {"가볼까 하는 곳이 만만하다. 할수록 는다"}),
                           article_of("붙임", {"가볼만한데가 많다"})});
  CHECK(titles_asked(index, "가볼만한곳").starts_with("제주"));
  CHECK(titles_asked(index, "제주 가볼만한곳").starts_with("제주"));
  CHECK(titles_asked(index, "먹을수있는").starts_with("부산"));
  CHECK(titles_asked(index, "가볼만한") == "붙임, 제주"); // 친 대로 든 글이 먼저다
  CHECK(index.corrections("먹을수있는").empty());
}

TEST_CASE("아무도 붙여 쓰지 않은 말을 붙여 치면, 두 낱말이 나란히 선 글이 먼저다") {
  std::vector<Article> articles;
  for (int i = 0; i < 10; ++i)
    articles.push_back(
        article_of("흩어진 글 " + std::to_string(i),
                   {"운행이 늘었다. 운행을 본다. 운행은 잦다.", "정상이다. 정상을 본다. 정상은 높다."}));
  articles.push_back(
      article_of("나란히", {"오늘부터 정상 운행을 시작한다. 긴 글이다. " + std::string(600, 'a')}));
  articles.push_back(article_of("하나만", {"정상에 오르다. 정상을 본다"}));
  const SmallCorpus index(articles);
  CHECK(titles_asked(index, "정상운행을").starts_with("나란히, 흩어진"));
  CHECK(titles_asked(index, "정상운행").starts_with("나란히, 흩어진"));
  CHECK(titles_asked(index, "정상운행").find("하나만") == std::string::npos);
  CHECK(titles_asked(index, "제목:정상운행") == "");
  CHECK(titles_asked(index, "(정상운행)").find("나란히") != std::string::npos);
  const FoundWords unknown{{.out_of_vocabulary = true, .spaces = {2}}};
  CHECK(with_spaces(parse_query("정상운행"), unknown)->text == "정상 운행");
  CHECK_FALSE(with_spaces(parse_query("정·상운행"), unknown)); // 정· 상운행
}

TEST_CASE("어디에나 있는 말들은, 나란히 선 글이 먼저다") {
  std::vector<Article> articles;
  for (int i = 0; i < 8; ++i)
    articles.push_back(
        article_of("많은 글", {"없는 것도 알 만하고 수가 많다. 없는 돈, 알 사람, 수 싸움, 없는 집."}));
  articles.push_back(article_of("그 말", {"아무도 알 수 없는 일이다. 그런데 " + std::string(900, 'a')}));
  for (int i = 0; i < 20; ++i)
    articles.push_back(article_of("긴 글", {"없는 것도 많고 수도 알 만하다. " + std::string(4000, 'a')}));
  const SmallCorpus index(articles);
  CHECK(titles_asked(index, "알 수 없는").starts_with("그 말"));
}

TEST_CASE("세 이름씨와 더 많은 것을 붙여 친 말은 글들의 낱말로 띄어 찾는다") {
  std::vector<Article> articles;
  for (const char* city : {"부산", "서울", "제주"}) {
    const std::string name = city;
    articles.push_back(
        article_of(name + " 호텔", {name + "의 호텔을 추천한다. " + name + "에서 호텔은 추천이 많다"}));
    articles.push_back(article_of(name, {name + "은 도시다. " + name + "까지 두 시간"}));
  }
  const SmallCorpus index(articles);
  CHECK(titles_asked(index, "부산호텔추천").starts_with("부산 호텔"));
  CHECK(titles_asked(index, "서울호텔추천은").starts_with("서울 호텔"));
  CHECK(titles_asked(index, "서울호텔추첨") == ""); // 추첨은 여기 낱말이 아니다
}

TEST_CASE("따옴표 안의 말이 새 글에 그대로 없으면 옛 글에서, 어디에도 없으면 따옴표 없이 찾는다") {
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i)
    articles.push_back(article_of("글", {i == 35 ? "밀물과 썰물" : "썰물과 밀물"}));
  const SmallCorpus index(articles, index_shard_bytes, {}, 10);
  const auto ask = [&](std::string_view text) {
    SearchSession session({parse_query(text)});
    index.go_on(session);
    return session.hits();
  };
  CHECK(ask("\"썰물과 밀물\"").hits.size() == 10);
  const Hits old = ask("\"밀물과 썰물\"");
  REQUIRE(old.hits.size() == 1);
  CHECK(index_of(old.hits[0].article) == 35);
  CHECK_FALSE(old.unquoted);
  const Hits loose = ask("\"밀물과 해 썰물\"");
  CHECK(loose.unquoted);
  CHECK(loose.hits.size() == 10);
}

TEST_CASE("a lost or damaged file of one segment leaves the answers of the others") {
  const std::vector<Article> articles = some_articles();
  const SmallCorpus whole(articles, 64, {}, 2);
  for (std::size_t file = 0; file < whole.files.size(); ++file) {
    SmallCorpus lost = whole;
    lost.index.forget(std::to_string(file));
    const SearchAnswer partly = lost.answer("라브로프 정부");
    for (const std::string& name : partly.missing) CHECK(name == std::to_string(file));
    for (std::size_t i = 0; i < whole.files[file].bytes.size(); i += file == 0 ? 97 : 1) {
      SmallCorpus damaged = whole;
      damaged.files[file].bytes[i] ^= std::byte{0x11};
      damaged.load(file);
      for (const char* query : {"라브로프", "국회의원", "KBS", "ㄹㅂ", "기간:2024-05.."}) {
        for (const Candidate& candidate : damaged.answer(query).candidates)
          CHECK(index_of(candidate.article) < articles.size());
      }
    }
  }
}

TEST_CASE("한 글자나 첫소리 하나를 찾을 때에도 한 걸음에 파일 하나 넘게 보지 않는다") {
  std::vector<Article> articles;
  for (char32_t i = 0; i < 80; ++i) { // nouns that begin with 사, of four articles each: 사가, 사개 …
    std::string text;
    for (char32_t j = 0; j < 28; ++j) {
      const std::string noun = "사" + to_utf8(std::u32string(1, U'가' + 28 * (i % 20 * 20 + j)));
      text += noun + "도 " + noun + "까지 ";
    }
    articles.push_back(article_of("글 " + std::to_string(i), {text}));
  }
  const SmallCorpus index(articles, 64);
  for (const auto& [typed, kind, least] : {std::tuple{"사", "x0사", 80U}, {"ㅅ", "w사", 4U}}) {
    CAPTURE(std::string(typed));
    const auto files = std::ranges::count_if(
        index.files, [kind](const IndexFile& file) { return file.first_key.starts_with(kind); });
    const Query query = parse_query(typed);
    Task<SearchAnswer> searching = search(index.index, std::make_shared<const Query>(query), {}, 10);
    int steps = 1;
    while (searching.step()) ++steps;
    const SearchAnswer answer = searching.take();
    CHECK(answer.total >= least);
    CHECK(files > 5);
    CHECK(steps > files);
  }
}
