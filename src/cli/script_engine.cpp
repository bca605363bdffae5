#include "cli/script_engine.h"

#include <quickjs.h>

#include <utility>
#include <vector>

#include "text/utf8.h"

namespace hanji {

struct ScriptEngine::Running {
  JSRuntime* runtime = nullptr;
  JSContext* context = nullptr;
  std::uint32_t turns_left = 0;
  bool beyond = false; // a bound was passed

  Running() = default;
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (context) JS_FreeContext(context);
    if (runtime) JS_FreeRuntime(runtime);
  }

  Error error(std::string message, std::string_view where) const {
    return {ErrorKind::bad_input, std::move(message), std::string(where)};
  }

  static int interrupted(JSRuntime*, void* opaque) {
    auto& running = *static_cast<Running*>(opaque);
    if (running.turns_left != 0) {
      --running.turns_left;
      return 0;
    }
    running.beyond = true;
    return 1;
  }

  Result<std::string> text_of(JSValueConst value, std::string_view where) {
    std::size_t size = 0;
    const char* const bytes = JS_ToCStringLen(context, &size, value);
    if (!bytes) {
      beyond = true; // no memory for it; or a toString of the script's, which ours do not have
      return std::unexpected(error("the script needs more memory than it may have", where));
    }
    std::string text(bytes, size);
    JS_FreeCString(context, bytes);
    // Halves of surrogate pairs come as three bytes each.
    if (!is_valid_utf8(text)) return std::unexpected(error("the script returned broken Unicode", where));
    return text;
  }

  Error exception(std::string_view where) {
    const auto thrown = JS_GetException(context);
    if (beyond) {
      JS_FreeValue(context, thrown);
      return error("the script took too long", where);
    }
    auto said = JS_IsError(context, thrown) ? JS_GetPropertyStr(context, thrown, "message")
                                            : JS_DupValue(context, thrown);
    // Its kind tells a bound of the engine's from what the script itself has thrown.
    if (JS_IsError(context, thrown)) {
      const auto name = JS_GetPropertyStr(context, thrown, "name");
      if (const auto kind = text_of(name, where); kind && *kind == "InternalError") beyond = true;
      JS_FreeValue(context, name);
    } else if (JS_IsNull(thrown)) {
      beyond = true; // no memory even for an error
    }
    auto message = text_of(said, where);
    JS_FreeValue(context, said);
    JS_FreeValue(context, thrown);
    return message ? error(std::move(*message), where) : std::move(message.error());
  }
};

ScriptEngine::ScriptEngine(std::string_view script, std::string_view name, ScriptLimits limits)
    : script_(script), name_(name), limits_(limits) {}
ScriptEngine::ScriptEngine(ScriptEngine&&) noexcept = default;
ScriptEngine& ScriptEngine::operator=(ScriptEngine&&) noexcept = default;
ScriptEngine::~ScriptEngine() = default;

Result<void> ScriptEngine::start() {
  auto running = std::make_unique<Running>();
  const auto no_memory = [&] {
    return std::unexpected(running->error("the script needs more memory than it may have", name_));
  };
  running->runtime = JS_NewRuntime();
  if (!running->runtime) return no_memory();
  JS_SetMemoryLimit(running->runtime, limits_.memory_bytes);
  JS_SetMaxStackSize(running->runtime, limits_.stack_bytes);
  JS_SetInterruptHandler(running->runtime, Running::interrupted, running.get());
  running->context = JS_NewContextRaw(running->runtime);
  if (!running->context) return no_memory();
  const auto context = running->context;
  JS_AddIntrinsicBaseObjects(context);
  JS_AddIntrinsicEval(context); // what JS_Eval itself goes through
  JS_AddIntrinsicStringNormalize(context);
  JS_AddIntrinsicRegExpCompiler(context);
  JS_AddIntrinsicRegExp(context);
  JS_AddIntrinsicJSON(context);
  JS_AddIntrinsicMapSet(context);
  running->turns_left = limits_.turns;
  // The engine wants a zero behind the text.
  const auto value =
      JS_Eval(context, std::string(script_).c_str(), script_.size(), name_.c_str(), JS_EVAL_TYPE_GLOBAL);
  if (JS_IsException(value)) return std::unexpected(running->exception(name_));
  JS_FreeValue(context, value);
  running_ = std::move(running);
  return {};
}

Result<std::string> ScriptEngine::call(std::string_view function,
                                       std::initializer_list<std::string_view> arguments) {
  if (!running_) {
    if (auto started = start(); !started) return std::unexpected(std::move(started.error()));
  }
  auto& running = *running_;
  const auto context = running.context;
  JS_UpdateStackTop(running.runtime); // it may be another thread's now
  running.turns_left = limits_.turns;
  std::vector<JSValue> values;
  for (const auto argument : arguments)
    values.push_back(JS_NewStringLen(context, argument.data(), argument.size()));
  const auto global = JS_GetGlobalObject(context);
  const auto callee = JS_GetPropertyStr(context, global, std::string(function).c_str());
  const auto returned = JS_Call(context, callee, global, static_cast<int>(values.size()), values.data());
  Result<std::string> result = std::unexpected(running.error("the script returned no string", name_));
  if (JS_IsException(returned)) {
    result = std::unexpected(running.exception(name_));
  } else if (JS_IsString(returned)) {
    result = running.text_of(returned, name_);
  }
  JS_FreeValue(context, returned);
  JS_FreeValue(context, callee);
  JS_FreeValue(context, global);
  for (const auto value : values) JS_FreeValue(context, value);
  if (running.beyond) running_.reset();
  return result;
}

} // namespace hanji
