namespace Ingestion.Worker.Acknowledgements;

/// <summary>The link to how far a matter is, as customers get it.</summary>
internal static class StatusAddress
{
    /// <param name="root">As Http:PublicUrl says; a path in it stays, for the proxy that takes it away.</param>
    /// <param name="link">What names the matter.</param>
    public static string Of(Uri root, string link) => root.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/t/" + link;
}
