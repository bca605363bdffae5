// The program as the browser sees it: calls in, calls out (app/host.h), from start to a found word.
#include <doctest.h>
#include <imgui.h>
#include <nlohmann/json.hpp>

#include <utility>

#include "app/host.h"
#include "app/settings_json.h"
#include "tests/app/fake_host.h"
#include "tests/reader/small_site.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

using namespace hanji;
using Json = nlohmann::json;

namespace {

std::int32_t length_of(std::string_view text) { return static_cast<std::int32_t>(text.size()); }

void answer_one_fetch(const SmallSite& site) {
  auto& fetches = fake_host().fetches;
  const std::string file = fetches.front();
  fetches.erase(fetches.begin());
  const auto found = site.files.find(file);
  if (found == site.files.end())
    hanji_failed(file.data(), length_of(file), "404", 3);
  else
    hanji_delivered(file.data(), length_of(file), found->second.data(),
                    static_cast<std::int32_t>(found->second.size()));
}

void answer_fetches(const SmallSite& site) {
  while (!fake_host().fetches.empty() || fake_host().continues) {
    if (std::exchange(fake_host().continues, false))
      hanji_continue();
    else
      answer_one_fetch(site);
  }
}

void go(const SmallSite& site, std::string_view address) {
  hanji_route(address.data(), length_of(address), -1, -1, 0);
  answer_fetches(site);
}

bool was_told(std::string_view type) {
  for (const std::string& message : fake_host().messages) {
    if (Json::parse(message)["type"] == type) return true;
  }
  return false;
}

} // namespace

