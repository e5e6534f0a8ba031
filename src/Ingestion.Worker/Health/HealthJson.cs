using System.Text.Json;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Health;

/// <summary>How everything stands, as JSON: names of channels, codes and times; nothing of customers, no secrets.</summary>
internal static class HealthJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The page <c>/health</c>.</summary>
    public static byte[] Page(Readiness readiness, IReadOnlyList<ChannelStanding> standings, SettingsProblem? problem, IReadOnlyList<PartTrouble> troubles, PromisesNow promises) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", !readiness.IsReady ? "not-ready" : problem is not null || troubles.Count > 0 || promises is not { AtRisk: 0, ParkedSince: null } || standings.Any(standing => standing.State == "degraded") ? "degraded" : "ok");
        Lines(json, "reasons", readiness.Reasons());
        Lines(json, "settings", problem?.Lines() ?? []);
        json.WriteStartArray("parts");
        foreach (var trouble in troubles)
        {
            json.WriteStartObject();
            json.WriteString("part", trouble.Part);
            json.WriteString("code", trouble.Code);
            Moment(json, "since", trouble.Since);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("promises");
        json.WriteNumber("atRisk", promises.AtRisk);
        json.WriteNumber("heldTooLong", promises.HeldTooLong);
        Moment(json, "parkedSince", promises.ParkedSince);
        json.WriteEndObject();
        json.WriteStartArray("channels");
        foreach (var standing in standings)
        {
            json.WriteStartObject();
            Standing(json, standing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            content(json);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>The members of a channel's object.</summary>
    public static void Standing(Utf8JsonWriter json, ChannelStanding standing, string? state = null)
    {
        var record = standing.Record;
        json.WriteString("channel", standing.Channel);
        json.WriteString("state", state ?? standing.State);
        json.WriteStartArray("conditions");
        foreach (var condition in standing.Conditions)
        {
            json.WriteStartObject();
            json.WriteString("code", condition.Code);
            json.WriteString("reason", condition.Reason);
            Moment(json, "since", condition.Since);
            json.WriteBoolean("degraded", condition.IsDegraded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Moment(json, "lastMessageAt", record.LastMessageAt);
        Moment(json, "lastPolledAt", record.LastSuccessAt);
        Moment(json, "lastErrorAt", record.LastErrorAt);
        json.WriteString("lastError", record.LastError);
        json.WriteNumber("failures", record.Failures);
        Moment(json, "pausedUntil", record.PausedUntil);
        Moment(json, "lastSentAt", record.LastSentAt);
        Moment(json, "sendErrorAt", record.SendErrorAt);
        json.WriteString("sendError", record.SendError);
        json.WriteNumber("sendFailures", record.SendFailures);
        Moment(json, "sendPausedUntil", record.SendPausedUntil);
        Moment(json, "credentialsExpireAt", record.CredentialsExpireAt);
        json.WriteString("credentialsRenewedBy", record.CredentialsRenewedBy);
    }

    public static void Lines(Utf8JsonWriter json, string name, IEnumerable<string> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } at)
        {
            json.WriteString(name, at.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
