#include "tests/app/session.h"

#include <imgui.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/host.h"
#include "tests/allocations.h"
#include "tests/app/fake_host.h"
#include "text/utf8.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

namespace hanji {
namespace {

using Json = nlohmann::json;

std::int32_t length_of(std::string_view text) { return static_cast<std::int32_t>(text.size()); }

const std::vector<std::string> nouns{"밀물", "썰물",     "라브로프", "국회의원", "예산안", "바다",
                                     "부산", "호텔추천", "북한",     "2차전지",  "KBS",    "한미"};
const std::vector<std::string> endings{"은", "이", "을", "에서", "까지 ", " ", "도 ", "보다 "};

Block cell(std::uint32_t index, std::string text) {
  Block block = text_block(BlockKind::cell, std::move(text));
  block.extra = index;
  return block;
}

// A table too wide for any window, of 2 rows.
void add_table(Article& article, Choices& choices) {
  for (std::uint32_t row = 0; row < 2; ++row) {
    for (std::uint32_t column = 0; column < 24; ++column) {
      const auto index = static_cast<std::uint32_t>(article.cells.size());
      article.cells.push_back({.table = 0, .row = row, .column = column, .header = row == 0});
      article.blocks.push_back(cell(index, choices.one_of(nouns) + std::to_string(column)));
    }
  }
}

std::vector<Article> session_articles() {
  Choices choices(18);
  std::vector<Article> articles;
  for (std::uint32_t i = 0; i < 60; ++i) {
    Article article;
    article.slug = "글-" + std::to_string(i);
    article.title = choices.one_of(nouns) + " " + choices.one_of(nouns) + " 이야기";
    article.excerpt = "줄거리입니다.";
    article.categories = {i % 2 == 0 ? "자연" : "정치"};
    article.date = {.year = static_cast<std::uint16_t>(2024 - i / 12),
                    .month = static_cast<std::uint8_t>(12 - i % 12),
                    .day = 3};
    for (const char* heading : {"처음", "끝"}) {
      article.blocks.push_back(text_block(BlockKind::heading, heading));
      for (int line = 0; line < 4; ++line) {
        std::string text;
        for (int word = 0; word < 12; ++word) text += choices.one_of(nouns) + choices.one_of(endings);
        article.blocks.push_back(text_block(BlockKind::paragraph, text + "했다. 1989년 北韓"));
      }
    }
    if (i % 5 == 0) add_table(article, choices);
    if (i % 4 == 0) {
      Block summary = text_block(BlockKind::summary, "더 보기");
      summary.details = 1;
      article.blocks.push_back(summary);
      Block hidden = text_block(BlockKind::paragraph, "숨은 " + choices.one_of(nouns));
      hidden.details = 1;
      article.blocks.push_back(hidden);
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

std::string text_of_layer(const std::string& layer) {
  const Json page = Json::parse(layer, nullptr, false);
  std::string text;
  if (!page.is_object() || !page.contains("pieces")) return text;
  for (const Json& piece : page["pieces"]) {
    if (piece["role"] == "decoration" || !piece.contains("text")) continue;
    for (const Json& line : piece["text"]["lines"]) {
      for (const Json& run : line["runs"]) text += run["t"];
    }
    text += '\n';
  }
  return text;
}

} // namespace

std::uint32_t Choices::pick(std::uint32_t count) {
  if (!from_bytes_) return std::uniform_int_distribution<std::uint32_t>(0, count - 1)(random_);
  if (bytes_.empty()) return 0;
  const std::uint32_t picked = bytes_.front() % count;
  bytes_ = bytes_.subspan(1);
  return picked;
}

const SmallSite& session_site() {
  static const SmallSite site = SmallSite::with_small_shards(session_articles());
  return site;
}

Session::Session(const SmallSite& site, Choices choices) : site_(site), choices_(std::move(choices)) {
  fake_host() = FakeHost{};
  const std::string setup = R"({"language": "ko", "settings": {}, "recent": ["밀물"]})";
  hanji_start(icudt76_dat, static_cast<std::int32_t>(icudt76_dat_bytes), setup.data(), length_of(setup));
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  hanji_resize(1200, 800, 1, 0, 0, 0, 0, 1);
  hanji_route("#/", 2, -1, -1, 0);
}

Session::~Session() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
    texture->SetStatus(ImTextureStatus_Destroyed);
  ImGui::DestroyContext();
}

template <class Call>
void Session::call(const Call& call) {
  if (refused) refuse_memory(choices_.pick(12), choices_.pick(5) == 0 ? 1 + choices_.pick(20) : 1);
  try {
    call();
  } catch (const std::bad_alloc&) {
    refuse_memory(0, 0);
    complaint = "memory was refused, and it let that through, after it " + last;
  }
  refuse_memory(0, 0);
}

void Session::answer(std::size_t fetch, std::uint32_t how) {
  auto& fetches = fake_host().fetches;
  const std::string file = fetches[fetch];
  fetches.erase(fetches.begin() + static_cast<std::ptrdiff_t>(fetch));
  const auto found = site_.files.find(file);
  last = "answers " + file + " (" + std::to_string(how) + ")";
  const auto deliver = [&](std::span<const std::byte> bytes) {
    call([&] {
      hanji_delivered(file.data(), length_of(file), bytes.data(), static_cast<std::int32_t>(bytes.size()));
    });
  };
  if (found == site_.files.end() || how == 7)
    return call([&] { hanji_failed(file.data(), length_of(file), "404", 3); });
  Bytes bytes = found->second;
  if (how == 8) bytes.resize(bytes.size() / 2);
  // A list that was changed never comes here: the page knows its hash (shell/build.js).
  if (how == 9 && file != "bundle/bundle.json") bytes[bytes.size() / 3] ^= std::byte{0x11};
  if (how == 10) bytes = site_.files.begin()->second;
  if (how == 11) {
    constexpr std::string_view html = "<!doctype html><title>404</title>";
    return deliver(as_bytes(html));
  }
  deliver(bytes);
  if (how == 12) deliver(bytes); // twice
}

void Session::type() {
  static const std::vector<std::string> pieces{
      "ㄹ",   "라",           "랍",         "라브",  "국",        "회",           "의", "원",   " ",
      "밀물", "\"",           "-",          "제목:", "분류:정치", "기간:2024-07", "2",  "10만", "K",
      "rnr",  "호텔추천부산", "없는말이다", "北"};
  switch (choices_.pick(5)) {
  case 0: {
    std::u32string text = to_utf32(typed_);
    if (!text.empty()) text.pop_back();
    typed_ = to_utf8(text);
    break;
  }
  case 1: typed_.clear(); break;
  default: typed_ += choices_.one_of(pieces);
  }
  if (typed_.size() > 200) typed_.clear();
  const std::int32_t field = choices_.pick(4) == 0 ? 1 : 0, composing = choices_.pick(2) == 0 ? 1 : 0;
  last = "types " + typed_;
  call([&] { hanji_text(field, typed_.data(), length_of(typed_), composing); });
}

void Session::press() {
  static const std::vector<std::string> controls{"retry",
                                                 "note:",
                                                 "details:41",
                                                 "details:8",
                                                 "contents",
                                                 "settings",
                                                 "keys",
                                                 "print:text",
                                                 "close",
                                                 "list",
                                                 "search",
                                                 "search-left",
                                                 "offers",
                                                 "offers-left",
                                                 "offer-next",
                                                 "offer-previous",
                                                 "offer:0",
                                                 "offer-to:0",
                                                 "forget:0",
                                                 "forget:",
                                                 "find",
                                                 "find-left",
                                                 "next-match",
                                                 "previous-match",
                                                 "from-start",
                                                 "next-section",
                                                 "previous-section",
                                                 "older",
                                                 "newer",
                                                 "search-done",
                                                 "theme:dark",
                                                 "size:more",
                                                 "size:less",
                                                 "reset",
                                                 "style:book",
                                                 "details:4000000",
                                                 "offer:99",
                                                 "forget:77",
                                                 "nothing-known",
                                                 ""};
  const std::string& control = choices_.one_of(controls);
  last = "presses " + control;
  call([&] { hanji_press(control.data(), length_of(control)); });
}

void Session::route() {
  static const std::vector<std::string> words{"라브로프", "국회의원 예산안", "\"밀물 썰물\"", "라",
                                              "2차전지",  "분류:정치",       "숨은",          "바다23"};
  std::string address;
  const std::string slug = "글-" + std::to_string(choices_.pick(62));
  switch (choices_.pick(7)) {
  case 0: address = "#/"; break;
  case 1:
    address = format_route({.view = View::category, .category = choices_.pick(3) == 0 ? "없음" : "자연"});
    break;
  case 2:
  case 3: address = format_route({.view = View::search, .query = choices_.one_of(words)}); break;
  case 4:
    address = format_route(
        {.view = View::article, .slug = slug, .section = choices_.pick(2) == 0 ? "끝" : "없는 절"});
    break;
  case 5:
    address = format_route({.view = View::article, .slug = slug, .query = choices_.one_of(words)});
    break;
  default: address = format_route({.view = View::article, .slug = slug});
  }
  const double left_at = choices_.pick(3) == 0 ? choices_.pick(9000) : -1;
  const auto block = choices_.pick(3) == 0 ? static_cast<std::int32_t>(choices_.pick(80)) : -1;
  last = "goes to " + address;
  call([&] {
    hanji_route(address.data(), length_of(address), left_at, block,
                static_cast<std::int32_t>(choices_.pick(100)));
  });
}

void Session::resize() {
  static const std::vector<double> widths{1200, 390, 200, 820, 7680, 1440, 1},
      heights{800, 700, 100, 4320, 1}, densities{1, 2, 0.5, 1.25, 5};
  const double width = choices_.one_of(widths), height = choices_.one_of(heights);
  last = "resizes to " + std::to_string(width);
  call([&] {
    hanji_resize(width, height, choices_.one_of(densities), static_cast<std::int32_t>(choices_.pick(16)),
                 choices_.pick(40), choices_.pick(200), choices_.pick(200), choices_.pick(5));
  });
}

void Session::set() {
  static const std::vector<std::string> settings{R"({"theme": "dark"})",
                                                 R"({"font": "sans", "fontSize": 40})",
                                                 R"({"measure": 24, "letterSpacing": 0.1})",
                                                 R"({"font": "site"})",
                                                 R"({"fontSize": -1e300, "lineHeight": 1e300})",
                                                 R"({"align": "start", "breaks": "syllable"})",
                                                 R"({"paragraphs": "indent"})",
                                                 "{",
                                                 "[1, 2]",
                                                 "null",
                                                 R"({"theme": {"a": []}, "fontSize": "20"})"};
  const std::string& json = choices_.one_of(settings);
  last = "sets " + json;
  call([&] { hanji_set(json.data(), length_of(json)); });
}

void Session::ask() {
  static const std::vector<std::string> queries{"라브로프",   "밀물 썰물 바다", "",        "   ",
                                                "없는말이다", "분류:자연",      "ㄹㅂㄹㅍ"};
  const std::string& query = choices_.one_of(queries);
  last = "asks " + query;
  answers_[++asked_] = 0;
  call([&] {
    hanji_search(asked_, query.data(), length_of(query), static_cast<std::int32_t>(choices_.pick(30)));
  });
}

void Session::happen() {
  FakeHost& host = fake_host();
  const std::uint32_t what = choices_.pick(32);
  const auto fetches = static_cast<std::uint32_t>(host.fetches.size());
  if (what < 10 && fetches > 0) {
    answer(choices_.pick(fetches), choices_.pick(13));
  } else if (what < 17) {
    last = "continues";
    if (std::exchange(host.continues, false)) call([&] { hanji_continue(); });
  } else if (what < 20) {
    last = "frame";
    call([&] { hanji_frame(); });
  } else if (what < 23) {
    type();
  } else if (what == 23) {
    press();
  } else if (what == 24) {
    route();
  } else if (what == 25) {
    last = "scrolls";
    call([&] { hanji_scroll(choices_.pick(4) == 0 ? 1e6 : choices_.pick(20000)); });
  } else if (what == 26) {
    last = "scrolls within";
    if (choices_.pick(2) == 0)
      call([&] { hanji_scroll_sheet(choices_.pick(3000)); });
    else
      call([&] { hanji_scroll_within(static_cast<std::int32_t>(choices_.pick(3)), choices_.pick(3000)); });
  } else if (what == 27) {
    resize();
  } else if (what == 28) {
    set();
  } else if (what == 29) {
    ask();
  } else if (what == 30) {
    last = "settles, places a line, changes fonts or reads the state";
    switch (choices_.pick(6)) {
    case 0: call([&] { hanji_fonts_changed(); }); break;
    case 1: call([&] { hanji_state(); }); break;
    case 2: call([&] { hanji_stats(); }); break;
    case 3: call([&] { hanji_pointer(choices_.pick(1000) - 1.0, choices_.pick(700)); }); break;
    case 4:
      call([&] {
        hanji_place(static_cast<std::int32_t>(choices_.pick(80)) - 1,
                    static_cast<std::int32_t>(choices_.pick(99)), choices_.pick(900));
      });
      break;
    default: call([&] { hanji_settle(); });
    }
  } else {
    last = "loses or regains the canvas";
    if (choices_.pick(2) == 0) {
      context_ = !context_;
      call([&] { hanji_context(context_ ? 1 : 0); });
    } else {
      constexpr std::string_view recent = R"(["바다", 3, "썰물"])";
      call([&] { hanji_recall(recent.data(), length_of(recent)); });
    }
  }
  check();
}

void Session::check() {
  FakeHost& host = fake_host();
  const auto complain = [&](const std::string& what) {
    if (complaint.empty()) complaint = what + ", after it " + last;
  };
  if (!host.fatal.empty()) complain("the program gave up: " + host.fatal);
  if (!std::isfinite(host.scroll) || host.scroll < 0) complain("scrolled to nowhere");
  for (const std::string& message : std::exchange(host.messages, {})) {
    const Json json = Json::parse(message, nullptr, false);
    if (!json.is_object()) {
      complain("a message that is no JSON");
    } else if (json["type"] == "answer") {
      const auto found = answers_.find(json["id"].get<std::int32_t>());
      if (found == answers_.end() || ++found->second > 1) complain("an answer to no question");
    }
  }
}

void Session::rest() {
  FakeHost& host = fake_host();
  constexpr std::string_view retry = "retry";
  hanji_press(retry.data(), length_of(retry));
  for (int turns = 0; !host.fetches.empty() || host.continues; ++turns) {
    if (turns > 200'000) {
      complaint = "it never rests, after it " + last;
      return;
    }
    if (std::exchange(host.continues, false))
      hanji_continue();
    else
      answer(host.fetches.size() - 1, 0);
    check();
  }
  for (const auto& [id, times] : answers_) {
    if (times != 1) complaint = "a script was never answered, after it " + last;
  }
}

std::string Session::text_at(const std::string& address) {
  constexpr std::string_view
      close = "close",
      usual = R"({"theme": "light", "font": "serif", "fontSize": 18, "lineHeight": 1.7, "measure": 36,
    "letterSpacing": 0, "align": "justify", "breaks": "word", "paragraphs": "gap"})";
  hanji_context(1);
  hanji_press(close.data(), length_of(close));
  hanji_set(usual.data(), length_of(usual));
  hanji_resize(1200, 800, 1, 0, 0, 0, 0, 1);
  constexpr std::string_view elsewhere = "#/search?q=."; // a list that is left and entered begins anew
  hanji_route(elsewhere.data(), length_of(elsewhere), -1, -1, 0);
  rest();
  hanji_route(address.data(), length_of(address), -1, -1, 0);
  rest();
  hanji_settle();
  return text_of_layer(fake_host().layers[0]);
}

} // namespace hanji
