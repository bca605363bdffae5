// A JavaScript engine (QuickJS) for well-kept libraries that Hanji needs while it builds and that exist in
// that language alone. One narrow door: a script that is linked into the tool, the name of a function that it
// leaves with globalThis, strings in, a string out.
//
// The script is ours and trusted to mean well; what it is given is a stranger's. So there is nothing in there
// but the language: no files, no network, no modules, no clock, nothing of this program. What it takes is
// bounded by bytes and by work done, not by time, so that the same post fails or not on any machine; work
// within one built-in function (a sort, a join) is bounded by the bytes alone. A call that throws, goes
// beyond a bound or returns anything but a string of valid Unicode is an Error, `bad_input`, whose message is
// the script's own where it threw. After a bound was passed nobody knows in what state the script was left,
// so the next call starts it anew.
//
// An engine is of one thread at a time and may move; each worker has its own. Starting costs what reading the
// script does (20 ms for 170 kB), so it is put off until the first call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hanji {

struct ScriptLimits {
  std::size_t memory_bytes = 64 << 20; // of all that the script holds
  std::size_t stack_bytes = 512 << 10; // of functions within functions
  std::uint32_t turns =
      2'000; // of one call, or of the start: each 10,000 calls and rounds of loops, about 1 ms
};

class ScriptEngine {
public:
  // `script`: UTF-8, not of the strict mode by itself; it must outlive the engine. `name`: for messages.
  ScriptEngine(std::string_view script, std::string_view name, ScriptLimits limits = {});
  ScriptEngine(ScriptEngine&&) noexcept;
  ScriptEngine& operator=(ScriptEngine&&) noexcept;
  ~ScriptEngine();

  // `function`: what the script has left as globalThis[function]. `arguments`: UTF-8.
  Result<std::string> call(std::string_view function, std::initializer_list<std::string_view> arguments);

private:
  struct Running;
  Result<void> start();

  std::string_view script_;
  std::string name_;
  ScriptLimits limits_;
  std::unique_ptr<Running> running_; // none: the next call starts it
};

} // namespace hanji
