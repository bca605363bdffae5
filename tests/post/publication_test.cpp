// What must not be published stays out, however it is written.
#include <doctest.h>

#include <string>
#include <vector>

#include "post/read_post.h"

using namespace hanji;

namespace {

ReadPost read(const std::string& bytes) {
  auto post = read_post(bytes, "x.md");
  REQUIRE(post);
  return *std::move(post);
}

ReadPost read_fields(const std::string& fields) {
  return read("---\ntitle: 글\n" + fields + "\n---\n본문\n");
}

} // namespace

TEST_CASE("비공개: 공개가 아니라고 적은 글은 적은 꼴이 어떻든 빠진다") {
  for (const char* fields : {"published: false",
                             "published: no",
                             "published: off",
                             "published: n",
                             "published: 0",
                             "published: FALSE",
                             "published: \"false\"",
                             "published: 'No'",
                             "published:",
                             "published: ~",
                             "public: false",
                             "Public: False",
                             "draft: true",
                             "draft: True",
                             "draft: TRUE",
                             "draft: yes",
                             "draft: Y",
                             "draft: on",
                             "draft: 1",
                             "draft: \"true\"",
                             "DRAFT: 'yes'",
                             "draft: true # 아직",
                             "draft: !!bool true",
                             "private: true",
                             "status: draft",
                             "status: Private",
                             "post_status: pending",
                             "Post-Status: trash",
                             "status: future",
                             "status: password",
                             "status: 연재중",
                             "status: scheduled",
                             "isDraft: true",
                             "is_published: false",
                             "publish: false",
                             "published: draft",
                             "headless: true",
                             "공개: 아니오",
                             "공개: 비공개",
                             "공개 여부: 비공개",
                             "비공개: 예",
                             "초안: true",
                             "비밀번호: 열려라",
                             "public: 아니요",
                             "publishDate: 언젠가",
                             "expiryDate: [2099-01-01]",
                             "visibility: private",
                             "visibility: 비공개",
                             "password: 열려라",
                             "post_password: 1234",
                             "password: false",
                             "draft: [false]",
                             "draft: []",
                             "draft: {}",
                             "draft:\n  - false",
                             "draft: {when: later}",
                             "published: [true]",
                             "status:\n  - publish",
                             "draft: maybe",
                             "params:\n  draft: true",
                             "\"draft\": true",
                             "? draft\n: true",
                             "draft: &d true\nb: *d",
                             "draft: false\ndraft: true",
                             "draft: true\ndraft: false",
                             "base: &b\n  draft: true\n<<: *b\ndraft: false"}) {
    CAPTURE(fields);
    CHECK(read_fields(fields).withheld);
  }
}

TEST_CASE("비공개: 목록에 없을 글은 들어오되 목록에 없고, 다른 까닭이 있으면 빠진다") {
  for (const char* fields :
       {"hidden: true", "unlisted: yes", "listed: false", "visibility: unlisted", "status: hidden"}) {
    CAPTURE(fields);
    const auto post = read_fields(fields);
    CHECK_FALSE(post.withheld);
    CHECK(post.unlisted);
    CHECK(read_fields(fields + std::string("\ndraft: true")).withheld);
    CHECK(
        read("---\ntitle: 글\n\n" + std::string(fields) + "\n\n본문").withheld); // behind broken front matter
  }
  for (const char* fields : {"hidden: maybe", "unlisted: [true]"}) CHECK(read_fields(fields).withheld);
  CHECK_FALSE(read_fields("hidden: false").unlisted);
}

TEST_CASE("비공개: 공개인 글과 아무 말 없는 글은 들어온다") {
  for (const char* fields : {"published: true",
                             "published: Yes",
                             "published: \"on\"",
                             "published: 1",
                             "published: 2024-07-27",
                             "public: true",
                             "public  : true",
                             "draft: false",
                             "draft: False",
                             "draft: no",
                             "draft: 'off'",
                             "draft: 0",
                             "draft:",
                             "draft: ~",
                             "private: null",
                             "hidden: n",
                             "status: publish",
                             "status: Published",
                             "status: \"public\"",
                             "status:",
                             "visibility: public",
                             "post_status: publish",
                             "status: 공개",
                             "공개: 예",
                             "공개: 전체 공개",
                             "비공개: 아니오",
                             "초안: 아니오",
                             "publishDate:",
                             "date: 언젠가",
                             "상태: 시행",
                             "password: ''",
                             "password: \"\"",
                             "post_password:",
                             "# draft: true",
                             "cover:\n  hidden: true",
                             "author: {private: true}",
                             "excerpt: |\n  draft: true",
                             "drafts: true",
                             "comments: [private]",
                             "tags: [draft, private]"}) {
    CAPTURE(fields);
    CHECK_FALSE(read_fields(fields).withheld);
  }
}