TEST_CASE("프로그램: 열고, 그리고, 치고, 찾는다") {
  const SmallSite site;
  FakeHost& host = fake_host();
  const std::string setup = R"({"language": "ko", "settings": {"theme": "sepia", "fontSize": 20}})";
  REQUIRE(hanji_start(icudt76_dat, static_cast<std::int32_t>(icudt76_dat_bytes), setup.data(),
                      length_of(setup)) == 1);
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  hanji_resize(1200, 800, 2, 0, 0, 0, 0, 1);
  CHECK(host.screen == std::pair{2400, 1600});
  go(site, "#/post-1");
  CHECK(was_told("ready"));
  CHECK(was_told("navigate"));
  const bool stood = host.arrived_with == host.layers[0]; // whoever is led to its heading finds it there
  CHECK(stood);

  SUBCASE("그리면 그릴 것이 있고, 두 번째에는 새로 칠할 글자가 없다") {
    hanji_frame();
    CHECK(host.vertices > 1000);
    const int rasterized = host.rasterized;
    CHECK(rasterized > 20);
    hanji_frame();
    CHECK(host.rasterized == rasterized);
  }
  SUBCASE("두 손가락으로 넓히면 보이는 곳만, 화면만큼 촘촘히 그린다") {
    hanji_frame();
    const int vertices = host.vertices;
    const double height = host.settles_to;
    hanji_pinch(300, 200, 300, 200, 8);
    hanji_frame();
    CHECK(host.screen == std::pair{2400, 1600});
    CHECK(host.shown == std::array{300.0F, 200.0F, 300.0F, 200.0F, 8.0F});
    CHECK(host.vertices < vertices / 2);
    CHECK(host.settles_to == height); // nothing is set anew
    hanji_pinch(0, 0, 0, 0, 2);
    hanji_frame();
    CHECK(host.shown == std::array{0.0F, 0.0F, 1200.0F, 800.0F, 2.0F});
    CHECK(host.vertices == vertices);
  }
  SUBCASE("다음에 보일 글자는 굴리기 전에 칠해 둔다") {
    hanji_frame();
    hanji_resize(700, 300, 2, 0, 0, 0, 0, 1);
    hanji_fonts_changed(); // nothing is painted any more
    hanji_frame();
    const int seen = host.rasterized;
    answer_fetches(site);
    const int ahead = host.rasterized;
    CHECK(ahead > seen);
    hanji_scroll(150);
    hanji_frame();
    CHECK(host.rasterized == ahead);
  }
  SUBCASE("글자를 칠하는 데 오래 걸리면 한 차례에 한 자만 칠한다") {
    hanji_frame();
    host.rasterizing_ms = 3; // more than a turn has
    const std::string typed = "라브로프";
    hanji_text(0, typed.data(), length_of(typed), 0);
    int painted = 0, turns = 0;
    for (int before = host.rasterized; host.continues || !host.fetches.empty(); before = host.rasterized) {
      if (std::exchange(host.continues, false))
        hanji_continue();
      else
        answer_one_fetch(site);
      CHECK(host.rasterized - before <= 1);
      turns += host.rasterized > before ? 1 : 0;
      painted += host.rasterized - before;
    }
    CHECK(painted > 20);
    CHECK(turns == painted);
    host.rasterizing_ms = 0;
    const int before = host.rasterized;
    hanji_frame();
    CHECK(host.rasterized < before + 20); // of the frame, which is not painted ahead
  }
  SUBCASE("글 층은 글 전체를 가진다") {
    const Json page = Json::parse(host.layers[0]);
    std::string text;
    for (const Json& piece : page["pieces"]) {
      if (piece["role"] == "decoration") continue; // a rule
      for (const Json& line : piece["text"]["lines"]) {
        for (const Json& run : line["runs"]) text += run["t"];
      }
      text += "\n";
    }
    CHECK(text.find("바닷물은 하루에 두 번 들고 난다. 달이 당기는 힘이 곳에 따라 다르기 때문이다. 그 차이가 "
                    "물을 부풀린다. 5\n") != std::string::npos);
    CHECK(page["title"] == "1번째 글");
    CHECK(Json::parse(host.layers[1])["colors"]["paper"] == "#f6eddc");
  }
  SUBCASE("상태는 약속한 이름으로 답한다") {
    const Json state = Json::parse(hanji_state());
    CHECK(state["view"] == "article");
    CHECK(state["slug"] == "post-1");
    CHECK(state["theme"] == "sepia");
    CHECK(state["settings"]["fontSize"] == 20);
    const Json stats = Json::parse(hanji_stats());
    for (const char* name :
         {"frames", "frameMs", "layoutMs", "glyphs", "fetchedBytes", "searchMs", "searchSliceMs"})
      CHECK(stats.contains(name));
  }
  SUBCASE("친 것은 찾아지고 주소에 보인다") {
    const std::string typed = "라브로프";
    hanji_text(0, typed.data(), length_of(typed), 0);
    answer_fetches(site);
    CHECK(host.address == "#/search?q=%EB%9D%BC%EB%B8%8C%EB%A1%9C%ED%94%84");
    CHECK(was_told("search"));
    CHECK(host.layers[0].find("회담에서") ==
          std::string::npos); // while somebody types, the canvas goes first
    hanji_settle();
    CHECK(host.layers[0].find("회담에서") != std::string::npos);
    const Json stats = Json::parse(hanji_stats());
    CHECK(stats["searchMs"]["max"].get<double>() > 0);
    CHECK(stats["searchSliceMs"]["max"].get<double>() > 0);
  }
  SUBCASE("주소는 글 층보다 먼저, 제 차례에 보인다") {
    const auto type = [](std::string_view text) { hanji_text(0, text.data(), length_of(text), 0); };
    type("라브로");
    answer_fetches(site); // the view is another now
    const std::string before = host.address, frame = host.layers[1];
    type("라브로프");
    CHECK(host.address == before);
    hanji_continue();
    CHECK(host.address == "#/search?q=%EB%9D%BC%EB%B8%8C%EB%A1%9C%ED%94%84");
    CHECK(host.layers[1] == frame);
    type("달");
    type("달이"); // what comes behind it does not wait
    CHECK(host.address == "#/search?q=%EB%8B%AC");
    go(site, "#/post-2"); // the history has moved on
    CHECK(host.address == "#/search?q=%EB%8B%AC");
  }
  SUBCASE("머리띠는 달라졌을 때에만 글 층에 다시 말한다") {
    hanji_resize(1201, 800, 2, 0, 0, 0, 0, 1);
    const int told = host.frame_layers;
    hanji_press("settings", 8);
    hanji_press("close", 5);
    const int after = host.frame_layers;
    CHECK(after <= told + 2);
    hanji_press("close", 5); // nothing is open
    CHECK(host.frame_layers == after);
  }
  SUBCASE("설정을 바꾸면 간직하고 다시 짠다") {
    const std::string settings = R"({"theme": "dark", "lineHeight": 2})";
    hanji_set(settings.data(), length_of(settings));
    const Json saved = Json::parse(host.saved);
    CHECK(saved["theme"] == "dark");
    CHECK(saved["lineHeight"] == 2);
    CHECK(saved["fontSize"] == 20);
  }
  SUBCASE("설정을 바꾸면 캔버스가 먼저 바뀌고, 글 층은 그 뒤를 따른다") {
    const std::string before = host.layers[0], settings = R"({"fontSize": 30})";
    hanji_set(settings.data(), length_of(settings));
    CHECK(host.layers[0] == before);
    CHECK(host.settles_to > Json::parse(before)["height"].get<double>());
    hanji_settle();
    CHECK(Json::parse(host.layers[0])["height"] == host.settles_to);
    const std::string settled = std::exchange(host.layers[0], {});
    hanji_settle(); // nothing is owed any more
    CHECK(host.layers[0].empty());
    hanji_context(0); // without a canvas the text layer is what is seen
    hanji_set(settings.data(), length_of(settings));
    const std::string back = R"({"fontSize": 20})";
    hanji_set(back.data(), length_of(back));
    CHECK(Json::parse(host.layers[0])["height"] == Json::parse(before)["height"]);
    CHECK(!settled.empty());
  }
  SUBCASE("그림판을 잃으면 그리지 않고, 돌아오면 다시 그린다") {
    hanji_frame();
    const int presented = host.presented;
    hanji_context(0);
    hanji_frame();
    CHECK(host.presented == presented);
    hanji_context(1);
    hanji_frame();
    CHECK(host.presented == presented + 1);
  }
  host = FakeHost{};
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
    texture->SetStatus(ImTextureStatus_Destroyed);
  ImGui::DestroyContext(); // the page never ends; here each case starts it anew
}

