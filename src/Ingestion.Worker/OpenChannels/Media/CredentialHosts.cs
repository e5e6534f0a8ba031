namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>Whether a host is one of those that a request's credentials are for.</summary>
internal static class CredentialHosts
{
    /// <param name="hosts">Exact names, or <c>*.example.com</c> for all below a domain.</param>
    public static bool Include(IReadOnlyList<string> hosts, Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return false;
        }

        foreach (var host in hosts)
        {
            if (host.StartsWith("*.", StringComparison.Ordinal)
                ? url.IdnHost.Length >= host.Length && url.IdnHost.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
                : string.Equals(url.IdnHost, host, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
