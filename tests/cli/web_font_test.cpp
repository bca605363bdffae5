#include <doctest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

constexpr const char* sheet = R"(
/* 마루 글꼴 @font-face { font-family: "아님"; src: url(none.woff2) } */
body { background: url("https://evil.example/x.png") }
@font-face { font-family: "마루 바탕"; font-weight: 400; src: local("Maru"), url('slices/1.woff2') format("woff2"); unicode-range: U+AC00-D7A3 }
@font-face { font-family: "마루 바탕"; font-weight: 700; src: url(slices/2.woff2?v=1) format("woff2"), url(https://far.example/2.woff2) }
@font-face { font-family: "다른 글꼴"; src: url(slices/1.woff2) }
)";

struct Publisher : Workshop {
  Publisher() {
    write_post("2024-01-01-글.md", "글", "본문.");
    write("posts/_config.yml", "title: 글터\nhanji:\n  font: fonts/maru.css\n");
    write("posts/fonts/maru.css", sheet);
    write("posts/fonts/slices/1.woff2", "하나");
    write("posts/fonts/slices/2.woff2", "둘");
  }

  std::string our_sheet() const {
    for (const std::string& name : files("site/fonts")) {
      if (name.ends_with(".css")) return read("site/fonts/" + name);
    }
    return {};
  }
};

} // namespace

TEST_CASE("발행인의 글꼴: 조각은 이름에 해시를 달고 따라오며, 규칙만 우리 것으로 남는다") {
  Publisher publisher;
  REQUIRE(publisher.build() == exit_done);
  const std::string css = publisher.our_sheet();
  CHECK(publisher.files("site/fonts").size() == 3);
  CHECK(css.find("@font-face{font-family:\"마루 바탕\";font-display:swap;src:url(") == 0);
  CHECK(css.find("unicode-range:U+AC00-D7A3") != std::string::npos);
  CHECK(css.find("font-weight:700") != std::string::npos);
  CHECK(css.find(":root{--site:\"마루 바탕\",var(--serif)}") != std::string::npos);
  for (const char* gone : {"아님", "다른", "https", "body", "local"})
    CHECK(css.find(gone) == std::string::npos);
  CHECK(publisher.err.find("another_font_family") != std::string::npos);
  CHECK(publisher.err.find("font_elsewhere") != std::string::npos);

  const auto manifest = nlohmann::json::parse(publisher.read("site/bundle/bundle.json"));
  CHECK(manifest["font"] == "마루 바탕");
  CHECK(publisher.read("site/index.html").find("<link rel=\"stylesheet\" href=\"fonts/") !=
        std::string::npos);
  CHECK(publisher.run({"check", publisher.at("site").string()}) == exit_done);
}

TEST_CASE("발행인의 글꼴: 없는 조각이나 빈 규칙은 까닭을 말하고 짓지 않으며, 옛 글터는 그대로다") {
  Publisher publisher;
  REQUIRE(publisher.build() == exit_done);
  const std::string before = publisher.read("site/files.json");
  SUBCASE("조각이 없다") {
    publisher.write("posts/fonts/maru.css", "@font-face{font-family:가;src:url(없음.woff2)}");
    CHECK(publisher.build() == exit_files);
    CHECK(publisher.err.find("없음.woff2") != std::string::npos);
  }
  SUBCASE("규칙이 없다") {
    publisher.write("posts/fonts/maru.css", "body{color:red}");
    CHECK(publisher.build() != exit_done);
    CHECK(publisher.err.find("no @font-face") != std::string::npos);
  }
  SUBCASE("파일이 없다") {
    publisher.write("posts/_config.yml", "hanji: {font: 없음.css}\n");
    CHECK(publisher.build() == exit_files);
    CHECK(publisher.err.find("없음.css") != std::string::npos);
  }
  SUBCASE("끝나지 않은 규칙") {
    for (const char* css :
         {"@font-face{", "@font-face", "@font-face{font-family:가;src:url(", "/*", "@font-face{}}}{{"}) {
      publisher.write("posts/fonts/maru.css", css);
      CHECK(publisher.build() != exit_done);
    }
  }
  CHECK(publisher.read("site/files.json") == before);
}

TEST_CASE("발행인의 글꼴: 꼬리 없는 조각도 꼬리를 단다") {
  Publisher publisher;
  publisher.write("posts/fonts/maru.css", "@font-face{font-family:가;src:url(slice),url(other)}");
  publisher.write("posts/fonts/slice", "wOF2 조각");
  publisher.write("posts/fonts/other", "조각");
  REQUIRE(publisher.build() == exit_done);
  std::string endings;
  for (const std::string& name : publisher.files("site/fonts")) endings += name.substr(16) + " ";
  for (const char* ending : {".woff2 ", ".bin ", ".css "}) CHECK(endings.find(ending) != std::string::npos);
}

TEST_CASE("발행인의 글꼴: 설정에서 거둔 글꼴은 누리집에서도 사라지고, 발행인이 손수 둔 것은 남는다") {
  Publisher publisher;
  REQUIRE(publisher.build() == exit_done);
  const std::string css = publisher.our_sheet();
  publisher.write("site/fonts/나의 글꼴.woff2", "손수");
  publisher.write("site/page-2/index.html", "손수");
  publisher.write("site/CNAME", "example.org");
  publisher.write("posts/_config.yml", "title: 글터\n");
  for (int time = 0; time < 2; ++time) {
    REQUIRE(publisher.build() == exit_done);
    CHECK(publisher.files("site/fonts") == std::vector<std::string>{"나의 글꼴.woff2"});
    CHECK(publisher.read("site/page-2/index.html") == "손수");
    CHECK(publisher.read("site/CNAME") == "example.org");
    CHECK(publisher.run({"check", publisher.at("site").string()}) == exit_done);
  }
  // What an older tool has carried along stands in no list.
  publisher.write("site/fonts/0123456789abcdef.css", css);
  CHECK(publisher.run({"check", publisher.at("site").string()}) == exit_files);
  CHECK(publisher.err.find("fonts/0123456789abcdef.css: error: is no part of this site") !=
        std::string::npos);
  CHECK(publisher.out.find("0 damaged or missing, 1 not listed") != std::string::npos);
  REQUIRE(publisher.build() == exit_done);
  CHECK_FALSE(fs::exists(publisher.at("site/fonts/0123456789abcdef.css")));
  for (const char* stray : {"bundle/stray.bin", "media/stray.png", "page-0123456789abcdef/main.js"}) {
    publisher.write(std::string("site/") + stray, "");
    CHECK(publisher.run({"check", publisher.at("site").string()}) == exit_files);
    CHECK(publisher.err.find(stray) != std::string::npos);
    fs::remove(publisher.at(std::string("site/") + stray));
  }
}
