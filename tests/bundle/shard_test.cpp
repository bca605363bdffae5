#include <doctest.h>

#include "bundle/shard.h"
#include "tests/bundle/articles.h"

using namespace hanji;

namespace {

Shard describe(ShardKind kind, const Bytes& bytes, std::uint32_t first, std::uint32_t count) {
  Shard shard;
  shard.kind = kind;
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.file = shard_file_name(kind, shard.sha256);
  shard.first = first;
  shard.count = count;
  return shard;
}

} // namespace

TEST_CASE("an article comes back from its shard as it went in") {
  Article one = full_article(), two = full_article();
  one.id = ArticleId{7};
  two.id = ArticleId{8};
  two.slug = "둘";
  const Bytes bytes = encode_articles(std::vector<Bytes>{encode_article(one), encode_article(two)});
  const auto read = read_articles(describe(ShardKind::articles, bytes, 7, 2), bytes);
  REQUIRE(read);
  CHECK(*read == std::vector{one, two});
}

TEST_CASE("headlines and slugs come back as they went in") {
  Article article = full_article();
  article.id = ArticleId{3};
  const Bytes headlines = encode_headlines(std::vector<Bytes>{encode_headline(headline_of(article))});
  const auto read = read_headlines(describe(ShardKind::headlines, headlines, 3, 1), headlines);
  REQUIRE(read);
  CHECK(read->front().id == ArticleId{3});
  CHECK(read->front().title == "제목 하나");
  CHECK(read->front().categories == article.categories);
  CHECK(read->front().date == article.date);
  CHECK(read->front().image == "media/a.png");

  const Bytes slugs = encode_slugs(std::vector<SlugEntry>{{"가", ArticleId{5}}, {"나", ArticleId{2}}});
  const auto entries = read_slugs(describe(ShardKind::slugs, slugs, 2, 2), slugs);
  REQUIRE(entries);
  CHECK(entries->at(1).slug == "나");
  CHECK(entries->at(1).id == ArticleId{2});
}

TEST_CASE("제 주소가 있는 글이 하나라도 있는 묶음만 그것을 적는다") {
  Article one = full_article(), two = full_article();
  one.id = ArticleId{7};
  two.id = ArticleId{8};
  two.slug = "둘";
  const std::vector<Bytes> articles{encode_article(one), encode_article(two)},
      headlines{encode_headline(headline_of(one)), encode_headline(headline_of(two))};
  CHECK(encode_articles(articles, std::vector<std::string>(2)) == encode_articles(articles));
  two.page = "2024/둘/";
  const std::vector<std::string> pages{one.page, two.page};
  const Bytes with_pages = encode_articles(articles, pages), lists = encode_headlines(headlines, pages);
  CHECK(with_pages[4] == std::byte{2});
  CHECK(with_pages.size() == encode_articles(articles).size() + 2 + two.page.size());
  const auto read = read_articles(describe(ShardKind::articles, with_pages, 7, 2), with_pages);
  REQUIRE(read);
  CHECK(*read == std::vector{one, two});
  const auto listed = read_headlines(describe(ShardKind::headlines, lists, 7, 2), lists);
  REQUIRE(listed);
  CHECK(listed->at(0).page.empty());
  CHECK(listed->at(1).page == "2024/둘/");
}

TEST_CASE("누리집 밖으로 나가는 주소를 적은 묶음은 받지 않는다") {
  for (const char* page : {"../밖/", "/밖/", "a/../b.html", "a\\b"}) {
    const Bytes bytes =
        encode_articles(std::vector<Bytes>{encode_article(full_article())}, std::vector<std::string>{page});
    CHECK_FALSE(read_articles(describe(ShardKind::articles, bytes, 0, 1), bytes));
  }
}

TEST_CASE("bytes that are not the recorded ones are refused before they are read") {
  Bytes bytes = encode_articles(std::vector<Bytes>{encode_article(full_article())});
  const Shard shard = describe(ShardKind::articles, bytes, 0, 1);
  bytes[bytes.size() / 2] ^= std::byte{1};
  const auto read = read_articles(shard, bytes);
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::bad_shard);
  CHECK(read.error().where == shard.file);
  bytes.pop_back();
  CHECK_FALSE(check_shard(shard, bytes));
}

TEST_CASE("a shard of a later format asks for a reload") {
  Bytes bytes = encode_articles(std::vector<Bytes>{encode_article(full_article())});
  bytes[4] = std::byte{shard_format_with_beginnings + 1};
  const auto read = read_articles(describe(ShardKind::articles, bytes, 0, 1), bytes);
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::newer_format);
}

TEST_CASE("damage that a right hash hides is refused or harmless, wherever it lies") {
  const Bytes whole = encode_articles(std::vector<Bytes>{encode_article(full_article())});
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const unsigned flip : {0x01u, 0x80u, 0xFFu}) {
      Bytes bytes = whole;
      bytes[i] ^= static_cast<std::byte>(flip);
      const auto read = read_articles(describe(ShardKind::articles, bytes, 0, 1), bytes);
      if (read)
        CHECK(check_article(read->front()));
      else
        CHECK((read.error().kind == ErrorKind::bad_shard || read.error().kind == ErrorKind::newer_format));
    }
    const std::span<const std::byte> part = std::span(whole).first(i);
    const Bytes cut(part.begin(), part.end());
    CHECK_FALSE(read_articles(describe(ShardKind::articles, cut, 0, 1), cut));
  }
}

