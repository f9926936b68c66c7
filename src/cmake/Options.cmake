# Compiler options live on this one INTERFACE target; nothing is set globally.
add_library(qd_options INTERFACE)
target_compile_features(qd_options INTERFACE cxx_std_20)
target_compile_options(qd_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual $<$<CXX_COMPILER_ID:GNU>:-Wno-missing-field-initializers>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>
    $<$<BOOL:${QD_WERROR}>:-Werror>)
if(QD_SANITIZE)
    target_compile_options(qd_options INTERFACE -fsanitize=${QD_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(qd_options INTERFACE -fsanitize=${QD_SANITIZE})
endif()
if(QD_BUILD_FUZZ)
    target_compile_options(qd_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD)
    target_link_options(qd_options INTERFACE -fuse-ld=mold)
endif()
