// What scripts are told, as JSON: where the reader is, what a search found, how long things took. The names
// are those of `window.hanji`, and stay.
#pragma once

#include <nlohmann/json.hpp>

#include "app/times.h"
#include "reader/state.h"
#include "reader/update.h"

namespace hanji {

nlohmann::json json_of_state(const ReaderState& state);       // as events tell it
nlohmann::json json_of_whole_state(const ReaderState& state); // with settings, address and reading place
nlohmann::json json_of(const Answered& answered);             // {type: answer, id, hits | error}
nlohmann::json json_of(const Times& times);                   // {p50, p95, max}, ms

} // namespace hanji