TEST_CASE("the rules of an article name what is broken") {
  const auto fault = [](auto change) {
    Article article = full_article();
    change(article);
    const auto checked = check_article(article);
    return checked ? std::string() : checked.error().message;
  };
  CHECK(fault([](Article&) {}).empty());
  CHECK(fault([](Article& a) { a.blocks[1].inlines[0].end = 5; }).find("cuts a character") !=
        std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[1].inlines[2].end = 900; }).find("leave the text") !=
        std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[1].inlines[2].link = 1; }).find("link that is not there") !=
        std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[3].extra = 2; }).find("figure that is not there") !=
        std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[0].level = 7; }).find("level") != std::string::npos);
  CHECK(fault([](Article& a) { a.cells[0].columns = 0; }).find("spans nothing") != std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[6].kind = BlockKind::caption; }).find("of nothing") !=
        std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[12].details = 0; }).find("summary of nothing") != std::string::npos);
  CHECK(fault([](Article& a) { a.blocks[10].level = 0; }).find("without a level") != std::string::npos);
  CHECK(fault([](Article& a) { a.title = "\xFF"; }).find("UTF-8") != std::string::npos);
  CHECK(fault([](Article& a) { a.date.month = 13; }).find("date") != std::string::npos);
}

TEST_CASE("수식이 있는 글이 하나라도 있는 묶음만 수식을 적는다") {
  Article plain = full_article(), one = full_article();
  one.blocks.push_back({BlockKind::formula, 0, 0, 0, no_index, "$$x$$", {}, ""});
  one.formulas = {{"$$x$$", "<mi>x</mi>"}, {"$y$", "<mi>y</mi>"}};
  one.slug = "둘";
  plain.id = ArticleId{7};
  one.id = ArticleId{8};
  CHECK(encode_articles(std::vector<Bytes>{encode_article(plain)})[4] == std::byte{shard_format});
  for (const std::vector<std::string>& pages :
       {std::vector<std::string>{}, std::vector<std::string>{"", "a/b/"}}) {
    const Bytes bytes =
        encode_articles(std::vector<Bytes>{encode_article(plain), encode_article(one)}, pages);
    CHECK(bytes[4] == std::byte{shard_format_with_formulas});
    const auto read = read_articles(describe(ShardKind::articles, bytes, 7, 2), bytes);
    REQUIRE(read);
    one.page = pages.empty() ? "" : pages[1];
    CHECK(*read == std::vector{plain, one});
  }
}

TEST_CASE("이름 있는 코드나 뜻이 적힌 말이 있는 묶음은 더 새로운 꼴이다") {
  Article plain = full_article(), one = full_article();
  one.blocks.push_back({BlockKind::caption, 0, 0, 0, no_index, "가.js", {}, ""});
  one.blocks.push_back({BlockKind::code, 0, 0, 0, no_index, "a", {}, ""});
  one.slug = "둘";
  plain.id = ArticleId{7};
  one.id = ArticleId{8};
  const Bytes bytes = encode_articles(std::vector<Bytes>{encode_article(plain), encode_article(one)});
  CHECK(bytes[4] == std::byte{shard_format_with_titles});
  const auto read = read_articles(describe(ShardKind::articles, bytes, 7, 2), bytes);
  REQUIRE(read);
  CHECK(*read == std::vector{plain, one});
  plain.abbreviations = {{"HTML", "하이퍼텍스트 표시 언어"}, {"한은", "한국은행"}};
  plain.blocks[0].inlines = {{0, 3, {style_abbreviation, {}, {}}, no_index}};
  const Bytes meant = encode_articles(std::vector<Bytes>{encode_article(plain)});
  CHECK(meant[4] == std::byte{shard_format_with_titles});
  const auto again = read_articles(describe(ShardKind::articles, meant, 7, 1), meant);
  REQUIRE(again);
  CHECK(again->front() == plain);
}

TEST_CASE("잇따른 인용이나 목록이 있는 묶음은 더 새로운 꼴이고, 없는 데서 시작하는 것은 읽지 않는다") {
  Article one = full_article();
  one.id = ArticleId{7};
  one.blocks.push_back({BlockKind::list_item, 9, 9, 0, no_index, "가", {}, ""});
  one.blocks.push_back(one.blocks.back());
  one.blocks.back().quote_from = one.blocks.back().list_from = 9;
  const Bytes bytes = encode_articles(std::vector<Bytes>{encode_article(one)});
  CHECK(bytes[4] == std::byte{shard_format_with_beginnings});
  const auto read = read_articles(describe(ShardKind::articles, bytes, 7, 1), bytes);
  REQUIRE(read);
  CHECK(read->front() == one);

  one.blocks.back().quote = 8;
  CHECK(!check_article(one));
  one.blocks.back().quote = 9;
  one.blocks.back().level = 8;
  CHECK(!check_article(one));
}

TEST_CASE("수식은 차례대로 한 번씩, 허락된 것으로만 적힌다") {
  Article article = full_article();
  const auto sound = [&](std::vector<Formula> formulas) {
    article.formulas = std::move(formulas);
    return check_article(article).has_value();
  };
  CHECK(sound({{"$a$", "<mi>a</mi>"}, {"$b$", "<mi>b</mi>"}}));
  CHECK_FALSE(sound({{"$b$", "<mi>a</mi>"}, {"$a$", "<mi>b</mi>"}}));
  CHECK_FALSE(sound({{"$a$", "<mi>a</mi>"}, {"$a$", "<mi>b</mi>"}}));
  CHECK_FALSE(sound({{"$a$", "<script>a</script>"}}));
  CHECK_FALSE(sound({{"$a$", "<mi onclick=\"x\">a</mi>"}}));
  CHECK_FALSE(sound({{"$a$", ""}}));
  CHECK_FALSE(sound({{"", "<mi>a</mi>"}}));
}
