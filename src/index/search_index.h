// What of the index is there: the files that it has, and those of them that have come. A copy is a snapshot.
// It costs a pointer, shares what it holds, and stays as it is while the original goes on: a file that
// arrives, or a directory that is opened, makes the next state and leaves every copy alone. So whoever works
// on an index over several steps keeps a copy, and nothing that it points to can go or move.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/index_shard.h"

namespace hanji {

struct IndexRange {       // one file of the index, known before it is loaded
  std::string file;       // its name in bundle/
  std::string first_key;  // what it holds begins here, and ends before the next range's (index/index_bytes.h)
  bool directory = false; // it lists further ones, perhaps of several kinds, that will stand in its place
};

class SearchIndex {
public:
  const std::vector<IndexRange>& ranges() const { return state_->ranges; } // sorted by first_key
  // Null: it has not come. An empty one: it cannot be read.
  const IndexShard* shard(std::string_view file) const;
  // Whether to wait for a file makes no sense any more: it has come, or something else stands in its place.
  bool is_settled(std::string_view file) const;

  // The files as they are listed now: whatever has a file, a first key, and may be a directory.
  template <class List>
  void list(const List& files) {
    std::vector<IndexRange> ranges;
    for (const auto& one : files) ranges.push_back({one.file, one.first_key, one.directory});
    change().ranges = std::move(ranges);
  }
  void put(const std::string& file, IndexShard shard);
  void lose(const std::string& file);   // counts as there and empty, unless it is there
  void forget(const std::string& file); // as if it had never come

private:
  struct State {
    std::vector<IndexRange> ranges;
    std::map<std::string, std::shared_ptr<const IndexShard>, std::less<>> shards; // by file
  };
  State& change(); // the next state, in place where no copy shares it
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

} // namespace hanji
