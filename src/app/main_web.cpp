// The page's program: app/screen.h over WebGL2. Everything else comes in through the calls of app/host.h.

#include <GLES3/gl3.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "app/screen.h"

namespace hanji {
namespace {

constexpr const char* canvas = "#hanji-canvas";

void start_backend() { ImGui_ImplOpenGL3_Init("#version 300 es"); }

} // namespace

bool open_screen() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = true; // pictures lie below
  attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.enableExtensionsByDefault = false; // asking for them all takes longer than the context itself
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context(canvas, &attributes);
  if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS)
    return false;
  start_backend();
  return true;
}

void resize_screen(int width, int height) {
  int now_width = 0, now_height = 0;
  emscripten_get_canvas_element_size(canvas, &now_width, &now_height);
  if (now_width != width || now_height != height)
    emscripten_set_canvas_element_size(canvas, width, height); // it also clears
}

void begin_screen_frame() { ImGui_ImplOpenGL3_NewFrame(); }

void present(ImDrawData& data) {
  glViewport(0, 0, static_cast<GLsizei>(data.DisplaySize.x * data.FramebufferScale.x),
             static_cast<GLsizei>(data.DisplaySize.y * data.FramebufferScale.y));
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

bool reopen_screen() {
  if (ImGui::GetIO().BackendRendererUserData == nullptr) return open_screen();
  ImGui_ImplOpenGL3_Shutdown();
  start_backend();
  return true;
}

} // namespace hanji

int main() { return 0; }
