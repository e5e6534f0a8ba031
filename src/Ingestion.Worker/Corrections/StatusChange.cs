using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>Says how far a complaint is, and tells its customer by rule.</summary>
/// <param name="database">The store.</param>
/// <param name="ids">Ids for new rows.</param>
/// <param name="actor">Who says so.</param>
/// <param name="notices">What customers are told of.</param>
/// <param name="updates">Tells them.</param>
internal sealed class StatusChange(Database database, IdBlock ids, string actor, NoticeSettings notices, CustomerUpdates updates)
{
    /// <summary>The most that a text for the customer may have, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>Ids for complaints that are merged into this one while it is asked how many there are.</summary>
    private const int Spare = 100;

    /// <exception cref="CorrectionRefusedException">It makes no sense.</exception>
    public async Task<UpdateOutcome> SetAsync(NewStatus change, CancellationToken cancellationToken)
    {
        if (change.Text is { Length: > LongestText } text)
        {
            throw new CorrectionRefusedException(string.Create(CultureInfo.InvariantCulture, $"the text for the customer has {text.Length} characters, and {LongestText} are the most"));
        }

        change = change with { Text = StorableText.Clean(change.Text, LongestText) };
        var told = await CustomersAsync(change.Number, cancellationToken) + Spare;
        var firstId = await ids.TakeAsync(1 + told, cancellationToken);
        return await database.WriteAsync(
            async session =>
            {
                var number = change.Number;
                var id = await CorrectionScope.FindAsync(session, number);
                var scope = await CorrectionScope.LockAsync(session, [id], actor, firstId);
                var complaint = scope[id];
                if (complaint.MergedInto is { } successor)
                {
                    var holder = (await ComplaintPool.NumbersAsync(session, [successor]))[successor];
                    throw new CorrectionRefusedException($"{number.Format()} is merged into {holder.Format()}: that one's status counts");
                }

                if (complaint.Status == change.Status && (change is { ExpectedOn: null, Text: null } || (change.ExpectedOn == complaint.ExpectedOn && change.Text == complaint.StatusText)))
                {
                    throw new NothingNewException($"{number.Format()} is {change.Status} already");
                }

                await CheckDayAsync(session, change.ExpectedOn);
                await ComplaintChanges.SetStatusAsync(session, id, change.Status, change.ExpectedOn, change.Text);
                var outcome = await TellAsync(session, id, change, firstId + 1, told);
                await scope.TellAsync(
                    id,
                    "complaint.status-changed",
                    new EventPayload { Status = change.Status, ExpectedOn = change.ExpectedOn, CustomerInformed = outcome.NotBecause is null, Reason = outcome.NotBecause },
                    change.Status,
                    complaint.Status);
                await scope.EndAsync();
                return outcome;
            },
            cancellationToken);
    }

    /// <summary>A day that is over everywhere on earth is a slip of the pen, and the customer would read it.</summary>
    private async Task CheckDayAsync(StoreSession session, DateOnly? expectedOn)
    {
        if (expectedOn is not { } day)
        {
            return;
        }

        var now = await session.QuerySingleAsync<DateTimeOffset>($"SELECT {database.Now}");
        var first = DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));
        if (day < first)
        {
            throw new CorrectionRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"an end cannot be expected on {day:yyyy-MM-dd}, which is over: name a day from {first:yyyy-MM-dd} on"));
        }
    }

    /// <summary>How many complaints one status goes to: this one and what was merged into it.</summary>
    private Task<int> CustomersAsync(TrackingNumber number, CancellationToken cancellationToken) => database.ReadAsync(
        async session => await ComplaintPool.FindAsync(session, number) is { } id ? 1 + (await ComplaintFamily.PredecessorsAsync(session, id)).Count : 1,
        cancellationToken);

    private async Task<UpdateOutcome> TellAsync(StoreSession session, long id, NewStatus change, long nextId, int most)
    {
        List<long> family = [id, .. await ComplaintFamily.PredecessorsAsync(session, id)];
        if (change.IsSilent || (change.Text is null && !notices.InformOf.Contains(change.Status, StringComparer.Ordinal)))
        {
            await CustomerUpdates.OutdateAsync(session, family, change.Status);
            return UpdateOutcome.Nobody(change.IsSilent ? "silent" : "not-informed-of-" + change.Status);
        }

        if (family.Count > most)
        {
            throw new CorrectionRefusedException("many complaints were merged into this one at this moment: say it again");
        }

        var now = await session.QuerySingleAsync<DateTimeOffset>($"SELECT {database.Now}");
        var followed = (await FollowedComplaints.FindAsync(session, id))!;
        return await updates.PlanAsync(
            session,
            family,
            new ToldStatus(change.Status, now, change.ExpectedOn, change.Text),
            ComplaintStatuses.AnswerBy(followed.Status, followed.AnswerBy, now),
            nextId);
    }
}
