# qd_add_room(<name>): the folder src/<name>, which declares itself with qd_add_module or as programs.
function(qd_add_room name)
    if(EXISTS "${PROJECT_SOURCE_DIR}/src/${name}/CMakeLists.txt")
        add_subdirectory("src/${name}")
    endif()
endfunction()

# qd_add_module(storage USES domain base SOURCES a.cpp LINKS SQLite::SQLite3):
# library qd_storage, alias Quarterdeck::storage. USES are our rooms (public), LINKS third parties (private).
function(qd_add_module name)
    cmake_parse_arguments(ARG "" "" "USES;SOURCES;LINKS" ${ARGN})
    add_library(qd_${name} STATIC ${ARG_SOURCES})
    add_library(Quarterdeck::${name} ALIAS qd_${name})
    target_include_directories(qd_${name} PUBLIC "${PROJECT_SOURCE_DIR}/include" PRIVATE "${PROJECT_SOURCE_DIR}/src")
    list(TRANSFORM ARG_USES PREPEND Quarterdeck::)
    target_link_libraries(qd_${name} PUBLIC ${ARG_USES} PRIVATE qd_options ${ARG_LINKS})
endfunction()

# qd_add_suite(storage SOURCES a_test.cpp LINKS Quarterdeck::storage LABELS pg PROPERTIES FIXTURES_REQUIRED postgres):
# one GoogleTest program <name>_test; every TEST becomes a ctest test, with the further PROPERTIES.
function(qd_add_suite name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;LABELS;PROPERTIES" ${ARGN})
    add_executable(${name}_test ${ARG_SOURCES})
    target_include_directories(${name}_test PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/tests")
    target_compile_definitions(${name}_test PRIVATE QD_FIXTURES="${PROJECT_SOURCE_DIR}/tests/fixtures"
        QD_SOURCE_DIR="${PROJECT_SOURCE_DIR}" QD_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    target_link_libraries(${name}_test PRIVATE qd_options ${ARG_LINKS} GTest::gmock GTest::gtest_main)
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT 300 LABELS "${ARG_LABELS}" ${ARG_PROPERTIES})
endfunction()
