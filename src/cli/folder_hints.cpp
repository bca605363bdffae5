#include "cli/folder_hints.h"

#include <thread>

#ifdef __linux__
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <utility>
#endif

#include "cli/folder_watch.h"

namespace hanji {

#ifdef __linux__
struct FolderHints::Watched {
  fs::path folder;
  int system = -1, root = -1; // descriptors; -1: there is none
  std::map<int, fs::path> folders;
  std::set<std::pair<int, std::string>> written; // and not closed

  explicit Watched(const fs::path& of) : folder(of) { begin(); }
  Watched(const Watched&) = delete;
  ~Watched() {
    if (system >= 0) close(system);
  }

  void begin() {
    if (system >= 0) close(system);
    folders.clear();
    written.clear();
    system = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    root = add(folder);
  }

  int add(const fs::path& place) {
    constexpr std::uint32_t changes = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                      IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
    if (system < 0) return -1;
    const int watch =
        inotify_add_watch(system, place.c_str(), changes | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK);
    if (watch < 0) return -1;
    folders[watch] = place;
    std::error_code ignored;
    for (auto entry = fs::directory_iterator(place, ignored); !ignored && entry != fs::directory_iterator();
         entry.increment(ignored)) {
      if (is_looked_into(*entry)) add(entry->path());
    }
    return watch;
  }

  // Whether it may have changed anything.
  bool hear(const inotify_event& event) {
    if ((event.mask & IN_Q_OVERFLOW) != 0 || (event.wd == root && (event.mask & IN_MOVE_SELF) != 0)) {
      begin();
      return true;
    }
    if ((event.mask & IN_IGNORED) != 0) {
      folders.erase(event.wd);
      if (event.wd == root) root = -1;
      return true;
    }
    const auto place = folders.find(event.wd);
    if (place == folders.end()) return false;
    const std::string name = event.len > 0 ? event.name : "";
    if (name.starts_with('.') && (event.mask & IN_ISDIR) == 0) return false; // an editor's own
    const std::pair<int, std::string> file{event.wd, name};
    if ((event.mask & IN_MODIFY) != 0) written.insert(file);
    if ((event.mask & (IN_CLOSE_WRITE | IN_DELETE | IN_MOVED_FROM)) != 0) written.erase(file);
    if ((event.mask & IN_ISDIR) != 0 && (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
      const fs::path made = place->second / name;
      std::error_code ignored;
      if (is_looked_into(fs::directory_entry(made, ignored))) add(made);
    }
    return true;
  }

  bool hear_all() {
    bool changed = false;
    alignas(inotify_event) std::array<char, 16384> bytes{};
    for (ssize_t got = 0; (got = read(system, bytes.data(), bytes.size())) > 0;) {
      const int from = system;
      for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(got);) {
        inotify_event event{};
        std::memcpy(&event, bytes.data() + at, sizeof event);
        const auto& here = *reinterpret_cast<const inotify_event*>(bytes.data() + at);
        changed = hear(here) || changed;
        if (system != from) return true; // it has begun anew
        at += sizeof event + event.len;
      }
    }
    return changed;
  }

  bool wait(std::chrono::milliseconds most) {
    if (root < 0) begin();
    if (system < 0) {
      std::this_thread::sleep_for(most);
      return false;
    }
    pollfd heard{system, POLLIN, 0};
    return poll(&heard, 1, static_cast<int>(most.count())) > 0 && hear_all();
  }
};
#else
struct FolderHints::Watched {
  explicit Watched(const fs::path&) {}
  bool wait(std::chrono::milliseconds most) const {
    std::this_thread::sleep_for(most);
    return false;
  }
};
#endif

FolderHints::FolderHints(const fs::path& folder) : watched_(std::make_unique<Watched>(folder)) {}
FolderHints::~FolderHints() = default;

bool FolderHints::wait(std::chrono::milliseconds most) { return watched_->wait(most); }

bool FolderHints::is_being_written() const {
#ifdef __linux__
  return !watched_->written.empty();
#else
  return false;
#endif
}

} // namespace hanji
