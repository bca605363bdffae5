// What Emscripten's C library only pretends to know of the process that it runs in: asked of Node
// (node/system_library.js). Linked before that library, whose own definitions give way.
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include <cmath>

extern "C" {

int node_process();
int node_user();
int node_mask();
int node_is_running(int process);
int node_link(int from_folder, const char* from, int to_folder, const char* to);
double node_offset(const char* zone, double seconds);

int __syscall_getpid() { return node_process(); }
int __syscall_geteuid32() { return node_user(); }
int __syscall_umask(int) { return node_mask(); } // and leaves it as it is
int __syscall_linkat(int from_folder, intptr_t from, int to_folder, intptr_t to, int) {
  return node_link(from_folder, reinterpret_cast<const char*>(from), to_folder,
                   reinterpret_cast<const char*>(to));
}

int kill(int process, int) {
  if (node_is_running(process)) return 0;
  errno = ESRCH;
  return -1;
}

// The publisher's zone by Node's own data, which every machine has: $TZ, or this machine's.
static double offset_at(double seconds) {
  const char* const zone = getenv("TZ");
  const double offset = node_offset(zone == nullptr ? "" : zone, seconds);
  return std::isnan(offset) ? 0 : offset;
}

tm* localtime_r(const time_t* seconds, tm* parts) {
  const double offset = offset_at(static_cast<double>(*seconds));
  const time_t shifted = *seconds + static_cast<time_t>(offset);
  if (gmtime_r(&shifted, parts) == nullptr) return nullptr;
  parts->tm_gmtoff = static_cast<long>(offset);
  parts->tm_isdst = 0; // nobody asks
  return parts;
}

time_t mktime(tm* parts) {
  const time_t wanted = timegm(parts);
  // The offset before and after where it changes; of an hour that comes twice, the first.
  time_t seconds = wanted - static_cast<time_t>(offset_at(static_cast<double>(wanted)));
  constexpr int enough = 2;
  for (int i = 0; i < enough; ++i)
    seconds = wanted - static_cast<time_t>(offset_at(static_cast<double>(seconds)));
  localtime_r(&seconds, parts);
  return seconds;
}

} // extern "C"
