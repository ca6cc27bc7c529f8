// The functions that frontend-wasm/web/*.js give to C++, and nothing else of JavaScript. Strings are UTF-8
// with a length in bytes; the callee copies what it keeps. UI thread.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

// web/host.js
void kg_request_redraw(const char* reason);
void kg_wake_after(double ms);
void kg_set_cursor(int imgui_cursor);
// Hands over the fonts, starts the renderer and the listeners, and draws the first frame.
void kg_begin();

// web/renderer.js. `part` and `list` are a TexturePart and a DrawnList (renderer.cpp); textures are numbered
// from 1. Takes the canvas's context. Returns the most pixels of a texture's side, 0 where the browser has no
// WebGL 2.
int kg_start_renderer();
void kg_make_texture(int number, int width, int height);
void kg_write_texture(const void* part);
void kg_drop_texture(int number);
// Fills all with a colour as Dear ImGui packs it. What is drawn next shows this rectangle of logical pixels.
void kg_begin_picture(float x, float y, float width, float height, unsigned ground);
void kg_draw_list(const void* list);

// web/numbers.js
double kg_parse_number(const char* text, std::size_t length);
// With `fixed` as many digits behind the point as `precision` says, else that many significant ones. `text`
// has room for 512 bytes; returns how many were written.
int kg_print_number(double number, int fixed, int precision, char* text);
double kg_sine(double angle);
double kg_arc_cosine(double number);
double kg_remainder(double number, double divisor);

// web/mirror.js. `node` is a MirrorNode (mirror.cpp).
void kg_mirror_write(const void* node);
void kg_mirror_remove(std::uint32_t id);
void kg_mirror_finish(std::uint32_t focused, std::uint32_t anchor, std::uint32_t caret);
void kg_mirror_caret(float x, float y, float height);

// web/glyphs.js. `box` is a GlyphBox (browser_glyphs.cpp).
void kg_measure_glyph(std::uint32_t code_point, float size, void* box);
void kg_draw_glyph(std::uint32_t code_point, float size, void* box, void* pixels);

// web/transport.js. `exchange` is an Exchange (transport.cpp).
void kg_send(const void* exchange);
void kg_abort(double id);

// web/files.js. `use` is an app::FileUse; `exchange` as above, with the file as its body.
void kg_choose_file(int use);
void kg_forget_file(double id);
void kg_send_file(const void* exchange, double file);
void kg_save_text(const char* file_name, const char* text);

// web/stream.js
// `headers`: "name: value\n" each.
void kg_open_stream(double id, const char* url, const char* headers);
void kg_close_stream();
// A frame has taken events; so many still wait.
void kg_stream_taken(std::size_t waiting);

// web/page.js. Functions that return text fill `buffer` up to `capacity` bytes and return the length needed.
std::size_t kg_location_hash(char* buffer, std::size_t capacity);
void kg_set_location_hash(const char* text, std::size_t length);
void kg_set_title(const char* text, std::size_t length);
int kg_copy_text(const char* text, std::size_t length);
// With `headers` ("name: value\n" each, or "") the app fetches it; kg_on_download() tells how that went.
void kg_download(const char* url, const char* file_name, const char* headers);
void kg_warn_on_unload(int warn);
std::size_t kg_preference(const char* name, char* buffer, std::size_t capacity);
void kg_set_preference(const char* name, const char* value);
int kg_environment();
double kg_utc_ms();
double kg_now_ms();
std::size_t kg_setting(const char* name, char* buffer, std::size_t capacity);

}  // extern "C"
