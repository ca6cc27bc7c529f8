# KEYGLASS_SANITIZE=address,undefined | thread | (empty) instruments every target of this build.
set(KEYGLASS_SANITIZE "" CACHE STRING "Sanitizers of this build: address,undefined or thread")
if(KEYGLASS_SANITIZE)
  add_compile_options(-fsanitize=${KEYGLASS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KEYGLASS_SANITIZE})
endif()
# How the tests run under ThreadSanitizer. A report is recognised as RocksDB's by a frame of its library, so what a
# thread did last has to be at hand: the longest history there is (4 million accesses a thread).
set(KEYGLASS_TSAN_OPTIONS "history_size=7:suppressions=${CMAKE_SOURCE_DIR}/tests/support/tsan.supp")
