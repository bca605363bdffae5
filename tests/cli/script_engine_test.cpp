#include <doctest.h>

#include <string>
#include <thread>

#include "cli/script_engine.h"

namespace {

using namespace hanji;

constexpr std::string_view script = R"(
let calls = 0;
function echo(text) { return text; }
function join(...texts) { return texts.join('+'); }
function count() { return String(++calls); }
function refuse(text) { throw new Error('몰라요: ' + text); }
function refuse_plainly() { throw '그냥'; }
function refuse_nothing() { throw null; }
function number() { return 7; }
function forever() { for (;;) {} }
function forever_caught() { for (;;) { try { for (;;) {} } catch {} } }
function deep(text) { return deep(text + 'x') + 'y'; }
function slow_pattern() { return String(/^(a+)+$/.test('a'.repeat(64) + 'b')); }
function greedy() { const all = []; for (;;) all.push('x'.repeat(100000) + all.length); }
function half() { return '가\ud800나'; }
function pair() { return '\ud83d\ude00'; }
function reach() { return [typeof Date, typeof require, typeof process, typeof std, typeof fetch, typeof print].join(); }
)";

std::string error_of(ScriptEngine& engine, std::string_view function, std::string_view text = "") {
  const auto result = engine.call(function, {text});
  REQUIRE(!result.has_value());
  CHECK(result.error().kind == ErrorKind::bad_input);
  CHECK(result.error().where == "test.js");
  return result.error().message;
}

} // namespace

TEST_CASE("스크립트의 함수는 글을 받고 글을 준다") {
  ScriptEngine engine(script, "test.js");
  CHECK(engine.call("echo", {"한글 a 😀"}).value() == "한글 a 😀");
  CHECK(engine.call("echo", {""}).value().empty());
  CHECK(engine.call("join", {"가", "나", "다"}).value() == "가+나+다");
  CHECK(engine.call("pair", {}).value() == "😀");
  const std::string zero("a\0b", 3);
  CHECK(engine.call("echo", {zero}).value() == zero);
  // What the script remembers stays.
  CHECK(engine.call("count", {}).value() == "1");
  CHECK(engine.call("count", {}).value() == "2");
}

TEST_CASE("스크립트가 던진 것은 오류이고, 그 뒤로도 부를 수 있다") {
  ScriptEngine engine(script, "test.js");
  CHECK(engine.call("count", {}).value() == "1");
  CHECK(error_of(engine, "refuse", "글") == "몰라요: 글");
  CHECK(error_of(engine, "refuse_plainly") == "그냥");
  CHECK(error_of(engine, "number") == "the script returned no string");
  CHECK(error_of(engine, "half") == "the script returned broken Unicode");
  CHECK(error_of(engine, "nowhere") == "not a function");
  CHECK(engine.call("count", {}).value() == "2");
  error_of(engine, "refuse_nothing");
  CHECK(engine.call("echo", {"또"}).value() == "또");
}

TEST_CASE("끝나지 않는 스크립트는 멈추고, 다음 부름은 새로 시작한다") {
  ScriptEngine engine(script, "test.js", {.turns = 20});
  for (const char* function : {"forever", "forever_caught", "slow_pattern"}) {
    CAPTURE(function);
    CHECK(engine.call("count", {}).value() == "1");
    CHECK(error_of(engine, function) == "the script took too long");
    CHECK(engine.call("count", {}).value() == "1"); // begun anew
    error_of(engine, function);
  }
}

TEST_CASE("기억과 깊이에는 끝이 있다") {
  ScriptEngine engine(script, "test.js", {.memory_bytes = 4 << 20});
  CHECK(engine.call("count", {}).value() == "1");
  CHECK(error_of(engine, "greedy") == "out of memory");
  CHECK(engine.call("count", {}).value() == "1");
  CHECK(error_of(engine, "deep") == "stack overflow");
  CHECK(engine.call("count", {}).value() == "1");
  const std::string large(8 << 20, 'x'); // what it is given counts too
  error_of(engine, "echo", large);
  CHECK(engine.call("echo", {"작은 것"}).value() == "작은 것");
  ScriptEngine tiny(script, "test.js", {.memory_bytes = 1 << 10});
  error_of(tiny, "echo");
}

TEST_CASE("스크립트에는 언어 말고 아무것도 없다") {
  ScriptEngine engine(script, "test.js");
  CHECK(engine.call("reach", {}).value() == "undefined,undefined,undefined,undefined,undefined,undefined");
}

TEST_CASE("읽히지 않는 스크립트는 부를 때마다 오류다") {
  ScriptEngine engine("function (", "test.js");
  error_of(engine, "echo");
  error_of(engine, "echo");
  ScriptEngine endless("for (;;) {}", "test.js", {.turns = 5});
  CHECK(error_of(endless, "echo") == "the script took too long");
}

TEST_CASE("실마다 제 엔진이 있고, 엔진은 다른 실로 옮겨 갈 수 있다") {
  ScriptEngine engine(script, "test.js");
  CHECK(engine.call("echo", {"처음"}).value() == "처음");
  std::string moved, own;
  std::thread one(
      [&moved, engine = std::move(engine)]() mutable { moved = engine.call("echo", {"옮김"}).value(); });
  std::thread other([&own] {
    ScriptEngine mine(script, "test.js");
    for (int i = 0; i < 50; ++i) own = mine.call("count", {}).value();
  });
  one.join();
  other.join();
  CHECK(moved == "옮김");
  CHECK(own == "50");
}
