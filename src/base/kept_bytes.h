// Bytes that are asked for now and then: here in memory, or where somebody else keeps them (a file, by
// cli/byte_file.h), since those of a million articles would fill it. A copy has the same bytes and costs
// nothing. Errors: what the keeper says, as unreadable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"

namespace hanji {

class KeptBytes {
public:
  // Reads `size` bytes at `place`, from any thread.
  using Read = std::function<Result<Bytes>(std::uint64_t place, std::uint32_t size)>;

  KeptBytes() = default;
  KeptBytes(Bytes bytes) // NOLINT(google-explicit-constructor): they are bytes, kept
      : here_(std::make_shared<const Bytes>(std::move(bytes))),
        size_(static_cast<std::uint32_t>(here_->size())) {}
  // `read` lives as long as this and all its copies.
  KeptBytes(const Read& read, std::uint64_t place, std::uint32_t size)
      : read_(&read), place_(place), size_(size) {}

  std::uint32_t size() const { return size_; }
  bool is_elsewhere() const { return read_ != nullptr; }
  std::uint64_t place() const { return place_; } // where it is elsewhere
  Result<Bytes> get() const {
    if (read_ != nullptr) return (*read_)(place_, size_);
    return here_ ? *here_ : Bytes();
  }

private:
  std::shared_ptr<const Bytes> here_;
  const Read* read_ = nullptr;
  std::uint64_t place_ = 0;
  std::uint32_t size_ = 0;
};

} // namespace hanji
