// The one place that knows there is a GPU. In the page this is WebGL2 through Dear ImGui's backend
// (main_web.cpp); native tests put a fake in its place that keeps the draw data and throws the pixels away.
#pragma once

struct ImDrawData;

namespace hanji {

bool open_screen();                        // false: no WebGL2 here
void resize_screen(int width, int height); // device pixels
void begin_screen_frame();                 // before ImGui::NewFrame
void present(ImDrawData& data);
bool reopen_screen(); // the context came back empty, or is to be had now; false as above

} // namespace hanji
