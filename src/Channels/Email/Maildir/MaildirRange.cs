namespace Ingestion.Channels.Email.Maildir;

/// <summary>What has been taken of one stretch of names.</summary>
/// <param name="UpTo">The greatest <see cref="MaildirKey.Time"/> in the stretch; it begins behind the one before.</param>
/// <param name="Count">How many names.</param>
/// <param name="Digest">The exclusive or of their hashes.</param>
internal readonly record struct MaildirRange(long UpTo, int Count, ulong Digest)
{
    public MaildirRange With(ulong hash) => new(UpTo, Count + 1, Digest ^ hash);

    public MaildirRange Without(ulong hash) => new(UpTo, Count - 1, Digest ^ hash);

    /// <summary>Joined with the stretch behind it.</summary>
    public MaildirRange And(MaildirRange next) => new(next.UpTo, Count + next.Count, Digest ^ next.Digest);
}
