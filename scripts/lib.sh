# Sourced by run and test: finding the project, installing what is missing, building with progress.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$project"
export CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=1 # one cache serves every checkout

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }

# packages_of SET...: the packages of these sets, one a line.
packages_of() {
    local set
    for set in "$@"; do sed -n "s/^$set //p" scripts/packages.txt; done | sort -u
}

# install_missing SET...: install what is not there; says what, and quick when nothing is.
install_missing() {
    local missing=() package
    while read -r package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done < <(packages_of "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "these packages are missing, and there is no sudo to install them: ${missing[*]}"
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} missing packages: ${missing[*]}"
    if printf '%s\n' "${missing[@]}" | grep -q '^postgresql'; then keep_cluster_from_starting "${as_root[@]}"; fi
    "${as_root[@]}" apt-get update -q >&2 || die "the package lists could not be read"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2 ||
        die "the packages could not be installed; nothing was built"
}

# The tests start a private cluster of their own: none of the system's is wanted.
keep_cluster_from_starting() {
    [ -e /etc/postgresql-common/createcluster.conf ] && return 0
    "$@" mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\n' | "$@" tee /etc/postgresql-common/createcluster.conf >/dev/null
}

# build PRESET [TARGET...]: configure once, then build with ninja's own progress.
build() {
    local preset=$1
    shift
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >&2 || die "the build could not be configured"
    local targets=()
    [ $# -gt 0 ] && targets=(--target "$@")
    NINJA_STATUS='[%f/%t %es] ' cmake --build "build/$preset" -j "$(nproc)" "${targets[@]}" >&2 || die "the build failed"
}
