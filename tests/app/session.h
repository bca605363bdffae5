// The whole program under a browser that does everything in any order: files that come late, twice, damaged
// or never, keys between any two steps, windows of any size, frames at any time. One seed, or the bytes of a
// fuzzer, is one order. Whatever happened, the program must come to rest once the network is well again, have
// answered every script, and then show what a new one shows at the same address.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "tests/reader/small_site.h"

namespace hanji {

// Where decisions come from.
class Choices {
public:
  explicit Choices(std::uint32_t seed) : random_(seed) {}
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes), from_bytes_(true) {}
  bool exhausted() const { return from_bytes_ && bytes_.empty(); } // then every pick is 0
  std::uint32_t pick(std::uint32_t count);                         // 0 … count - 1
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[pick(static_cast<std::uint32_t>(list.size()))];
  }

private:
  std::minstd_rand random_;
  std::span<const std::uint8_t> bytes_;
  bool from_bytes_ = false;
};

// Sixty articles of every kind of block, with an index of one key a file, so that lists of files are files
// too.
const SmallSite& session_site();

class Session {
public:
  Session(const SmallSite& site, Choices choices); // starts the program
  ~Session();                                      // and ends it
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  bool over() const { return choices_.exhausted() || !complaint.empty(); }
  void happen(); // one event, or one answer of the network
  void rest();   // the network is well; nothing is asked any more
  std::string text_at(
      const std::string& address); // of the page, at rest, in a window and settings that are always the same

  bool refused = false;  // memory: now and then, once or for a while, within a call
  std::string complaint; // what was wrong first; empty: nothing
  std::string last;      // event, in words

private:
  template <class Call>
  void call(const Call& call);
  void answer(std::size_t fetch, std::uint32_t how);
  void type();
  void press();
  void route();
  void resize();
  void set();
  void ask();
  void check();

  const SmallSite& site_;
  Choices choices_;
  std::string typed_;
  std::map<std::int32_t, int> answers_; // to what scripts asked
  std::int32_t asked_ = 0;
  bool context_ = true;
};

} // namespace hanji
