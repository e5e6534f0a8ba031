namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>The hosts that may be answered and may see our token.</summary>
internal sealed class ServiceHosts(IReadOnlyList<string> more)
{
    /// <summary>The Bot Connector's own, that of Teams, and that of Teams for the US government.</summary>
    private static readonly string[] BuiltIn = ["*.botframework.com", "smba.trafficmanager.net", "*.infra.gov.teams.microsoft.us"];

    public IReadOnlyList<string> Names { get; } = [.. BuiltIn, .. more];

    /// <summary>A host as settings may name it: lower case, with a star for all names below a domain of at least two labels.</summary>
    public static bool IsName(string name)
    {
        var host = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        return host.Length is > 0 and <= 253
            && host.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-')
            && host[0] != '.' && host[^1] != '.'
            && (name.Length == host.Length || host.Contains('.', StringComparison.Ordinal));
    }

    /// <summary>The service's address, when it is absolute, plain and of one of the hosts: https, or http on this machine where that was named.</summary>
    public Uri? Allowed(string? url)
    {
        if (url is not { Length: <= 500 } || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return null;
        }

        return IsServed(address) ? address : null;
    }

    /// <summary>Whether an address may see our token. All names are ASCII, so a host in other letters is none of them.</summary>
    public bool IsServed(Uri address) =>
        ((address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort) || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && Names.Any(name => Fits(address.Host, name));

    private static bool Fits(string host, string name) => name.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > name.Length - 1 && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(host, name, StringComparison.OrdinalIgnoreCase);
}