TEST_CASE("비공개: 알림은 자리와 이름과 까닭을 말하며, 암호는 되뇌지 않는다") {
  const auto told = [](const std::string& fields) {
    const ReadPost post = read_fields(fields);
    REQUIRE(post.diagnostics.size() == 1);
    const Diagnostic& each = post.diagnostics[0];
    return std::to_string(each.line) + ":" + std::to_string(each.column) + " " + each.code + ": " +
           each.message + " (" + each.recovery + ")";
  };
  CHECK(told("draft: yes") == "3:8 not_public: “draft: yes” says that this post is not public (left out; "
                              "--drafts would bring it in)");
  CHECK(told("Status: 연재중") ==
        "3:9 perhaps_not_public: “Status: 연재중” does not say that this post is public (left out; “Status: "
        "published” would bring it in)");
  CHECK(told("hidden: [no]") ==
        "3:10 perhaps_not_public: “hidden” does not say that this post is public (left out; "
        "“hidden: false” would bring it in)");
  CHECK(told("password: 열려라") ==
        "3:11 not_public: “password” says that this post is not public (left out)");
}

TEST_CASE("비공개: 머리말이 깨졌어도 빠진다") {
  for (const char* bytes : {
           "---\ntitle: [속보] 글\ndraft: true\n---\n본문",
           "---\ntitle: [속보] 글\ndraft:true\n---\n본문",
           "---\ntitle: [속보] 글\ndraft : true\n---\n본문",
           "---\ntitle: [속보] 글\ndraft：true\n---\n본문",
           "---\ntitle: [속보] 글\n\"draft\": true\n---\n본문",
           "---\ntitle: [속보] 글\n'draft':true\n---\n본문",
           "---\ntitle: [속보] 글\ndraft = true\n---\n본문",
           "---\ntitle: [속보] 글\n  draft: true\n---\n본문",
           "---\ntitle: [속보] 글\n\tdraft:\ttrue\n---\n본문",
           "---\ntitle: [속보] 글\ndraft:\u3000true\n---\n본문",
           "---\ntitle: [속보] 글\nstatus:\n  private\n---\n본문",
           "---\ntitle: 글\n  draft: true\n---\n본문",
           "---\ntitle: \"글\ndraft: true\n---\n본문",
           "---\ntitle: 글\ndraft: \"true\n---\n본문",
           "---\ntitle: 글\ndraft: true: 참\n---\n본문",
           "---\ntitle: 글\ndraft: !참\n---\n본문",
           "---\ntitle: 글\ndraft = true\n---\n본문",
           "---\ntitle = \"글\"\ndraft = true\n---\n본문",
           "---\n- title: 글\n- draft: true\n---\n본문",
           "\xEF\xBB\xBF---\ntitle: 글\ndraft: true\n---\n본문",
           "\xEF\xBB\xBF\xEF\xBB\xBF---\ntitle: 글\ndraft: true\n---\n본문",
           "---\r\ntitle: 글\r\ndraft: true\r\n---\r\n본문",
           "---\rtitle: 글\rdraft: true\r---\r본문",
           "\n\n---\ntitle: 글\ndraft: true\n---\n본문",
           " ---\ntitle: 글\ndraft: true\n---\n본문",
           "---\ntitle: 글\ndraft: true\n...\n본문",
           "----\ntitle: 글\ndraft: true\n----\n본문",
           "---\ntitle: 글\ndraft: true\n\n본문",
           "---\ntitle: 글\n이상한 줄\n\ndraft: true\n\n본문",
           "---\n\ndraft: true\n\n본문",
           "---\n\n이상한 줄\n\ndraft = true\n---\n\n본문",
           "title: 글\ndraft: true\n---\n본문",
           "draft: true\n---\n본문",
           "draft: true\n\n본문",
           "Title: 글\nStatus: draft\n\n본문",
           "<!--\nstatus: draft\n-->\n\n본문",
       }) {
    CAPTURE(bytes);
    const ReadPost post = read(bytes);
    CHECK(post.withheld);
    bool told = false;
    for (const Diagnostic& each : post.diagnostics)
      told = told || (each.code.ends_with("not_public") && each.line > 0);
    CHECK(told);
  }
  CHECK_FALSE(read("---\ntitle: [속보] 글\ncover:\n  hidden: true\n---\n본문").withheld); // of the cover
  CHECK_FALSE(read("---\ntitle: [속보] 글\ndraft: false\n---\n본문\n\ndraft: true\n").withheld);
  CHECK_FALSE(read("첫 문단\n\ndraft: true\n\n본문").withheld);
}

