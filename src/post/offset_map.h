// Where each byte of a derived text came from, so that a warning can name the line of the file. Pieces in the
// order of the derived text; within a piece the bytes run in step. An empty map maps every offset to itself.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace hanji {

class OffsetMap {
public:
  // From `derived` on the text is the source's from `source` on. `derived` never decreases.
  void add(std::size_t derived, std::size_t source) { pieces_.push_back({derived, source}); }

  std::size_t operator()(std::size_t derived) const {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), derived,
                         [](std::size_t wanted, const Piece& piece) { return wanted < piece.derived; });
    if (after == pieces_.begin()) return derived;
    const Piece& piece = *std::prev(after);
    const std::size_t source = piece.source + (derived - piece.derived);
    return after != pieces_.end() && after->source >= piece.source ? std::min(source, after->source) : source;
  }

private:
  struct Piece {
    std::size_t derived, source;
  };
  std::vector<Piece> pieces_;
};

} // namespace hanji
