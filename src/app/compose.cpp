#include "app/compose.h"

#include "app/layered_secrets.h"
#include "quarterdeck/engine/engine.h"
#include "quarterdeck/net/curl_http_client.h"
#include "quarterdeck/net/sealed_file.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace qd {
namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

struct OsUser {
    std::string login, name;
};

OsUser osUser()
{
    const passwd* entry = getpwuid(geteuid());
    if (!entry) return {environment("USER"), environment("USER")};
    const std::string gecos = entry->pw_gecos ? entry->pw_gecos : "";
    return {entry->pw_name, gecos.substr(0, gecos.find(','))};
}

bool namesKeySource()
{
    for (const char* name : {"QUARTERDECK_KEY_FILE", "CREDENTIALS_DIRECTORY", "QUARTERDECK_PASSPHRASE"})
        if (!environment(name).empty()) return true;
    return false;
}

/// The keyring where the desktop has one, else the sealed file; its key is made on first use where nobody named one.
Result<std::unique_ptr<SecretStore>> openSecrets(const WorkspaceUrl& url, bool create, const OpenKeyring& keyring)
{
    const auto file = url.folder / "secrets.sealed";
    if (keyring)
        if (auto ring = keyring()) return layerSecrets(std::move(ring), [file] { return openSealedFile(file); });
    if (create && !namesKeySource())
        if (auto made = makeDefaultKeyFile(); !made) return fail(made.error());
    return openSealedFile(file);
}

std::unique_ptr<HttpClient> makeClient()
{
    CurlOptions options;
    options.caFile = environment("SSL_CERT_FILE");
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        if (options.proxy.empty()) options.proxy = environment(name);
    return std::make_unique<CurlHttpClient>(options);
}

} // namespace

std::string defaultWorkspace()
{
    if (const std::string chosen = environment("QUARTERDECK_WORKSPACE"); !chosen.empty()) return chosen;
    if (const std::string data = environment("XDG_DATA_HOME"); !data.empty()) return data + "/quarterdeck";
    return environment("HOME") + "/.local/share/quarterdeck";
}

std::unique_ptr<Opener> composeOpener(double pollHaste, const OpenKeyring& keyring)
{
    static SystemClock clock;
    const OsUser user = osUser();
    return makeOpener({.clock = clock,
                       .makeHttp = makeClient,
                       .openSecrets = [keyring](const WorkspaceUrl& url, bool create) { return openSecrets(url, create, keyring); },
                       .defaultWorkspace = defaultWorkspace(),
                       .osUser = user.login,
                       .osUserName = user.name,
                       .pollHaste = pollHaste});
}

} // namespace qd
