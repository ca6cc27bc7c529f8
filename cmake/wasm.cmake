# keyglass_web_stage: the browser app's files, unpacked, in ${CMAKE_BINARY_DIR}/stage (tools/web/pack makes them
# cacheable). Linking needs NODE_PATH=/usr/share/nodejs where Node.js is not Debian's own: the linker's wrapper sets it.
set(KEYGLASS_WEB_DIR "${CMAKE_CURRENT_SOURCE_DIR}/web")
set(KEYGLASS_JS_LIBRARIES files glyphs host input mirror numbers page renderer stream transport)
set(KEYGLASS_PAGE_FILES index.html style.css boot.js icon.svg)

# All for size. Nothing throws, nothing asks for types at run time, one thread runs, and nobody reads errno after a
# function of mathematics. Every browser with WebGL 2 has the instructions that are asked for here. The whole program
# is optimized as one.
set(KEYGLASS_WASM_OPTIONS
  -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-math-errno
  -mnontrapping-fptoint -msign-ext -mbulk-memory -flto)
target_compile_options(keyglass_shared PRIVATE ${KEYGLASS_WASM_OPTIONS})
add_compile_options(${KEYGLASS_WASM_OPTIONS})

function(keyglass_link_web target)
  foreach(library IN LISTS KEYGLASS_JS_LIBRARIES)
    target_link_options(${target} PRIVATE "SHELL:--js-library ${KEYGLASS_WEB_DIR}/${library}.js")
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${KEYGLASS_WEB_DIR}/${library}.js")
  endforeach()
  target_link_options(${target} PRIVATE
    ${KEYGLASS_WASM_OPTIONS}
    "-sEXPORTED_FUNCTIONS=['_main','_malloc','_free']"
    -sMODULARIZE=1 -sEXPORT_NAME=create_keyglass -sENVIRONMENT=web
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=16777216 -sMALLOC=emmalloc
    -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
    -sBINARYEN_EXTRA_PASSES=--converge
    -sDISABLE_EXCEPTION_CATCHING=1 -sSUPPORT_LONGJMP=0
    "-sINCOMING_MODULE_JS_API=['canvas','keyglass','locateFile','onAbort']")
  set_target_properties(${target} PROPERTIES SUFFIX .js OUTPUT_NAME keyglass)
endfunction()

function(keyglass_stage_web target)
  set(stage "${CMAKE_BINARY_DIR}/stage")
  list(TRANSFORM KEYGLASS_PAGE_FILES PREPEND "${KEYGLASS_WEB_DIR}/" OUTPUT_VARIABLE files)
  add_custom_command(OUTPUT "${stage}/.staged"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${stage}"
    COMMAND "${CMAKE_COMMAND}" -E copy ${files} "$<TARGET_FILE:${target}>"
      "$<TARGET_FILE_DIR:${target}>/keyglass.wasm" "${stage}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${stage}/.staged"
    DEPENDS ${target} ${files} VERBATIM)
  add_custom_target(keyglass_web_stage ALL DEPENDS "${stage}/.staged")
endfunction()
