#include "post/yaml_events.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "post/scan.h"

namespace hanji {

namespace {

constexpr std::size_t max_depth = 64;        // of lists and maps
constexpr std::size_t max_repeated = 10'000; // events that aliases repeat

struct Beyond { // thrown through yaml-cpp, which knows no other way to stop
  YAML::Mark mark;
  std::string message;
};

YamlRefusal refusal_at(const YAML::Mark& mark, std::uint32_t first_line, std::string message) {
  return {first_line + static_cast<std::uint32_t>(std::max(mark.line, 0)),
          static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1, std::move(message)};
}

class FieldCollector : public YAML::EventHandler {
public:
  explicit FieldCollector(std::uint32_t first_line) : first_line_(first_line) {}

  StrictYaml reading;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    begin({Event::scalar, mark, ""}, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (tag.starts_with('!') && tag != "!" && !tag.starts_with("!!"))
      refuse(mark, "“" + tag + "” is taken for a tag");
    begin({Event::scalar, mark, value}, anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin({Event::list, mark, ""}, anchor);
  }
  void OnSequenceEnd() override { take({Event::end, YAML::Mark::null_mark(), ""}); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin({Event::map, mark, ""}, anchor);
  }
  void OnMapEnd() override { take({Event::end, YAML::Mark::null_mark(), ""}); }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    anchors_.push_back({mark, name});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    aliased_.insert(anchor);
    const auto known = anchored_.find(anchor);
    if (known == anchored_.end() || known->second.end == 0) {
      refuse(mark, "an alias of what it stands in");
      return take({Event::scalar, mark, ""});
    }
    const auto [first, end] = known->second;
    if ((repeated_ += end - first) > max_repeated) throw Beyond{mark, "aliases that grow beyond bounds"};
    for (std::size_t i = first; i < end; ++i) {
      Event event = events_[i];
      if (event.kind != Event::end) event.mark = mark;
      take(std::move(event));
    }
  }

  // An author who begins a title with “&” means no anchor.
  void refuse_unused_anchors() {
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
      if (!aliased_.contains(i + 1))
        refuse(anchors_[i].mark, "“&" + anchors_[i].name + "” is taken for an anchor");
    }
  }

private:
  struct Anchor {
    YAML::Mark mark;
    std::string name;
  };
  struct Event {
    enum Kind : std::uint8_t { scalar, list, map, end } kind;
    YAML::Mark mark;
    std::string value;
  };
  struct Range {
    std::size_t first = 0, end = 0; // of events_; end 0 = still open
  };
  struct Level {
    bool map = false, expects_key = false;
    YAML::anchor_t anchor = 0;
    std::string path{}, key{};
    YAML::Mark mark{};
    std::size_t fields_before = 0; // it
  };

  void refuse(const YAML::Mark& mark, std::string message) {
    if (!reading.refusal) reading.refusal = refusal_at(mark, first_line_, std::move(message));
  }

  void begin(Event event, YAML::anchor_t anchor) {
    const bool scalar = event.kind == Event::scalar;
    if (anchor != 0) anchored_[anchor] = {events_.size(), scalar ? events_.size() + 1 : 0};
    take(std::move(event));
    if (!scalar) levels_.back().anchor = anchor;
  }

  void take(Event event) {
    switch (event.kind) {
    case Event::scalar: take_scalar(event); break;
    case Event::list:
    case Event::map:
      if (levels_.size() == max_depth) throw Beyond{event.mark, "lists and maps nested beyond bounds"};
      levels_.push_back({.map = event.kind == Event::map,
                         .expects_key = event.kind == Event::map,
                         .path = path(),
                         .mark = event.mark,
                         .fields_before = reading.fields.size()});
      break;
    case Event::end: end_level(); break;
    }
    events_.push_back(std::move(event));
  }

  std::string path() const {
    if (levels_.empty()) return {};
    const Level& level = levels_.back();
    if (!level.map || level.key == "<<") return level.path; // the fields of a merged map are the map's own
    const std::string whole = level.path.empty() ? level.key : level.path + "." + level.key;
    return whole.substr(0, 200); // so that deep nesting cannot make many fields large
  }

  void end_level() {
    if (const YAML::anchor_t anchor = levels_.back().anchor; anchor != 0)
      anchored_[anchor].end = events_.size() + 1;
    const YAML::Mark mark = levels_.back().mark;
    const bool empty = levels_.back().fields_before == reading.fields.size();
    levels_.pop_back();
    if (empty && !levels_.empty()) add_field(mark, "", true);
    if (!levels_.empty() && levels_.back().map) levels_.back().expects_key = !levels_.back().expects_key;
  }

  void take_scalar(const Event& event) {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (level.map && level.expects_key) {
      if (levels_.size() == 1) reading.keys.push_back(event.value);
      level.key = event.value;
      level.expects_key = false;
      return;
    }
    add_field(event.mark, event.value, !level.map);
    if (level.map) level.expects_key = true;
  }

  void add_field(const YAML::Mark& mark, const std::string& value, bool in_list) {
    reading.fields.push_back({path(), value, in_list,
                              first_line_ + static_cast<std::uint32_t>(std::max(mark.line, 0)),
                              static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1});
  }

  std::uint32_t first_line_;
  std::vector<Level> levels_;
  std::vector<Event> events_;
  std::map<YAML::anchor_t, Range> anchored_; // yaml-cpp numbers anchors from 1
  std::vector<Anchor> anchors_;
  std::set<YAML::anchor_t> aliased_;
  std::size_t repeated_ = 0;
};

} // namespace

StrictYaml read_strict_yaml(std::string_view yaml, std::uint32_t first_line) {
  FieldCollector collector(first_line);
  StrictYaml& reading = collector.reading;
  try {
    std::istringstream stream{std::string(yaml)};
    YAML::Parser(stream).HandleNextDocument(collector);
    collector.refuse_unused_anchors();
  } catch (const Beyond& beyond) {
    reading.refusal = refusal_at(beyond.mark, first_line, beyond.message);
    reading.beyond_bounds = true;
  } catch (const YAML::Exception& refused) {
    reading.refusal = refusal_at(refused.mark, first_line, refused.msg);
  }
  // yaml-cpp lets a stray line pass for a key without a value.
  for (const HeadField& field : reading.fields) {
    if (reading.refusal || !field.value.empty() || field.in_list ||
        std::none_of(field.key.begin(), field.key.end(), is_space))
      continue;
    reading.refusal = YamlRefusal{field.line, 1, "a line that is neither a field nor part of one"};
  }
  return std::move(reading);
}

} // namespace hanji
