// Files that the person gives, known by number; the bytes stay in web/files.js.
#include <emscripten.h>

#include <string>

#include "platform/page.hpp"
#include "platform/web/inbox_store.hpp"
#include "platform/web/javascript.hpp"

namespace keyglass::platform {

void save_text(std::string_view file_name, std::string_view text) {
  kg_save_text(std::string(file_name).c_str(), std::string(text).c_str());
}

void choose_file(app::FileUse use) {
  kg_choose_file(static_cast<int>(use));
}

void forget_file(std::uint64_t id) {
  kg_forget_file(static_cast<double>(id));
}

}  // namespace keyglass::platform

using namespace keyglass;

extern "C" {

EMSCRIPTEN_KEEPALIVE void kg_on_file(int use, double id, double bytes, const char* name, const char* type) {
  platform::waiting_inbox().files.push_back(
      {{static_cast<std::uint64_t>(id), name, type, static_cast<std::uint64_t>(bytes)},
       static_cast<app::FileUse>(use)});
}

EMSCRIPTEN_KEEPALIVE void kg_on_file_sent(double request_id, double bytes) {
  platform::waiting_inbox().files_sent.push_back(
      {static_cast<std::uint64_t>(request_id), static_cast<std::uint64_t>(bytes)});
}

}  // extern "C"
