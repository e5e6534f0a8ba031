using Ingestion.Channels;

namespace Ingestion.Worker.Intake;

/// <summary>What may show that a message's sender is somebody known by another point.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Sender">The point that it came from.</param>
/// <param name="AlsoKnownAs">Points that the provider vouches for.</param>
/// <param name="Numbers">Tracking numbers that it quotes, by their twelve digits.</param>
/// <param name="Codes">What could be the code of one of them.</param>
internal sealed record PointEvidence(long MessageId, ContactPoint Sender, IReadOnlyList<ContactPoint> AlsoKnownAs, IReadOnlyList<string> Numbers, IReadOnlySet<string> Codes)
{
    /// <summary>
    /// Null for nearly all messages. What a machine wrote may repeat what we wrote to somebody else, and a claimed sender is nobody. By mail the sender must be
    /// confirmed: else whoever has a code of their own writes it under somebody else's address and is that customer from then on.
    /// </summary>
    public static PointEvidence? Of(Submission submission)
    {
        var content = submission.Content;
        if (content.Sender is not { } sender || content.IsSenderClaimed || (content.Medium == Medium.Email && content.Standing != SenderStanding.Confirmed) || content.IsWithdrawn || content.MachineSigns.Count > 0 || submission.IsOwnMail
            || (content.AlsoKnownAs.Count == 0 && (submission.QuotedNumbers.Count == 0 || submission.LinkCodes.Count == 0)))
        {
            return null;
        }

        return new PointEvidence(
            submission.Message.Id, sender, [.. content.AlsoKnownAs.Select(point => point.Folded()).Where(point => point != sender)], [.. submission.QuotedNumbers.Select(number => number.Digits)], submission.LinkCodes);
    }
}
