# keyglass_layer(NAME …sources…): one layer = one static library with the project's warnings, as errors.
option(KEYGLASS_WERROR "Treat warnings as errors" ON)

add_library(keyglass_warnings INTERFACE)
target_compile_options(keyglass_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wextra-semi
  # GCC 12 at -O2 guesses wrongly about std::variant and about what assertions, compiled out there, rule out.
  $<$<CONFIG:Debug>:-Wnull-dereference>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-maybe-uninitialized>
  $<$<BOOL:${KEYGLASS_WERROR}>:-Werror>)

function(keyglass_layer name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PRIVATE keyglass_warnings)
endfunction()