TEST_CASE("비공개: TOML과 JSON 머리말도 그렇다") {
  for (const char* bytes : {
           "+++\ntitle = \"글\"\n\ndraft = true \n+++\n본문",
           "+++\ndraft=true\n+++\n본문",
           "+++\n\"draft\" = true # 아직\n+++\n본문",
           "+++\r\nDraft = true\r\n+++\r\n본문",
           "\xEF\xBB\xBF+++\nstatus = 'private'\n+++\n본문",
           "+++\npassword = \"열려라\"\n+++\n본문",
           "+++\n[params]\ndraft = true\n+++\n본문",
           "+++\ntitle = \"글\"\n\ndraft = true\n\n본문",
           "{\n  \"title\": \"글\",\n  \"draft\": true\n}\n\n본문",
           "{\"title\": \"글\", \"draft\": true}\n본문",
           "{\"title\":\"글 } {\\\" \",\"draft\":true}\n본문",
           "{\n\t\"title\": \"글\",\n\t\"status\": \"draft\"\n}\n본문",
           "{\"title\": \"글\", \"draft\": true, \"열린\": \n\n본문",
           ";;;\n\"title\": \"글\",\n\"published\": false\n;;;\n본문",
           "{\"public\": [true]}\n본문",
       }) {
    CAPTURE(bytes);
    CHECK(read(bytes).withheld);
  }
  for (const char* bytes : {
           "+++\ntitle = \"글\"\ndraft = false\n+++\n본문\n\ndraft = true\n",
           "+++\npassword = \"\" # 없다\nstatus = \"publish\"\n+++\n본문",
           "+++\n[cover]\nhidden = true\n+++\n본문",
           "{\"title\": \"글\", \"draft\": false}\n본문 \"draft\": true",
           "{\n  \"cover\": {\"hidden\": true}\n}\n본문",
           ";;;\n\"title\": \"글\",\n\"draft\": false\n;;;\n본문",
           "{% include a.html %}\n\n본문",
       }) {
    CAPTURE(bytes);
    CHECK_FALSE(read(bytes).withheld);
  }
  const ReadPost post = read("+++\ntitle = \"글\"\ndraft = true\n+++\n본문");
  CHECK(post.withheld->line == 3);
  CHECK(post.withheld->column == 9);
  CHECK(read("{\n \"draft\": true}\n본문").withheld->line == 2);
}

TEST_CASE("비공개: 아직 오지 않은 날의 글과 날이 지난 글은 빠진다") {
  // 서울의 2024년 6월 1일 아침 여덟 시
  const Now now{.utc = {2024, 5, 31, 23, 0, 0}, .local = {2024, 6, 1, 8, 0, 0}};
  const auto withheld = [&](const std::string& fields, const std::string& path = "x.md") {
    const auto post = read_post("---\ntitle: 글\n" + fields + "\n---\n본문\n", path, {.now = now});
    REQUIRE(post);
    return post->withheld;
  };
  for (const char* fields :
       {"date: 2024-06-02", "date: 2024-06-01 08:01", "date: 2024-06-01T08:01:00+09:00",
        "date: 2024-05-31 23:01 +0000", "date: '2099. 1. 1.'", "Date: 2099년 1월 1일",
        "publishDate: 2024-06-02", "publishdate: 2024-06-02", "publish_date: 2024-06-02",
        "publishDate: 2024-06-02\ndate: 2024-01-01", "publishDate: 2024-01-01\ndate: 2024-06-02",
        "published: 2099-01-01", "pubDate: 2099-01-01", "expiryDate: 2024-05-31", "expirydate: 2024-06-01",
        "expiryDate: 2024-06-01T08:00:00+09:00", "unpublishDate: 2020-01-01"}) {
    CAPTURE(fields);
    CHECK(withheld(fields));
  }
  for (const char* fields : {"date: 2024-06-01", "date: 2024-06-01 08:00", "date: 2024-06-01T08:00:00+09:00",
                             "date: 2024-05-31 23:00 Z", "publishDate: 2024-06-01", "expiryDate: 2024-06-02",
                             "updated: 2099-01-01", "시행일자: 2099-01-01", "cover: {date: 2099-01-01}"}) {
    CAPTURE(fields);
    CHECK_FALSE(withheld(fields));
  }
  CHECK(withheld("", "_posts/2024-06-02-앞날.md"));
  CHECK_FALSE(withheld("", "_posts/2024-06-01-오늘.md"));
  CHECK_FALSE(withheld("date: 2024-01-01", "_posts/2024-06-02-앞날.md")); // 머리말의 날짜가 먼저다
  CHECK_FALSE(read_fields("date: 2099-01-01").withheld); // 지금이 언제인지 모르면 보지 않는다
  const auto why = diagnostic_of(*withheld("date: 2024-06-02"), "x.md");
  CHECK(why.line == 3);
  CHECK(why.message == "“date: 2024-06-02” says that this post is still to come");
  CHECK(why.recovery == "left out; --future would bring it in");
}

TEST_CASE("비공개: 초안의 폴더에 있는 글은 초안이다") {
  const auto withheld = [](const std::string& path, const std::string& folder = {}) {
    return read_post("---\ntitle: 글\n---\n본문\n", path, {.folder = folder})->withheld;
  };
  CHECK(withheld("_drafts/x.md"));
  CHECK(withheld("/나의/_posts/_drafts/x.md", "/나의/_posts"));
  CHECK(withheld("/나의/_drafts/가/x.md", "/나의/_posts"));
  CHECK_FALSE(withheld("/나의/_drafts/x.md", "/나의/_drafts")); // 그 폴더를 글의 폴더라고 했다
  CHECK_FALSE(withheld("drafts/_drafts.md"));
}
