// Any order of events (tests/app/session.h).
#include <doctest.h>

#include "tests/app/session.h"

using namespace hanji;

namespace {

const std::vector<std::string>& addresses() {
  static const std::vector<std::string> all{
      "#/", format_route({.view = View::search, .query = "라브로프 국회의원"}),
      format_route({.view = View::search, .query = "바다에서"}),
      format_route({.view = View::article, .slug = "글-5", .query = "밀물"})};
  return all;
}

const std::vector<std::string>& expected() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> all;
    Session session(session_site(), Choices(1));
    session.rest();
    for (const std::string& address : addresses()) all.push_back(session.text_at(address));
    return all;
  }();
  return texts;
}

// Seeds from `first` on. `refusing`: now and then memory is refused, once or for a while.
void walk(std::uint32_t first, std::uint32_t walks, int events, bool refusing = false) {
  const std::vector<std::string>& texts = expected();
  for (std::uint32_t seed = first; seed < first + walks; ++seed) {
    CAPTURE(seed);
    Session session(session_site(), Choices(seed));
    session.refused = refusing;
    for (int event = 0; event < events && !session.over(); ++event) session.happen();
    session.refused = false;
    session.rest();
    for (std::size_t i = 0; i < addresses().size(); ++i) {
      CAPTURE(addresses()[i]);
      CHECK(session.text_at(addresses()[i]) == texts[i]);
    }
    CHECK(session.complaint == "");
  }
}

// As WebAssembly every access to memory is checked besides (tests/CMakeLists.txt), which takes its time.
#ifdef __EMSCRIPTEN__
constexpr std::uint32_t short_walks = 15;
constexpr int long_walk = 2000;
#else
constexpr std::uint32_t short_walks = 50;
constexpr int long_walk = 10'000;
#endif

} // namespace

// Short ones too: after a while all files are there, and little is left to come at a bad time.
TEST_CASE("어떤 차례로 무슨 일이 일어나도 멎지 않고, 잠잠해지면 새로 연 것과 같은 쪽을 보인다") {
  walk(1, short_walks, 120);
  walk(1001, 1, long_walk);
}

TEST_CASE("아무 때나 기억을 얻지 못해도 멎지 않고, 얻게 되면 새로 연 것과 같은 쪽을 보인다") {
  walk(2001, short_walks, 120, true);
}
