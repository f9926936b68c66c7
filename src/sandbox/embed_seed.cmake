# Turn a file into bytes of a C++ source: string literals have a length limit in the standard, arrays have none.
file(READ "${FROM}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
file(WRITE "${TO}" "#include \"sandbox/demo.h\"\n\nnamespace {\nconst unsigned char kBytes[] = {\n${bytes}};\n}\n\n"
    "std::string_view qd::sandbox::builtInSeed()\n{\n    return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};\n}\n")
