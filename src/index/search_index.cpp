#include "index/search_index.h"

#include <algorithm>
#include <utility>

namespace hanji {

SearchIndex::State& SearchIndex::change() {
  if (state_.use_count() > 1) state_ = std::make_shared<State>(*state_);
  return *state_;
}

const IndexShard* SearchIndex::shard(std::string_view file) const {
  const auto found = state_->shards.find(file);
  return found == state_->shards.end() ? nullptr : found->second.get();
}

bool SearchIndex::is_settled(std::string_view file) const {
  return shard(file) != nullptr ||
         std::ranges::find(state_->ranges, file, &IndexRange::file) == state_->ranges.end();
}

void SearchIndex::put(const std::string& file, IndexShard shard) {
  change().shards.insert_or_assign(file, std::make_shared<const IndexShard>(std::move(shard)));
}

void SearchIndex::lose(const std::string& file) {
  if (shard(file) == nullptr) put(file, {});
}

void SearchIndex::forget(const std::string& file) {
  if (shard(file) != nullptr) change().shards.erase(file);
}

} // namespace hanji
