namespace Ingestion.Channels.Email.Maildir;

/// <summary>One mail's file as a listing found it.</summary>
/// <param name="Unique">The part of the name before the flags: stays when a mail program moves or flags the mail.</param>
/// <param name="Subfolder"><c>new</c> or <c>cur</c>.</param>
/// <param name="FileName">The whole name.</param>
internal readonly record struct MaildirEntry(string Unique, string Subfolder, string FileName)
{
    public MaildirKey Key => MaildirKey.Of(Unique);
}
