// Any bytes as an order of events in the whole program (tests/app/session.h): it comes to rest, has answered
// every script, and has not given up. The first byte says whether memory is refused now and then.
#include "tests/app/session.h"

#include <cstdint>
#include <cstdlib>

using namespace hanji;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Session session(session_site(), Choices(std::span(data, size)));
  session.refused = size > 0 && data[0] % 4 == 0;
  while (!session.over()) session.happen();
  session.refused = false;
  session.rest();
  if (!session.complaint.empty()) std::abort();
  return 0;
}
