// How failure travels. Bad input (a file, a shard, an option) is an Error value inside a Result; a wrong call
// is an assert. Nothing in the rooms below cli/ and app/ prints, exits or throws across its header.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace hanji {

enum class ErrorKind : std::uint8_t {
  bad_input,    // a file of the user's that cannot be understood
  bad_shard,    // one of our own files, short, corrupt or with another hash than recorded
  newer_format, // one of our own files, written by a later version
  not_found,    // named, but not there
  unreadable,   // there, but the system refuses to read it
  unwritable,   // the system refuses to write (full disk, no right)
};

struct Error {
  ErrorKind kind = ErrorKind::bad_input;
  std::string message; // one sentence: what is wrong and, where it helps, what to do
  std::string where;   // "file:line:column", or the shard's name
};

template <class T>
using Result = std::expected<T, Error>;

} // namespace hanji
