using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Collects what the tables say about messages and the complaints that they belong to, in the order of time.</summary>
internal static class Timeline
{
    private const string Opened = "complaint.opened";

    public static async Task<IReadOnlyList<TimelineEntry>> OfAsync(Database database, IReadOnlyList<long> messages, CancellationToken cancellationToken)
    {
        var entries = await database.ReadAsync(
            async session =>
            {
                var ids = database.List(messages);
                List<TimelineEntry> all = [.. await AcceptedAsync(session, ids), .. await DecidedAsync(session, ids)];
                all.AddRange(await AttachedAsync(session, ids));
                all.AddRange(await ComparedAsync(session, ids));
                var about = await session.QueryAsync<long>(
                    $"SELECT DISTINCT complaint_id FROM ledger WHERE complaint_id IS NOT NULL AND {database.In("message_id", "@ids")}", new { ids });
                all.AddRange(await LinkTimeline.OfAsync(session, about));
                var complaints = database.List(about);
                var events = await EventsAsync(session, complaints);
                all.AddRange(await OpenedAsync(session, complaints, events));
                all.AddRange(await QueuedAsync(session, complaints));
                all.AddRange(await AttemptedAsync(session, complaints));
                all.AddRange(await ReportedAsync(session, complaints));
                all.AddRange(events.Select(row => new TimelineEntry(row.CreatedAt, 6, Line($"event {row.Id}: {row.Type}, version {row.Version}"), [])));
                all.AddRange(await ActedAsync(session, ids, complaints, await ComplaintPool.NumbersAsync(session, about)));
                return all;
            },
            cancellationToken);
        return [.. entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Rank)];
    }

    private static async Task<IEnumerable<TimelineEntry>> AcceptedAsync(StoreSession session, object ids)
    {
        var rows = await session.QueryAsync<AcceptedRow>(
            $"""
            SELECT m.id, m.channel, length(m.raw) AS bytes, m.accepted_at, m.arrived_at, m.offers, CASE WHEN i.parked_at IS NOT NULL THEN i.parked_reason END AS parked_reason,
              CASE WHEN i.message_id IS NULL THEN 0 ELSE 1 END AS is_waiting
            FROM message m LEFT JOIN inbox i ON i.message_id = m.id WHERE {session.Database.In("m.id", "@ids")}
            """,
            new { ids });
        return rows.Select(row => new TimelineEntry(
            row.AcceptedAt,
            0,
            Line($"accepted message {row.Id} on channel {row.Channel}: {row.Bytes} bytes, offered {row.Offers} times"),
            [
                .. row.ArrivedAt is { } arrived ? [Line($"reached the provider at {arrived.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z")] : Array.Empty<string>(),
                .. row.IsWaiting == 0 ? [] : new[] { row.ParkedReason is null ? "waits for its decision" : "parked: " + row.ParkedReason },
            ]));
    }

    private static async Task<IEnumerable<TimelineEntry>> DecidedAsync(StoreSession session, object ids)
    {
        var rows = await session.QueryAsync<DecidedRow>(
            $"SELECT message_id, outcome, CAST(reasons AS text) AS reasons, decided_at FROM ledger WHERE {session.Database.In("message_id", "@ids")}", new { ids });
        return rows.Select(row => new TimelineEntry(
            row.DecidedAt,
            1,
            Line($"decided message {row.MessageId}: {row.Outcome}"),
            [.. ReasonJson.Read(row.Reasons).Select(reason => reason.Detail is null ? $"{reason.Rule}: {reason.Code}" : $"{reason.Rule}: {reason.Code} ({reason.Detail})")]));
    }

    private static async Task<IEnumerable<TimelineEntry>> ComparedAsync(StoreSession session, object ids)
    {
        var rows = await session.QueryAsync<ComparedRow>(
            $"SELECT message_id, CAST(reasons AS text) AS reasons, made_at FROM near_fingerprint WHERE {session.Database.In("message_id", "@ids")}", new { ids });
        return rows.Select(row => new TimelineEntry(
            row.MadeAt,
            5,
            Line($"compared message {row.MessageId} with those of other customers"),
            ReasonJson.Read(row.Reasons) is { Count: > 0 } reasons ? [.. reasons.Select(reason => $"{reason.Rule}: {reason.Code} ({reason.Detail})")] : ["nothing is like it"]));
    }

    private static async Task<IEnumerable<TimelineEntry>> AttachedAsync(StoreSession session, object ids)
    {
        var rows = await session.QueryAsync<AttachmentLine>($"{AttachmentLine.Select} WHERE {session.Database.In("message_id", "@ids")}", new { ids });
        return rows.Select(row => new TimelineEntry(row.FinishedAt ?? row.CreatedAt, 2, row.Title, [row.Standing]));
    }

    private static async Task<IEnumerable<TimelineEntry>> OpenedAsync(StoreSession session, object complaints, IEnumerable<EventRow> events)
    {
        var rows = await session.QueryAsync<OpenedRow>(
            $"SELECT id, tracking_number, kind, category, priority, language, opened_at, answer_by, needs_review FROM complaint WHERE {session.Database.In("id", "@complaints")}",
            new { complaints });
        var then = events.Where(one => one.Opened is not null).ToDictionary(one => one.ComplaintId, one => OpenedThen.Read(one.Opened!));
        return rows.Select(row => row.AsOpened(then.GetValueOrDefault(row.Id))).Select(row => new TimelineEntry(
            row.OpenedAt,
            2,
            $"opened {row.Kind} {(TrackingNumber.TryParse(row.TrackingNumber, out var number) ? number.Format() : row.TrackingNumber)}",
            [
                $"category {row.Category}, priority {row.Priority}, language {row.Language}{(row.NeedsReview ? ", needs review" : "")}",
                .. row.AnswerBy is { } by ? [Line($"an answer is promised by {by.UtcDateTime:yyyy-MM-dd HH:mm}Z")] : Array.Empty<string>(),
            ]));
    }

    private static async Task<IEnumerable<TimelineEntry>> QueuedAsync(StoreSession session, object complaints)
    {
        var rows = await session.QueryAsync<QueuedRow>(
            $"SELECT id, purpose, channel, language, state, last_reason, created_at FROM outbox WHERE {Answers(session.Database, "outbox")}",
            new { complaints });
        return rows.Select(row => new TimelineEntry(
            row.CreatedAt,
            3,
            Line($"queued answer {row.Id} ({row.Purpose}, {row.Language}) for channel {row.Channel}"),
            [row.LastReason is null ? $"now {row.State}" : $"now {row.State}: {row.LastReason}"]));
    }

    private static async Task<IEnumerable<TimelineEntry>> AttemptedAsync(StoreSession session, object complaints)
    {
        var rows = await session.QueryAsync<AttemptRow>(
            $"""
            SELECT a.outbox_id, a.number, a.started_at, a.outcome, a.reason, a.segments
            FROM attempt a JOIN outbox o ON o.id = a.outbox_id WHERE {Answers(session.Database, "o")}
            """,
            new { complaints });
        return rows.Select(row => new TimelineEntry(
            row.StartedAt,
            4,
            Line($"attempt {row.Number} to send answer {row.OutboxId}: {row.Outcome ?? "not ended, or its process died"}"),
            [.. row.Reason is null ? [] : new[] { row.Reason }, .. row.Segments is { } segments ? [Line($"counts as {segments} SMS")] : Array.Empty<string>()]));
    }

    private static async Task<IEnumerable<TimelineEntry>> ReportedAsync(StoreSession session, object complaints)
    {
        var rows = await session.QueryAsync<ReportedRow>(
            $"""
            SELECT a.outbox_id, a.number, r.state, r.reason, r.at
            FROM outbox o JOIN attempt a ON a.outbox_id = o.id JOIN receipt r ON r.channel = o.channel AND r.provider_id = a.provider_id
            WHERE {Answers(session.Database, "o")}
            UNION ALL
            SELECT o.id, o.attempts, r.state, r.reason, r.at FROM outbox o JOIN receipt r ON r.outbox_id = o.id WHERE {Answers(session.Database, "o")}
            """,
            new { complaints });
        return rows.Select(row => new TimelineEntry(row.At, 5, Line($"attempt {row.Number} to send answer {row.OutboxId}, says the provider: {row.State}"), [row.Reason]));
    }

    private static Task<List<EventRow>> EventsAsync(StoreSession session, object complaints) => session.QueryAsync<EventRow>(
        $"""
        SELECT id, complaint_id, type, version, created_at, CASE WHEN type = '{Opened}' THEN CAST(payload AS text) END AS opened
        FROM event WHERE {session.Database.In("complaint_id", "@complaints")}
        """,
        new { complaints });

    private static async Task<IEnumerable<TimelineEntry>> ActedAsync(StoreSession session, object ids, object complaints, IReadOnlyDictionary<long, TrackingNumber> numbers)
    {
        var rows = await session.QueryAsync<ActionRow>(
            $"""
            SELECT subject_id, action, actor, before, at FROM operator_action
            WHERE {session.Database.In("subject_id", "@ids")} OR {session.Database.In("subject_id", "@complaints")}
            """,
            new { ids, complaints });
        return rows.Select(row => new TimelineEntry(row.At, 7, $"{Subject(row.SubjectId, numbers)} {row.Action} by hand ({row.Actor})", ["it was " + row.Before]));
    }

    private static string Subject(long id, IReadOnlyDictionary<long, TrackingNumber> numbers) => numbers.TryGetValue(id, out var number) ? number.Format() : Line($"message {id}");

    /// <summary>Acknowledgements bear their complaints' ids, other messages have their own.</summary>
    private static string Answers(Database database, string outbox) =>
        $"({database.In(outbox + ".id", "@complaints")} OR ({database.In(outbox + ".complaint_id", "@complaints")} AND {outbox}.id <> {outbox}.complaint_id))";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record AcceptedRow
    {
        public long Id { get; init; }

        public string Channel { get; init; } = "";

        public long Bytes { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }

        public DateTimeOffset? ArrivedAt { get; init; }

        public int Offers { get; init; }

        public string? ParkedReason { get; init; }

        public int IsWaiting { get; init; }
    }

    private sealed record ComparedRow
    {
        public long MessageId { get; init; }

        public string Reasons { get; init; } = "[]";

        public DateTimeOffset MadeAt { get; init; }
    }

    private sealed record DecidedRow
    {
        public long MessageId { get; init; }

        public string Outcome { get; init; } = "";

        public string Reasons { get; init; } = "[]";

        public DateTimeOffset DecidedAt { get; init; }
    }

    private sealed record OpenedRow
    {
        public long Id { get; init; }

        public string TrackingNumber { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Category { get; init; } = "";

        public string Priority { get; init; } = "";

        public string Language { get; init; } = "";

        public DateTimeOffset OpenedAt { get; init; }

        public DateTimeOffset? AnswerBy { get; init; }

        public bool NeedsReview { get; init; }

        /// <summary>What was true then, as its event has it; the row has what is true now.</summary>
        public OpenedRow AsOpened(OpenedThen? then) => then is null
            ? this
            : this with
            {
                Kind = then.Kind ?? Kind,
                Category = then.Category ?? Category,
                Priority = then.Priority ?? Priority,
                Language = then.Language ?? Language,
                NeedsReview = then.NeedsReview ?? NeedsReview,
            };
    }

    private sealed record QueuedRow
    {
        public long Id { get; init; }

        public string Purpose { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Language { get; init; } = "";

        public string State { get; init; } = "";

        public string? LastReason { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }

    private sealed record AttemptRow
    {
        public long OutboxId { get; init; }

        public int Number { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public string? Outcome { get; init; }

        public string? Reason { get; init; }

        public int? Segments { get; init; }
    }

    private sealed record ReportedRow
    {
        public long OutboxId { get; init; }

        public int Number { get; init; }

        public string State { get; init; } = "";

        public string Reason { get; init; } = "";

        public DateTimeOffset At { get; init; }
    }

    private sealed record EventRow
    {
        public long Id { get; init; }

        public long ComplaintId { get; init; }

        /// <summary>The payload of the event of the opening; null for others.</summary>
        public string? Opened { get; init; }

        public string Type { get; init; } = "";

        public int Version { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }

    private sealed record ActionRow
    {
        public long SubjectId { get; init; }

        public string Action { get; init; } = "";

        public string Actor { get; init; } = "";

        public string Before { get; init; } = "";

        public DateTimeOffset At { get; init; }
    }
}
