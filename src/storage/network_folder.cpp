#include "storage/network_folder.h"

#include "quarterdeck/base/text.h"

#include <array>
#include <fstream>
#include <sstream>
#include <sys/statfs.h>

namespace qd {
namespace {

constexpr long kFuse = 0x65735546;

Error refusal(std::string_view what)
{
    return Error{Errc::Invalid,
                 "the workspace folder lies on a network file system (" + std::string{what} +
                     "), where a database file can be damaged",
                 std::nullopt,
                 "Choose a folder on this machine, or share one workspace through a PostgreSQL server: "
                 "--workspace postgresql://HOST/DATABASE"};
}

/// mountinfo writes blanks and the like as \ooo.
std::string unescaped(std::string_view field)
{
    std::string out;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto octal = [&](std::size_t at) { return at < field.size() && field[at] >= '0' && field[at] <= '7'; };
        if (field[i] == '\\' && octal(i + 1) && octal(i + 2) && octal(i + 3)) {
            out += static_cast<char>((field[i + 1] - '0') * 64 + (field[i + 2] - '0') * 8 + (field[i + 3] - '0'));
            i += 3;
        } else {
            out += field[i];
        }
    }
    return out;
}

bool liesUnder(std::string_view path, std::string_view mount)
{
    if (mount == "/") return true;
    return path.substr(0, mount.size()) == mount && (path.size() == mount.size() || path[mount.size()] == '/');
}

} // namespace

std::string_view networkFileSystem(long magic)
{
    switch (static_cast<unsigned long>(magic) & 0xffffffffUL) {
    case 0x6969UL: return "NFS";
    case 0x517bUL: return "SMB";
    case 0xfe534d42UL: return "SMB2";
    case 0xff534d42UL: return "CIFS";
    case 0x01021997UL: return "9p";
    case 0x564cUL: return "NCP";
    case 0x5346414fUL: return "AFS";
    case 0x73757245UL: return "Coda";
    case 0x00c36400UL: return "Ceph";
    case 0x0bd00bd0UL: return "Lustre";
    case 0x01161970UL: return "GFS2";
    case 0x7461636fUL: return "OCFS2";
    case 0x47504653UL: return "GPFS";
    default: return {};
    }
}

std::string mountTypeOf(std::string_view mountinfo, std::string_view path)
{
    std::string best;
    std::size_t longest = 0;
    for (const auto line : split(mountinfo, '\n')) {
        const auto fields = split(line, ' ');
        std::size_t dash = 6;
        while (dash < fields.size() && fields[dash] != "-") ++dash;
        if (dash + 1 >= fields.size()) continue;
        const auto mount = unescaped(fields[4]);
        if (!liesUnder(path, mount) || mount.size() < longest) continue;
        longest = mount.size();
        best = std::string{fields[dash + 1]};
    }
    return best;
}

bool isNetworkMount(std::string_view type)
{
    constexpr std::array kNetworks{"nfs",  "nfs4",       "cifs",        "smb3",          "smbfs",         "9p",
                                   "afs",  "ceph",       "lustre",      "ncpfs",         "fuse.sshfs",    "fuse.rclone",
                                   "davfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph",     "fuse.ceph-fuse",
                                   "fuse.s3fs", "fuse.curlftpfs", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.google-drive-ocamlfuse",
                                   "fuse.onedriver", "fuse.goofys", "fuse.gcsfuse", "fuse.moosefs", "fuse.mfs", "fuse.juicefs",
                                   "fuse.smbnetfs", "fuse.vmhgfs-fuse", "fuse.hubicfuse", "fuse.nfs"};
    for (const std::string_view network : kNetworks)
        if (type == network) return true;
    return false;
}

Result<void> refuseNetworkFolder(const std::filesystem::path& folder)
{
    struct statfs found {};
    if (::statfs(folder.c_str(), &found) != 0) return fail(Errc::NotFound, "the workspace folder cannot be looked at");
    const auto magic = static_cast<long>(found.f_type);
    if (const auto name = networkFileSystem(magic); !name.empty()) return fail(refusal(name));
    if (magic != kFuse) return {};
    std::ifstream mounts{"/proc/self/mountinfo"};
    std::stringstream text;
    text << mounts.rdbuf();
    std::error_code bad;
    const auto real = std::filesystem::canonical(folder, bad);
    const auto type = mountTypeOf(text.str(), bad ? folder.string() : real.string());
    if (isNetworkMount(type)) return fail(refusal(type));
    return {};
}

} // namespace qd
