namespace Ingestion.Channels;

/// <summary>Names of hosts in addresses that strangers write.</summary>
public static class HostNames
{
    /// <summary>Whether the address names a host that can be asked: some that <see cref="Uri"/> takes have no name in the DNS, which is told only by an exception.</summary>
    public static bool IsReadable(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
