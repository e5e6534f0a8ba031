using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Parked messages and given-up answers in one list; their ids are of one series.</summary>
internal static class DeadLetters
{
    public static async Task<IReadOnlyList<DeadLetter>> ListAsync(Database database, int limit, CancellationToken cancellationToken)
    {
        var parked = await ParkedMessages.ListAsync(database, limit, cancellationToken);
        var answers = await GivenUpAnswers.ListAsync(database, limit, cancellationToken);
        IEnumerable<DeadLetter> letters =
        [
            .. parked.Select(message => new DeadLetter
            {
                Id = message.MessageId,
                What = "message",
                Channel = message.Channel,
                Since = message.ParkedAt,
                Tries = message.Claims,
                Reason = message.ParkedReason,
            }),
            .. answers.Select(answer => new DeadLetter
            {
                Id = answer.Id,
                What = "answer " + answer.State,
                Channel = answer.Channel,
                Since = answer.FinishedAt,
                Tries = answer.Attempts,
                Reason = answer.LastReason,
            }),
        ];
        return [.. letters.OrderBy(letter => letter.Since).ThenBy(letter => letter.Id)];
    }

    /// <summary>False when the id is neither a parked message nor a given-up answer.</summary>
    public static async Task<bool> RetryAsync(Database database, long id, CancellationToken cancellationToken) =>
        await ParkedMessages.RetryAsync(database, id, OperatorActions.Actor, cancellationToken)
        || await GivenUpAnswers.RetryAsync(database, id, OperatorActions.Actor, cancellationToken);

    /// <inheritdoc cref="RetryAsync"/>
    public static async Task<bool> DiscardAsync(Database database, long id, CancellationToken cancellationToken) =>
        await ParkedMessages.DiscardAsync(database, id, OperatorActions.Actor, cancellationToken)
        || await GivenUpAnswers.DiscardAsync(database, id, OperatorActions.Actor, cancellationToken);
}
