namespace Ingestion.Worker.Inbox;

/// <summary>Outcomes as words of the ledger.</summary>
internal static class Outcomes
{
    public static string Word(this Outcome outcome) => outcome switch
    {
        Outcome.Complaint => "complaint",
        Outcome.FollowUp => "follow-up",
        Outcome.RepeatContact => "repeat-contact",
        Outcome.Duplicate => "duplicate",
        Outcome.Revision => "revision",
        Outcome.Command => "command",
        Outcome.MachineMail => "machine-mail",
        Outcome.Quarantined => "quarantined",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
