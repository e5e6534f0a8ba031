using System.Data.Common;
using System.Security.Cryptography;
using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>
/// Takes messages out of a complaint into one of their own with a new number, with all that belongs to them: versions, copies, attachments, the keys
/// of their conversations, and the session that ended with one of them. Nobody is told the new number by itself.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="ids">Ids for rows.</param>
/// <param name="answerBy">Until when an answer is due, by the first message's acceptance, what the complaint is, and the channel's name.</param>
/// <param name="random">Draws the number.</param>
/// <param name="actor">Who splits.</param>
internal sealed class MessageSplitting(Database database, IdBlock ids, Func<DateTimeOffset, MessageKind, string, DateTimeOffset> answerBy, RandomNumberGenerator random, string actor)
{
    private const int MostDraws = 5;

    /// <returns>The number of the new complaint.</returns>
    /// <exception cref="CorrectionRefusedException">It makes no sense.</exception>
    public async Task<TrackingNumber> SplitAsync(TrackingNumber number, IReadOnlyCollection<long> messages, CancellationToken cancellationToken)
    {
        var firstId = await ids.TakeAsync(3, cancellationToken);
        for (var draw = 1; ; draw++)
        {
            try
            {
                return await database.WriteAsync(session => SplitAsync(session, number, messages, firstId), cancellationToken);
            }
            catch (DbException exception) when (database.IsUniqueViolation(exception) && draw < MostDraws)
            {
                // The number is taken; the next one hardly is.
            }
        }
    }

    private async Task<TrackingNumber> SplitAsync(StoreSession session, TrackingNumber number, IReadOnlyCollection<long> asked, long firstId)
    {
        var from = await CorrectionScope.FindAsync(session, number);
        var scope = await CorrectionScope.LockAsync(session, [from], actor, firstId + 1);
        await scope.RefuseErasedAsync();
        if (scope[from].MergedInto is not null)
        {
            throw new CorrectionRefusedException($"{number.Format()} is merged into another complaint: split it from that one first");
        }

        var standing = await StandingMessage.OfAsync(session, from);
        var moved = Choose(number, standing, asked);
        var arrived = await ArrivedMessage.OfAsync(session, [.. moved.Select(message => message.MessageId)]);
        var first = arrived.Find(message => message.Id == moved[0].FirstId)!;
        var opened = new SplitComplaint
        {
            Id = firstId,
            From = from,
            TrackingNumber = TrackingNumber.Create(random),
            Channel = first.Channel,
            ContactId = moved[0].ContactId,
            ReceivedAt = first.AcceptedAt,
            AnswerBy = answerBy(first.AcceptedAt, ClassificationWords.KindOf((await ComplaintPool.TraitsAsync(session, from)).Kind), first.Channel),
            LastMessageAt = arrived.Max(message => message.At),
            Messages = moved.Count(message => message.Revises is null),
        };
        await ComplaintChanges.OpenAsync(session, opened);
        await MoveAsync(session, opened, standing, moved);
        await TellAsync(session, scope, opened, moved);
        return opened.TrackingNumber;
    }

    /// <summary>The messages that were named, each with all its versions, the first one first.</summary>
    private static List<StandingMessage> Choose(TrackingNumber number, List<StandingMessage> standing, IReadOnlyCollection<long> asked)
    {
        var firsts = new HashSet<long>();
        foreach (var id in asked)
        {
            firsts.Add(standing.Find(message => message.MessageId == id)?.FirstId
                ?? throw new CorrectionRefusedException(FormattableString.Invariant($"message {id} does not stand in {number.Format()}; explain lists those that do")));
        }

        var opener = standing.First(message => message.Revises is null).MessageId;
        return firsts.Contains(opener)
            ? throw new CorrectionRefusedException(FormattableString.Invariant($"message {opener} opened {number.Format()}: take the others out of it instead"))
            : standing.FindAll(message => firsts.Contains(message.FirstId));
    }

    private static async Task MoveAsync(StoreSession session, SplitComplaint opened, List<StandingMessage> standing, List<StandingMessage> moved)
    {
        List<long> messages = [.. moved.Select(message => message.MessageId)];
        await ComplaintChanges.MoveAsync(session, opened, messages);
        await FingerprintRemoval.MoveAsync(session, messages, opened.Id);
        await LedgerMove.RunAsync(session, opened.From, opened.Id, messages, [new Reason("acknowledgement", "suppressed", "split-by-operator")]);
        var rest = await ArrivedMessage.OfAsync(session, [.. standing.Except(moved).Select(message => message.MessageId)]);
        await ComplaintChanges.RecountAsync(session, opened.From, await LedgerMove.RepeatContactsAsync(session, opened.From), rest.Max(message => message.At));
        await ComplaintChanges.RecountAsync(session, opened.Id, await LedgerMove.RepeatContactsAsync(session, opened.Id, moved[0].FirstId), opened.LastMessageAt);

        // What the customer writes next belongs to the last message: where that one goes, the session goes.
        var points = await ContactPlace.PointsAsync(session, [.. moved.Select(message => message.ContactId).OfType<long>().Distinct()]);
        var keys = await CorrectionScope.SessionKeysAsync(session, moved, points);
        keys.UnionWith(standing.Select(message => message.ConversationKey).OfType<Guid>());
        var sessions = new SessionRows();
        foreach (var known in (await KnownSession.FindAsync(session, keys)).Values.Where(known => messages.Contains(known.MessageId)))
        {
            sessions.AddChanged(known with { ComplaintId = opened.Id });
        }

        await session.RunAsync([sessions.Changed]);
    }

    private async Task TellAsync(StoreSession session, CorrectionScope scope, SplitComplaint opened, List<StandingMessage> moved)
    {
        var traits = await ComplaintPool.TraitsAsync(session, opened.Id);
        scope.TellOpened(opened.Id, new EventPayload
        {
            MessageId = moved[0].MessageId,
            Channel = opened.Channel,
            Kind = traits.Kind,
            Category = traits.Category,
            Priority = traits.Priority,
            Language = traits.Language,
            NeedsReview = true,
            LinkedComplaintId = opened.From,
        });
        List<long> messages = [.. moved.Select(message => message.MessageId)];
        await scope.TellAsync(
            opened.From,
            "complaint.split",
            new EventPayload { LinkedComplaintId = opened.Id, MessageIds = messages },
            "split",
            FormattableString.Invariant($"{messages.Count} messages of complaint {opened.Id} in complaint {opened.From}"));

        // The two are not to be taken for one again.
        await ComplaintLinks.MakeAsync(session, opened.Id, opened.From, ComplaintLinkKinds.Same, OperatorReasons.Of("split", null), actor);
        await ComplaintLinks.UndoAsync(session, opened.Id, opened.From, ComplaintLinkKinds.Loose, actor);
        await scope.EndAsync();
    }
}
