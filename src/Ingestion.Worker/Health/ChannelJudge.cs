using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Health;

/// <summary>Says what is the matter with a channel. Pure.</summary>
internal static class ChannelJudge
{
    private static readonly TimeSpan SilenceGrace = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortestStall = TimeSpan.FromMinutes(5);
    private static readonly int[] DaysAhead = [1, 3, 14];

    /// <param name="record">What is known of it.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="isPolled">Whether this channel, with its options, is polled at all.</param>
    /// <param name="now">The present time.</param>
    public static IReadOnlyList<ChannelCondition> Judge(ChannelRecord record, ChannelSettings settings, bool isPolled, DateTimeOffset now)
    {
        var found = new List<ChannelCondition>();
        if (isPolled)
        {
            Polling(record, settings, now, found);
        }

        if (record.SendFailures > 0)
        {
            found.Add(new ChannelCondition("not-sending", record.SendError ?? "unknown", record.SendErrorAt, IsDegraded: true));
        }

        Credentials(record, now, found);
        Silence(record, settings, now, found);
        return found;
    }

    private static void Polling(ChannelRecord record, ChannelSettings settings, DateTimeOffset now, List<ChannelCondition> found)
    {
        if (record.Failures > 0)
        {
            found.Add(new ChannelCondition("failing", record.LastError ?? "unknown", record.LastErrorAt, IsDegraded: true));
            return;
        }

        // A first import may take hours: as long as messages come in, it moves.
        var moved = Latest(record.LastSuccessAt, record.LastMessageAt, record.StartedAt);
        var patience = settings.PollInterval * 5 > ShortestStall ? settings.PollInterval * 5 : ShortestStall;
        if (moved is { } at && now - at > patience)
        {
            found.Add(new ChannelCondition("stalled", $"no poll has ended for {Span(now - at)}", at, IsDegraded: true));
        }
    }

    private static void Credentials(ChannelRecord record, DateTimeOffset now, List<ChannelCondition> found)
    {
        // Where nobody has asked for the next token for a while, the last one's end says nothing.
        if (record.Credentials is not { RenewedBy: not CredentialRenewal.Worker, EndsAt: var end } life)
        {
            return;
        }

        var moment = CredentialWords.Moment(end);
        if (end <= now)
        {
            found.Add(new ChannelCondition("credentials-expired", $"since {moment}", end, IsDegraded: true));
            return;
        }

        if (life.RenewedBy == CredentialRenewal.Others)
        {
            return;
        }

        foreach (var days in DaysAhead)
        {
            if (end - now <= TimeSpan.FromDays(days))
            {
                var code = string.Create(CultureInfo.InvariantCulture, $"credentials-expire-within-{days}-day{(days == 1 ? "" : "s")}");
                found.Add(new ChannelCondition(code, $"at {moment}", null, IsDegraded: false));
                return;
            }
        }
    }

    private static void Silence(ChannelRecord record, ChannelSettings settings, DateTimeOffset now, List<ChannelCondition> found)
    {
        if (settings.ExpectTrafficWithin is not { } expected || Latest(record.LastMessageAt, record.FirstSeenAt) is not { } last || now - last <= expected)
        {
            return;
        }

        // A worker that was down could hear nothing.
        var grace = expected < SilenceGrace ? expected : SilenceGrace;
        if (record.StartedAt is { } started && now - started > grace)
        {
            found.Add(new ChannelCondition("silent", $"no message for {Span(now - last)}, one is expected within {Span(expected)}", last, IsDegraded: true));
        }
    }

    private static DateTimeOffset? Latest(params ReadOnlySpan<DateTimeOffset?> moments)
    {
        DateTimeOffset? latest = null;
        foreach (var moment in moments)
        {
            latest = latest is null || moment > latest ? moment ?? latest : latest;
        }

        return latest;
    }

    private static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalDays):0} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalHours):0} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalMinutes):0} minutes"),
    };
}
