# Finds every third-party library: system packages through find_package, source packages under .deps/.
# Nothing is downloaded here. A missing one is named with its version and the variable that points to a copy.
set(KEYGLASS_DEPS_DIR "${CMAKE_SOURCE_DIR}/.deps" CACHE PATH "Where tools/setup keeps source packages")

function(keyglass_require_file variable file default what)
  set(${variable} "${default}" CACHE PATH "Folder of ${what}")
  if(NOT EXISTS "${${variable}}/${file}")
    message(FATAL_ERROR "Missing ${what}: ${${variable}}/${file} does not exist.\n"
      "Run `make setup`, or point to a copy with -D${variable}=DIR.")
  endif()
endfunction()

keyglass_require_file(KEYGLASS_IMGUI_DIR imgui.cpp "${KEYGLASS_DEPS_DIR}/imgui" "Dear ImGui 1.92.2b")
keyglass_require_file(KEYGLASS_JSON_DIR nlohmann/json.hpp "/usr/include" "nlohmann-json 3.11.2 (nlohmann-json3-dev)")

# em++ must not see the host's /usr/include: it gets a folder that holds only the JSON headers.
if(EMSCRIPTEN)
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/include")
  file(CREATE_LINK "${KEYGLASS_JSON_DIR}/nlohmann" "${CMAKE_BINARY_DIR}/include/nlohmann" SYMBOLIC)
  add_library(keyglass_json INTERFACE)
  target_include_directories(keyglass_json SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/include")
else()
  add_library(keyglass_json INTERFACE)
  target_include_directories(keyglass_json SYSTEM INTERFACE "${KEYGLASS_JSON_DIR}")
endif()

if(NOT EMSCRIPTEN)
  keyglass_require_file(KEYGLASS_HTTPLIB_DIR httplib.h "${KEYGLASS_DEPS_DIR}/cpp-httplib" "cpp-httplib 0.41.0")
  list(PREPEND CMAKE_PREFIX_PATH "${KEYGLASS_DEPS_DIR}/prefix")
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
  find_package(OpenSSL REQUIRED)
  find_package(ZLIB REQUIRED)
  foreach(dependency IN ITEMS
      "Catch2|3.7.1|Catch2_DIR" "hiredis|1.2.0|hiredis_DIR" "RocksDB|7.8.3|RocksDB_DIR"
      "CLI11|2.1.2|CLI11_DIR" "spdlog|1.10.0|spdlog_DIR")
    string(REPLACE "|" ";" parts "${dependency}")
    list(GET parts 0 name)
    list(GET parts 1 version)
    list(GET parts 2 variable)
    find_package(${name} CONFIG QUIET)
    if(NOT ${name}_FOUND)
      message(FATAL_ERROR "Missing ${name} ${version}.\nRun `make setup`, or point to a copy with -D${variable}=DIR.")
    endif()
  endforeach()
  # Its own CMake package also wants the web server and the HTTP client of parts that are not used here.
  find_library(KEYGLASS_PROMETHEUS_LIBRARY prometheus-cpp-core)
  find_path(KEYGLASS_PROMETHEUS_DIR prometheus/text_serializer.h)
  if(NOT KEYGLASS_PROMETHEUS_LIBRARY OR NOT KEYGLASS_PROMETHEUS_DIR)
    message(FATAL_ERROR "Missing prometheus-cpp 1.0.1.\nRun `make setup`, or point to a copy with "
      "-DKEYGLASS_PROMETHEUS_LIBRARY=FILE -DKEYGLASS_PROMETHEUS_DIR=INCLUDE_FOLDER.")
  endif()
  add_library(keyglass_prometheus INTERFACE)
  target_include_directories(keyglass_prometheus SYSTEM INTERFACE "${KEYGLASS_PROMETHEUS_DIR}")
  target_link_libraries(keyglass_prometheus INTERFACE "${KEYGLASS_PROMETHEUS_LIBRARY}")
  # The server's malloc; a sanitizer brings its own.
  add_library(keyglass_allocator INTERFACE)
  if(NOT KEYGLASS_SANITIZE)
    find_library(KEYGLASS_JEMALLOC_LIBRARY jemalloc)
    if(NOT KEYGLASS_JEMALLOC_LIBRARY)
      message(FATAL_ERROR "Missing jemalloc 5.3.0.\nRun `make setup`, or point to a copy with "
        "-DKEYGLASS_JEMALLOC_LIBRARY=FILE.")
    endif()
    target_link_libraries(keyglass_allocator INTERFACE "${KEYGLASS_JEMALLOC_LIBRARY}")
  endif()
  add_library(keyglass_httplib INTERFACE)
  target_include_directories(keyglass_httplib SYSTEM INTERFACE "${KEYGLASS_HTTPLIB_DIR}")
  # Its classes are laid out by these: the same wherever it is included.
  target_compile_definitions(keyglass_httplib INTERFACE
    CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_LISTEN_BACKLOG=4096)
  target_link_libraries(keyglass_httplib INTERFACE Threads::Threads OpenSSL::SSL OpenSSL::Crypto)
endif()
