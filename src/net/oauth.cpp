#include "quarterdeck/net/oauth.h"

#include "net/sodium_ready.h"

#include <array>
#include <vector>

namespace qd {
namespace {

std::string base64Url(const unsigned char* bytes, std::size_t size)
{
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(size, kVariant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes, size, kVariant);
    out.resize(out.size() - 1); // without the closing NUL
    return out;
}

std::string randomText(std::size_t size)
{
    readySodium();
    std::vector<unsigned char> bytes(size);
    randombytes_buf(bytes.data(), bytes.size());
    auto text = base64Url(bytes.data(), bytes.size());
    sodium_memzero(bytes.data(), bytes.size());
    return text;
}

bool equalInConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// The one value of that name; nothing when it is absent or comes twice.
std::optional<std::string> onlyValue(const FormFields& fields, std::string_view name)
{
    std::optional<std::string> found;
    for (const auto& [key, value] : fields) {
        if (key != name) continue;
        if (found) return std::nullopt;
        found = value;
    }
    return found;
}

HttpRequest formPost(std::string_view url, const FormFields& fields)
{
    HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = formEncode(fields);
    request.maxBody = 256U << 10U;
    return request;
}

void addClient(FormFields& fields, const OAuthClient& client)
{
    fields.emplace_back("client_id", client.clientId);
    if (!client.clientSecret.empty()) fields.emplace_back("client_secret", client.clientSecret);
}

} // namespace

Pkce makePkce()
{
    Pkce pkce;
    pkce.verifier = randomText(32);
    pkce.challenge = pkceChallenge(pkce.verifier);
    return pkce;
}

std::string pkceChallenge(std::string_view verifier)
{
    readySodium();
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
    return base64Url(hash.data(), hash.size());
}

std::string makeState() { return randomText(16); }

std::string authorizeUrl(const OAuthClient& client, std::string_view state, std::string_view challenge,
                         const FormFields& extra)
{
    FormFields fields{{"response_type", "code"},
                      {"client_id", client.clientId},
                      {"redirect_uri", client.redirectUri},
                      {"scope", client.scope},
                      {"state", std::string{state}}};
    if (!challenge.empty()) {
        fields.emplace_back("code_challenge", challenge);
        fields.emplace_back("code_challenge_method", "S256");
    }
    fields.insert(fields.end(), extra.begin(), extra.end());
    return withQuery(client.authorizeUrl, fields);
}

Result<std::string> parseRedirect(std::string_view target, std::string_view expectedState)
{
    target = target.substr(0, target.find('#'));
    const auto question = target.find('?');
    if (question == std::string_view::npos) return fail(Errc::Invalid, "the redirect carries no answer");
    const auto fields = formDecode(target.substr(question + 1));
    const auto state = onlyValue(fields, "state");
    if (!state || expectedState.empty() || !equalInConstantTime(*state, expectedState))
        return fail(Errc::Forbidden, "the redirect does not belong to this sign-in");
    if (onlyValue(fields, "error")) return fail(Errc::Auth, "the sign-in was refused");
    const auto code = onlyValue(fields, "code");
    if (!code || code->empty()) return fail(Errc::Invalid, "the redirect carries no code");
    return *code;
}

HttpRequest tokenRequest(const OAuthClient& client, std::string_view code, std::string_view verifier)
{
    FormFields fields{{"grant_type", "authorization_code"},
                      {"code", std::string{code}},
                      {"redirect_uri", client.redirectUri}};
    addClient(fields, client);
    if (!verifier.empty()) fields.emplace_back("code_verifier", verifier);
    return formPost(client.tokenUrl, fields);
}

HttpRequest refreshRequest(const OAuthClient& client, std::string_view refreshToken)
{
    FormFields fields{{"grant_type", "refresh_token"}, {"refresh_token", std::string{refreshToken}}};
    addClient(fields, client);
    return formPost(client.tokenUrl, fields);
}

HttpRequest revokeRequest(const OAuthClient& client, std::string_view revokeUrl, std::string_view token)
{
    FormFields fields{{"token", std::string{token}}};
    addClient(fields, client);
    return formPost(revokeUrl, fields);
}

} // namespace qd
