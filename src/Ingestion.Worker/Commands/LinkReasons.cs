using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Commands;

/// <summary>A link's reasons on one line.</summary>
internal static class LinkReasons
{
    public static string Line(string json) => string.Join(
        "; ", ReasonJson.Read(json).Select(reason => reason.Detail is null ? $"{reason.Rule}: {reason.Code}" : $"{reason.Rule}: {reason.Code} ({reason.Detail})"));
}
