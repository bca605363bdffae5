#include "base/hashing.h"

#include <tomcrypt.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hanji {

// What is short is gathered first, since each call of the library costs something.
struct Hashing::State {
  hash_state library{};
  std::array<std::byte, 4096> gathered{};
  std::size_t bytes = 0;

  void process(std::span<const std::byte> more) {
    sha256_process(&library, reinterpret_cast<const unsigned char*>(more.data()),
                   static_cast<unsigned long>(more.size()));
  }
};

Hashing::Hashing() : state_(std::make_unique<State>()) { sha256_init(&state_->library); }
Hashing::~Hashing() = default;

void Hashing::add(std::span<const std::byte> bytes) {
  if (state_->bytes + bytes.size() > state_->gathered.size()) {
    state_->process(std::span(state_->gathered).first(std::exchange(state_->bytes, 0)));
    if (bytes.size() > state_->gathered.size()) return state_->process(bytes);
  }
  std::ranges::copy(bytes, state_->gathered.begin() + static_cast<std::ptrdiff_t>(state_->bytes));
  state_->bytes += bytes.size();
}

Hash Hashing::take() {
  state_->process(std::span(state_->gathered).first(state_->bytes));
  Hash hash{};
  sha256_done(&state_->library, hash.data());
  return hash;
}

} // namespace hanji
