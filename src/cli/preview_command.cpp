#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <thread>

#include "cli/folder_watch.h"
#include "cli/preview.h"
#include "cli/serving.h"
#include "cli/site_server.h"

namespace hanji {
namespace {

// Time, file, how many more, seconds.
void say_built(Console& console, const std::vector<std::string>& changed,
               std::chrono::duration<double> taken) {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  char time[16], seconds[16];
  std::strftime(time, sizeof time, "%H:%M:%S", &parts);
  std::snprintf(seconds, sizeof seconds, "%.2f s", taken.count());
  console.out << time << "  " << changed.front();
  if (changed.size() > 1)
    console.out << " and " << changed.size() - 1 << (changed.size() == 2 ? " more file" : " more files");
  console.out << ": " << seconds << std::endl;
}

void follow(Preview& preview, FolderWatch& watch, SiteServer& server, const PreviewOptions& options,
            Console& console, const std::atomic<bool>& stops) {
  for (;;) {
    const std::vector<std::string> changed = watch.wait([&] { return stops.load(); });
    if (changed.empty()) return;
    const auto began = std::chrono::steady_clock::now();
    const Result<void> built = preview.build(changed);
    server.tell(preview.state());
    if (!built)
      report_error(console, built.error());
    else if (!options.build.quiet)
      say_built(console, changed, std::chrono::steady_clock::now() - began);
  }
}

} // namespace

int preview_command(const PreviewOptions& options, Console& console) {
  const Result<PostsFolder> folder = open_posts_folder(options.build.posts);
  if (!folder) return report_error(console, folder.error());
  Preview preview(options.build, console);
  SiteServer server([&](const SiteRequest& request) { return preview.answer(request); },
                    std::string(preview_events));
  const int port = server.bind(options.host, options.port); // before the work: another may have it
  if (port < 0) return report_error(console, no_port_at(options.host, options.port));
  FolderWatch watch(folder->root); // what changes during the first build counts
  if (Result<void> built = preview.build({}); !built) return report_error(console, built.error());
  server.tell(preview.state());
  const std::string address = address_of(options.host, port);
  console.out << "Preview of " << options.build.posts.string() << " at " << address
              << "  (follows every change; Ctrl-C stops)" << std::endl;
  if (options.open) open_in_browser(address);
  std::atomic<bool> stops = false;
  std::thread following([&] { follow(preview, watch, server, options, console, stops); });
  const bool done = server.run();
  stops = true;
  following.join();
  return done ? exit_done : report_error(console, {ErrorKind::unreadable, "the server stopped", address});
}

} // namespace hanji