TEST_CASE("프로그램: 그림판 없이 시작한 것이 나중에 그림판을 얻는다") {
  const SmallSite site;
  FakeHost& host = fake_host();
  const std::string setup = R"({"canvas": false, "embedding": {"kind": "list", "count": 2}})";
  REQUIRE(hanji_start(icudt76_dat, static_cast<std::int32_t>(icudt76_dat_bytes), setup.data(),
                      length_of(setup)) == 0);
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  hanji_resize(1200, 800, 2, 4, 0, 0, 0, 1);
  go(site, "#/");
  CHECK(was_told("ready"));
  std::size_t entries = 0;
  for (const Json& piece : Json::parse(host.layers[0])["pieces"]) entries += piece["role"] == "entry" ? 1 : 0;
  CHECK(entries == 2);
  hanji_frame();
  CHECK(host.presented == 0);
  CHECK(hanji_context(1) == 1);
  hanji_resize(1200, 800, 2, 4, 0, 0, 0, 1);
  CHECK(host.screen == std::pair{2400, 1600});
  answer_fetches(site);
  hanji_frame();
  CHECK(host.presented == 1);
  CHECK(hanji_context(0) == 0);
  host.has_screen = false;
  CHECK(hanji_context(1) == 0); // there is none to be had
  host = FakeHost{};
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
    texture->SetStatus(ImTextureStatus_Destroyed);
  ImGui::DestroyContext();
}

TEST_CASE("설정: 모르는 이름과 값은 있던 것을 바꾸지 않는다") {
  const Settings settings{.theme = ThemeName::dark,
                          .line_height = 1.9,
                          .letter_spacing_em = 0.03,
                          .paragraphs = ParagraphMark::indent_but_first};
  CHECK(read_settings("", settings) == settings);
  CHECK(read_settings("[1]", settings) == settings);
  CHECK(read_settings(R"({"theme": "pink", "lineHeight": "big", "other": 1})", settings) == settings);
  CHECK(read_settings(json_of(settings).dump(), {}) == settings);
}
