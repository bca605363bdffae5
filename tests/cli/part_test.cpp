// Parts of a site, merged: byte for byte what one build makes, and parts that do not belong together are
// refused.
#include <doctest.h>

#include <cstdlib>
#include <map>

#include "base/bytes.h"
#include "base/hash.h"
#include "cli/byte_file.h"
#include "cli/parallel.h"
#include "tests/cli/workshop.h"
#include "tests/skip.h"

using namespace hanji;

namespace {

using Files = std::map<std::string, std::string>;

struct Publisher : Workshop {
  // Posts that have to do with one another across parts: names, addresses, links, pictures, warnings.
  Publisher() {
    write("posts/_config.yml", "title: 나눈 글\nurl: https://example.org\ntimezone: Asia/Seoul\n"
                               "hanji:\n  synonyms: synonyms.txt\n");
    write("posts/synonyms.txt", "임금 = 왕\n");
    for (int i = 0; i < 9; ++i)
      write_post("2024-01-1" + std::to_string(i) + "-글.md", "글 " + std::to_string(i),
                 "## 머리\n\n본문 " + std::to_string(i) + "번째. 세종은 임금이었다.\n\n![그림](/그림" +
                     std::to_string(i % 3) + ".svg)\n\n[다음](/2024/01/1" + std::to_string((i + 1) % 9) +
                     "/글/#머리) [없음](/2019/05/01/없음/) [표](/표.pdf)");
    for (int i = 0; i < 3; ++i)
      write("posts/그림" + std::to_string(i) + ".svg",
            R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="1)" + std::to_string(i) + "\"/>");
    write("posts/표.pdf", "%PDF");
    write_post("2024-02-01-나쁜.md", "[괄호] 제목", "<p>닫지 않은 <b>글");
    write_post("2024-02-02-이진.md", "이진", std::string(2000, '\0'));
    write("posts/_posts/2024-02-03-숨은.md", "---\ntitle: 숨은 글\npublished: false\n---\n비밀\n");
    write("posts/_posts/2024-02-04-둘.md",
          "---\ntitle: 둘\npermalink: /함께/\nredirect_from: /옛/\n---\n둘.\n");
    write("posts/_posts/2024-02-05-셋.md",
          "---\ntitle: 셋\npermalink: /함께/\nredirect_from: /옛/\n---\n셋.\n");
    write("posts/_posts/맨글/하나.md", "맨 글 하나.\n");
    write("posts/_posts/맨글/둘.md", "맨 글 둘.\n");
    write_post("가/같은.md", "같은 이름", "하나.");
    write_post("나/같은.md", "같은 이름", "둘.");
    write("posts/읽지 않는.org", "* 조직\n");
  }

