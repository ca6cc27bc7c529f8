# KEYGLASS_SANITIZE=address,undefined | thread | (empty) instruments every target of this build.
set(KEYGLASS_SANITIZE "" CACHE STRING "Sanitizers of this build: address,undefined or thread")
if(KEYGLASS_SANITIZE)
  add_compile_options(-fsanitize=${KEYGLASS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KEYGLASS_SANITIZE})
endif()
