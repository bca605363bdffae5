// The SHA-256 (hash.h) of bytes that come one after the other, and need never be all there.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "base/hash.h"

namespace hanji {

class Hashing {
public:
  Hashing();
  Hashing(const Hashing&) = delete;
  Hashing& operator=(const Hashing&) = delete;
  ~Hashing();
  void add(std::span<const std::byte> bytes);
  Hash take(); // once

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace hanji
