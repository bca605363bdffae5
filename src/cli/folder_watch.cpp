#include "cli/folder_watch.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace hanji {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto longest_wait = 2000ms; // for a hint
constexpr auto quiet = 30ms;          // that a change takes to come to rest
constexpr auto longest_write = 300ms; // between two of one file
constexpr auto longest_unrest = 1000ms;
constexpr int share_of_looking = 20; // one part of the time at most

} // namespace

bool is_looked_into(const fs::directory_entry& folder) {
  std::error_code ignored;
  if (folder.is_symlink(ignored) || !folder.is_directory(ignored)) return false;
  const std::string name = folder.path().filename().string();
  if (name.starts_with('.')) return name == ".vitepress" || name == ".vuepress";
  return name != "node_modules" && !fs::exists(folder.path() / "bundle" / "bundle.json", ignored);
}

FolderState look_through(const fs::path& folder) {
  FolderState state;
  std::error_code failed;
  auto entry =
      fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    std::error_code ignored;
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
      if (!is_looked_into(*entry)) entry.disable_recursion_pending();
      continue;
    }
    if (entry->path().filename().native().starts_with('.')) continue;
    if (const std::optional<FileStamp> stamp = stamp_of(entry->path()))
      state.emplace(entry->path().lexically_relative(folder).generic_string(), *stamp);
  }
  return state;
}

std::vector<std::string> changed_files(const FolderState& before, const FolderState& after) {
  std::vector<std::string> changed;
  auto old = before.begin(), now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (now == after.end() || (old != before.end() && old->first < now->first)) {
      changed.push_back((old++)->first);
    } else if (old == before.end() || now->first < old->first) {
      changed.push_back((now++)->first);
    } else {
      if (old->second != now->second) changed.push_back(now->first);
      ++old, ++now;
    }
  }
  return changed;
}

void FolderWatch::rest() {
  const Clock::time_point end = Clock::now() + longest_unrest;
  while (Clock::now() < end &&
         (hints_.wait(quiet) || (hints_.is_being_written() && hints_.wait(longest_write)))) {
  }
}

std::vector<std::string> FolderWatch::wait(const std::function<bool()>& stops) {
  Clock::time_point look_at = Clock::now();
  while (!stops()) {
    const bool hinted = hints_.wait(longest_wait);
    if (!hinted && Clock::now() < look_at) continue;
    if (hinted) rest();
    const Clock::time_point began = Clock::now();
    FolderState now = look_through(folder_);
    looking_ = Clock::now() - began;
    look_at = Clock::now() + looking_ * share_of_looking;
    const std::vector<std::string> changed = changed_files(state_, now);
    if (changed.empty()) continue;
    state_ = std::move(now);
    return changed;
  }
  return {};
}

} // namespace hanji
