namespace Ingestion.Channels.Email.Pickup;

/// <summary>
/// Writes each message to a file named by its stable id, so that a repeat writes the same file with the same bytes. A file appears whole
/// or not at all: temporary file, flush to the disk, rename, flush of the folder.
/// </summary>
internal sealed class PickupSender : IMessageSender
{
    private const int TemporaryLength = 37;

    private static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);
    private static readonly EnumerationOptions Hidden = new() { AttributesToSkip = FileAttributes.Directory };

    private readonly string _folder;
    private readonly MailIdentity _identity;
    private readonly TimeProvider _time;
    private bool _isTidy;

    public PickupSender(string folder, MailIdentity identity, TimeProvider time)
    {
        _time = time;
        _folder = folder;
        _identity = identity;
    }

    public RepeatSafety RepeatSafety => RepeatSafety.Idempotent;

    public bool CanReach(ContactPoint to) => AcknowledgementMail.Recipient(to) is not null;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!AcknowledgementMail.TryCompose(message, _identity, out var mail, out var refusal))
        {
            return new SendResult(SendOutcome.Refused, refusal);
        }

        Tidy();
        var name = PickupFileName.Of(message.StableId);
        var path = Path.Combine(_folder, name);
        var temporary = Path.Combine(_folder, $".{Guid.NewGuid():n}.tmp");
        var renamed = false;
        try
        {
            if (File.Exists(path))
            {
                // written by an earlier try whose result was lost; its rename may not have reached the disk yet
                DirectorySync.Flush(_folder);
                return new SendResult(SendOutcome.Sent, "already-written") { ProviderId = name };
            }

            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await file.WriteAsync(mail, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
            renamed = true;
            DirectorySync.Flush(_folder);
            return new SendResult(SendOutcome.Sent, "written") { ProviderId = name };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new SendResult(renamed ? SendOutcome.Uncertain : SendOutcome.Later, ReasonOf(fault)) { ChannelFault = true };
        }
        finally
        {
            if (!renamed)
            {
                Discard(temporary);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Takes away, once, what a killed worker left half written: no write lasts that long.</summary>
    private void Tidy()
    {
        if (Interlocked.Exchange(ref _isTidy, true))
        {
            return;
        }

        try
        {
            foreach (var file in new DirectoryInfo(_folder).EnumerateFiles(".*.tmp", Hidden))
            {
                if (file.Name.Length == TemporaryLength && Guid.TryParseExact(file.Name.AsSpan(1, 32), "n", out _) && _time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > LongestWrite)
                {
                    file.Delete();
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // the sending that follows says what is wrong with the folder
        }
    }

    private static string ReasonOf(Exception fault) => fault switch
    {
        DirectoryNotFoundException => "folder-missing",
        UnauthorizedAccessException => "access-denied",
        _ => "disk-error",
    };

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // a hidden leftover that nobody takes for a mail
        }
    }
}