  int part(int number, int of, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"build",  at("posts").string(),
                                       "--part", std::to_string(number) + "/" + std::to_string(of),
                                       "--out",  at("parts/" + std::to_string(number)).string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  void make_parts(int of, const std::vector<std::string>& more = {}) {
    fs::remove_all(at("parts"));
    for (int i = 1; i <= of; ++i) REQUIRE(part(i, of, more) == exit_done);
  }
  int merge(const std::vector<int>& numbers, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"merge"};
    for (const int number : numbers) arguments.push_back(at("parts/" + std::to_string(number)).string());
    for (const std::string& each :
         {std::string("--out"), at("merged").string(), std::string("--page"), at("page").string()})
      arguments.push_back(each);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  Files contents(const std::string& below) const {
    Files all;
    for (const std::string& name : files(below)) all[name] = read(below + "/" + name);
    return all;
  }
  std::string report() const { // without how long it took, and what the pages weigh is in the files
    const std::string text = read("report.json");
    return text.substr(0, text.find("\"seconds\""));
  }
  // Refused with that in the message, and what was there stays.
  void check_refused(const std::vector<int>& numbers, const std::string& why) {
    const Files before = fs::exists(at("merged")) ? contents("merged") : Files();
    CHECK(merge(numbers) == exit_files);
    CHECK_MESSAGE(err.find(why) != std::string::npos, err);
    CHECK((fs::exists(at("merged")) ? contents("merged") : Files()) == before);
    for (const auto& entry : fs::directory_iterator(folder))
      CHECK(entry.path().filename().string().find(".partial-") == std::string::npos);
  }
};

// part.bin with one text for another of the same length, and its hash made to fit.
void alter(const Workshop& workshop, const std::string& name, const std::string& from,
           const std::string& to) {
  std::string bytes = workshop.read(name);
  const std::size_t at = bytes.find(from);
  REQUIRE(at != bytes.npos);
  bytes.replace(at, from.size(), to);
  bytes.resize(bytes.size() - sizeof(Hash));
  const Hash hash = hash_of(as_bytes(bytes));
  workshop.write(name, bytes + std::string(as_text(std::as_bytes(std::span(hash)))));
}

} // namespace

TEST_CASE("조각: 몇으로 나누어 지어도 한 번에 지은 사이트와 바이트까지 같고, 하는 말도 같다") {
  Publisher publisher;
  const std::vector<std::vector<std::string>> all_options{
      {}, {"--drafts", "--title", "다른 이름", "--base-url", "https://example.com/글/"}, {"--search-only"}};
  for (const std::vector<std::string>& options : all_options) {
    std::vector<std::string> whole = options;
    whole.insert(whole.end(), {"--report", publisher.at("report.json").string()});
    REQUIRE(publisher.build(whole) == exit_done);
    const Files site = publisher.contents("site");
    const std::string said = publisher.err, report = publisher.report();
    CHECK(said.find("warning") != std::string::npos);
    for (const int of : {1, 2, 3, 7, 40}) { // of 40 most have no post
      CAPTURE(of);
      publisher.make_parts(of, options);
      std::vector<int> numbers;
      for (int i = of; i >= 1; --i) numbers.push_back(i);
      REQUIRE(publisher.merge(numbers, {"--report", publisher.at("report.json").string()}) == exit_done);
      CHECK(publisher.contents("merged") == site);
      CHECK(publisher.err == said);
      CHECK(publisher.report() == report);
    }
  }
}

TEST_CASE("조각: 다시 만들면 제자리에 서고, 지난 조각의 그림은 남지 않는다") {
  Publisher publisher;
  publisher.make_parts(2);
  REQUIRE(publisher.merge({1, 2}) == exit_done);
  const Files before = publisher.contents("merged");
  publisher.write_post("2024-01-10-글.md", "글 0", "그림이 없다.");
  publisher.write_post("2024-01-13-글.md", "글 3", "그림이 없다.");
  publisher.write_post("2024-01-16-글.md", "글 6", "그림이 없다.");
  for (const int number : {1, 2}) REQUIRE(publisher.part(number, 2) == exit_done);
  REQUIRE(publisher.merge({1, 2}) == exit_done);
  REQUIRE(publisher.build({"--quiet"}) == exit_done);
  CHECK(publisher.contents("merged") == publisher.contents("site"));
  CHECK(publisher.contents("merged") != before);
  for (const std::string& name : publisher.files("parts/1")) CHECK(name.find("그림0") == std::string::npos);
}

TEST_CASE("조각: 모자라거나 겹치거나 같은 짓기의 것이 아니면 까닭을 말하고 물린다") {
  Publisher publisher;
  publisher.make_parts(3);
  REQUIRE(publisher.merge({3, 1, 2}) == exit_done);
  publisher.check_refused({1, 3}, "is one of 3 parts; missing: 2/3");
  publisher.check_refused({2}, "missing: 1/3, 3/3");
  publisher.check_refused({1, 2, 3, 2}, "is part 2/3, and so is");

  SUBCASE("다른 수로 나눈 것") {
    REQUIRE(publisher.part(2, 4) == exit_done);
    publisher.check_refused({1, 2, 3}, "is part 2/4, but");
  }
  SUBCASE("다른 설정으로 지은 것") {
    REQUIRE(publisher.part(2, 3, {"--base-url", "https://example.net/"}) == exit_done);
    publisher.check_refused({1, 2, 3}, "was made with other options, or by another configuration, than");
  }
  SUBCASE("설정 파일이 그사이 바뀐 것") {
    publisher.write("posts/_config.yml", "title: 다른 제목\n");
    REQUIRE(publisher.part(3, 3) == exit_done);
    publisher.check_refused({1, 2, 3}, "was made with other options, or by another configuration, than");
  }
  SUBCASE("초안을 들인 것과 들이지 않은 것") {
    REQUIRE(publisher.part(3, 3, {"--drafts"}) == exit_done);
    publisher.check_refused({1, 2, 3}, "was made with other options");
  }
  SUBCASE("그사이 글이 생긴 것") {
    publisher.write_post("2024-03-01-새글.md", "새 글", "새 글이다.");
    REQUIRE(publisher.part(2, 3) == exit_done);
    publisher.check_refused({1, 2, 3}, "was made of other posts than");
  }
  SUBCASE("다른 판이 만든 것") {
    const std::string own(version());
    std::string other = own;
    other.back() = own.back() == '9' ? '8' : '9';
    alter(publisher, "parts/2/part.bin", own, other);
    publisher.check_refused({1, 2, 3}, "was made by hanji " + other + ", and this is " + own);
  }
  SUBCASE("조각이 아닌 폴더") {
    fs::remove(publisher.at("parts/2/part.bin"));
    publisher.check_refused({1, 2, 3}, "is no part of a site");
  }
}

TEST_CASE("조각: 잘리거나 깨진 것은 물린다") {
  Publisher publisher;
  publisher.make_parts(2);
  REQUIRE(publisher.merge({1, 2}) == exit_done);
  for (const std::string name : {"parts/2/part.bin", "parts/2/posts.bin"}) {
    const std::string whole = publisher.read(name);
    REQUIRE(whole.size() > 1000);
    for (std::size_t place = 0; place < whole.size(); place += whole.size() / 5) {
      publisher.write(name, whole.substr(0, place));
      publisher.check_refused({1, 2}, "make it again");
      std::string altered = whole;
      altered[place] = static_cast<char>(altered[place] ^ 4);
      publisher.write(name, altered);
      publisher.check_refused({1, 2}, "make it again");
    }
    publisher.write(name, whole + "x");
    publisher.check_refused({1, 2}, "make it again");
    publisher.write(name, whole);
  }
  for (const std::string& name : publisher.files("parts/1/media")) {
    publisher.write("parts/1/media/" + name, "<svg/>");
    publisher.check_refused({1, 2}, "make it again");
    fs::remove(publisher.at("parts/1/media/" + name));
    publisher.check_refused({1, 2}, name);
    break;
  }
}

TEST_CASE("조각: 나눈 것도 엄하게 볼 수 있고, 잘못 부르면 쓰는 법을 말한다") {
  Publisher publisher;
  publisher.make_parts(2);
  CHECK(publisher.merge({1, 2}, {"--strict"}) == exit_strict);
  CHECK_FALSE(fs::exists(publisher.at("merged")));
  const std::string posts = publisher.at("posts").string(), out = publisher.at("parts/9").string();
  for (const char* wrong : {"0/3", "4/3", "1", "1/", "/2", "a/b", "1/2/3", "-1/2", "1/99999"}) {
    CHECK(publisher.run({"build", posts, "--part", wrong, "--out", out}) == exit_usage);
    CHECK(publisher.err.find("--part") != std::string::npos);
  }
  CHECK(publisher.run({"build", posts, "--part", "1/2", "--strict", "--out", out}) == exit_usage);
  CHECK(publisher.err.find("is for hanji merge") != std::string::npos);
  publisher.write("다른 것/파일", "내 것");
  CHECK(publisher.run({"build", posts, "--part", "1/2", "--out", publisher.at("다른 것").string()}) ==
        exit_files);
  CHECK(publisher.read("다른 것/파일") == "내 것");
  CHECK(publisher.run({"build", posts, "--part", "1/2", "--out", publisher.folder.string()}) == exit_files);
}

TEST_CASE("긴 것은 파일에서 기다린다: 적은 대로 읽히고, 깨지면 알려진다") {
  Workshop workshop;
  const auto text_of = [](std::size_t i) { return Bytes(i * 37 % 5000, static_cast<std::byte>(i)); };
  for (const std::size_t most : {std::size_t{0}, std::size_t{100'000}}) {
    ByteFile file(most);
    std::vector<KeptBytes> kept(400);
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = text_of(i);
    for_each_parallel(kept.size(), 8, [&](std::size_t i) { REQUIRE(file.keep(kept[i])); });
    std::size_t here = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      CHECK(*kept[i].get() == text_of(i));
      if (!kept[i].is_elsewhere()) here += kept[i].size();
    }
    CHECK(here <= most);
    CHECK(file.size() > 0);
  }
  KeptBytes kept = text_of(7);
  {
    const auto file = ByteFile::create(workshop.at("긴 것"));
    REQUIRE(file);
    REQUIRE((*file)->keep(kept));
    CHECK(*kept.get() == text_of(7));
    CHECK_FALSE(KeptBytes((*file)->reader(), kept.place(), kept.size() + 1).get());
    CHECK_FALSE(KeptBytes((*file)->reader(), kept.place() + 1, kept.size() - 1).get());
    CHECK_FALSE(KeptBytes((*file)->reader(), std::uint64_t{1} << 63, kept.size()).get());
  }
  CHECK_FALSE(ByteFile::create(workshop.at("없는 폴더/긴 것")));
  const auto full = ByteFile::create("/dev/full");
  REQUIRE(full);
  KeptBytes lost = text_of(7);
  const Result<void> put = (*full)->keep(lost);
  REQUIRE_FALSE(put);
  CHECK(put.error().kind == ErrorKind::unwritable);
  CHECK(*lost.get() == text_of(7)); // it is still here
}

namespace {

std::string tool() {
  const fs::path beside = fs::read_symlink("/proc/self/exe").parent_path();
  for (const fs::path& place : {beside / "hanji", beside.parent_path() / "hanji"}) {
    if (fs::is_regular_file(place)) return place.string();
  }
  return {};
}

bool succeeds(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str()) == 0; // NOLINT(cert-env33-c): a shell is meant
}

// The manual's samples below a heading, with the tool that is tested and the test's page.
std::vector<std::string> samples_of_manual(const Workshop& workshop, const std::string& heading) {
  std::ifstream in(fs::path(HANJI_SOURCE_DIR) / "assets/manual/_posts/many-machines.md");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::size_t begin = text.find("## " + heading), end = text.find("\n## ", begin);
  REQUIRE(begin != text.npos);
  text = text.substr(begin, end - begin);
  std::vector<std::string> samples;
  const auto replace = [](std::string& sample, const std::string& from, const std::string& to) {
    for (std::size_t at = sample.find(from); at != sample.npos; at = sample.find(from, at + to.size()))
      sample.replace(at, from.size(), to);
  };
  for (std::size_t at = text.find("```sh\n"); at != text.npos; at = text.find("```sh\n", at)) {
    at += 6;
    samples.push_back(text.substr(at, text.find("```", at) - at));
    replace(samples.back(), "build/native/hanji", tool());
    replace(samples.back(), "--out site", "--out merged --page " + workshop.at("page").string());
  }
  return samples;
}

} // namespace

TEST_CASE("조각: GNU parallel로 안내서대로 지은 사이트가 한 번에 지은 것과 같다") {
  if (tool().empty() || !succeeds("parallel --version | grep GNU"))
    return skip("the tool is not built beside the tests, or GNU parallel is not here");
  Publisher publisher;
  REQUIRE(publisher.build() == exit_done);
  const std::vector<std::string> samples = samples_of_manual(publisher, "GNU parallel");
  REQUIRE(samples.size() == 1);
  publisher.write("all.sh", "set -e\ncd " + publisher.folder.string() + "\nexport HOME=$PWD\n" + samples[0]);
  const std::string script = publisher.at("all.sh").string();
  REQUIRE(std::system(("sh " + script + " >" + script + ".log 2>&1").c_str()) == 0); // NOLINT(cert-env33-c)
  CHECK(publisher.contents("merged") == publisher.contents("site"));
}

TEST_CASE("조각: Slurm의 배열로 안내서대로 지은 사이트가 한 번에 지은 것과 같다") {
  if (tool().empty() || !succeeds("command -v sbatch && sinfo --noheader | grep -E 'idle|mix|alloc'"))
    return skip("the tool is not built beside the tests, or no Slurm answers here");
  Publisher publisher;
  REQUIRE(publisher.build() == exit_done);
  const std::vector<std::string> samples = samples_of_manual(publisher, "Slurm");
  REQUIRE(samples.size() == 2);
  publisher.write("part.sh", samples[0]);
  publisher.write("all.sh", "set -e\ncd " + publisher.folder.string() + "\n" + samples[1]);
  const std::string script = publisher.at("all.sh").string();
  REQUIRE(std::system(("sh " + script + " >" + script + ".log 2>&1").c_str()) == 0); // NOLINT(cert-env33-c)
  CHECK(publisher.contents("merged") == publisher.contents("site"));
}
