#!/usr/bin/env python3
"""Fail when a room includes one that it may not use. The table is the architecture: change it only with an ADR."""
import pathlib
import re
import sys

BELOW_ENGINE = {"domain", "base", "net", "connectors", "pipeline", "storage", "desk"}
MAY_USE = {
    "base": set(),
    "domain": {"base"},
    "net": {"domain", "base"},
    "connectors": {"net", "domain", "base"},
    "pipeline": {"domain", "base"},
    "storage": {"domain", "base"},
    "desk": {"domain", "base"},
    "engine": BELOW_ENGINE,
    "gui": {"desk", "domain", "base"},
    "cli": {"desk", "domain", "base"},
    "sandbox": {"domain", "base"},
    "app": BELOW_ENGINE | {"engine", "gui", "cli", "sandbox"},
}
CORE = set(MAY_USE) - {"gui", "app"}
FOREIGN = {  # include prefix -> rooms that may name it
    "Q": {"gui", "app"},
    "qt6keychain/": {"app"},
    "curl/": {"net"},
    "SQLiteCpp/": {"storage"},
    "sqlite3.h": {"storage"},
    "pqxx/": {"storage"},
    "nlohmann/": {"net", "connectors", "storage", "engine", "cli", "sandbox"},
    "libxml/": {"connectors", "pipeline"},
    "gumbo.h": {"connectors", "pipeline"},
    "pugixml.hpp": {"connectors", "pipeline"},
    "unicode/": {"base", "pipeline"},
    "hunspell/": {"pipeline"},
    "cld2/": {"pipeline"},
    "sodium.h": {"net", "engine"},
    "httplib.h": {"sandbox"},
    "spdlog/": {"base"},
    "fmt/": CORE | {"app"},
    "date/": {"base", "domain", "engine", "cli", "sandbox"},
    "tl/": {"base"},
    "CLI/": {"cli", "sandbox", "app"},
    "toml++/": {"engine", "app", "sandbox"},
}
STANDARD = re.compile(r"^[a-z_0-9]+(\.h)?$|^(sys|netinet|arpa|linux)/")
OURS = re.compile(r'^\s*#\s*include\s+"(?:quarterdeck/)?(\w+)/')
THEIRS = re.compile(r"^\s*#\s*include\s+<([^>]+)>")


def faults_of(room, path, root):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.relative_to(root)}:{number}"
        if ours := OURS.match(line):
            other = ours.group(1)
            if other not in MAY_USE:
                yield f"{where}: unknown room {other}"
            elif other != room and other not in MAY_USE[room]:
                yield f"{where}: {room} may not use {other}"
        elif theirs := THEIRS.match(line):
            name = theirs.group(1)
            owner = next((p for p in FOREIGN if name.startswith(p) and (p != "Q" or name[1:2].isupper() or name.startswith("Qt"))), None)
            if owner:
                if room not in FOREIGN[owner]:
                    yield f"{where}: {room} may not use <{name}>"
            elif not STANDARD.match(name):
                yield f"{where}: unknown third-party header <{name}>"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    faults = []
    for top in (root / "include/quarterdeck", root / "src"):
        for folder in sorted(p for p in top.iterdir() if p.is_dir()):
            if folder.name == "cmake":
                continue
            if folder.name not in MAY_USE:
                faults.append(f"{folder.relative_to(root)}: unknown room")
                continue
            for path in sorted(folder.rglob("*.[ch]*")):
                faults.extend(faults_of(folder.name, path, root))
    print("\n".join(faults) or "layers: ok")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
