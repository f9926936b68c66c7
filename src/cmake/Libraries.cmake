# Every third-party library, from Debian's packages only; docs/dependencies.md says why each is here.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(tl-expected REQUIRED)
find_package(date REQUIRED)                # time zones and calendars
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)              # the log, behind base
find_package(ICU 72 REQUIRED COMPONENTS uc i18n data) # text: case folding, graphemes, word breaks, code pages
find_package(CURL 7.88 REQUIRED)           # net
find_package(nlohmann_json 3.11 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(LibXml2 REQUIRED)             # feeds
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)      # HTML to text
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium) # the sealed secrets
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib) # sandbox and tests

# CLD2 ships neither a .pc file nor a CMake config.
find_path(CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
add_library(cld2 INTERFACE IMPORTED)
target_include_directories(cld2 SYSTEM INTERFACE "${CLD2_INCLUDE}")
target_link_libraries(cld2 INTERFACE "${CLD2_LIBRARY}")

if(QD_BUILD_TESTS)
    find_package(GTest REQUIRED)
    find_package(benchmark REQUIRED)
    include(GoogleTest)
endif()
