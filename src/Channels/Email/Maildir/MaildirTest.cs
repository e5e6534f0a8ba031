using System.Globalization;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>Lists the folder and reads one mail.</summary>
internal sealed class MaildirTest : IConnectionTest
{
    private readonly MaildirFolder _folder;

    public MaildirTest(MaildirFolder folder) => _folder = folder;

    public Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sample = new List<MaildirEntry>();
            _ = _folder.List(_ => false, out var existing);
            if (existing.Count > 0)
            {
                var first = existing.First();
                sample = _folder.List(key => key.Hash == first, out _);
            }

            if (sample is [var entry, ..])
            {
                _folder.Read(entry);
            }

            var count = existing.Count.ToString("N0", CultureInfo.InvariantCulture);
            return Task.FromResult(new ConnectionReport(true, $"Maildir folder {_folder.Name}, {count} messages"));
        }
        catch (ChannelFaultException fault)
        {
            return Task.FromResult(new ConnectionReport(false, fault.Message));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new ConnectionReport(false, $"the mails of the Maildir folder {_folder.Name} cannot be read: give the service's user read access to the files"));
        }
    }
}
