# qd_embed_sql(<target> <engine>): compiles resources/sql/<engine>/NNNN_*.sql into the list `qd::migrations::<engine>`,
# in order of their numbers, so that no program looks for its schema on a disk.
function(qd_embed_sql target engine)
    file(GLOB scripts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/sql/${engine}/[0-9]*.sql")
    list(SORT scripts)
    set(steps "")
    foreach(script IN LISTS scripts)
        file(READ "${script}" text)
        get_filename_component(name "${script}" NAME)
        string(APPEND steps "    Migration{\"${name}\", R\"qd_sql(${text})qd_sql\"},\n")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${script}")
    endforeach()
    set(unit "${CMAKE_CURRENT_BINARY_DIR}/${engine}_migrations.cpp")
    file(CONFIGURE OUTPUT "${unit}" @ONLY CONTENT
"#include \"storage/migration.h\"

namespace qd::migrations {
const std::vector<Migration>& ${engine}()
{
    static const std::vector<Migration> steps{
@steps@    };
    return steps;
}
} // namespace qd::migrations
")
    target_sources(${target} PRIVATE "${unit}")
endfunction()
