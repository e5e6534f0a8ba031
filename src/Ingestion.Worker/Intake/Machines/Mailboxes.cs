namespace Ingestion.Worker.Intake.Machines;

/// <summary>Which addresses lead to one mailbox.</summary>
internal static class Mailboxes
{
    /// <summary>Without what stands between a plus and the at sign, which mail systems ignore on delivery.</summary>
    public static string WithoutTag(string address)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var at = address.LastIndexOf('@');
        return plus > 0 && plus < at ? string.Concat(address.AsSpan(0, plus), address.AsSpan(at)) : address;
    }
}
