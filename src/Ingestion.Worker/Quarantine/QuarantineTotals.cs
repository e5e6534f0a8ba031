using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Quarantine;

/// <summary>How much is held, so that the limits cost no question to the store. Several workers together may exceed them by what they hold in hand.</summary>
internal sealed class QuarantineTotals(QuarantineSettings settings)
{
    private readonly Lock gate = new();
    private Dictionary<string, (long Requests, long Bytes)> channels = new(StringComparer.Ordinal);

    /// <summary>Sets what the store counted.</summary>
    public void Set(IEnumerable<(string Channel, long Requests, long Bytes)> counted)
    {
        lock (gate)
        {
            channels = counted.ToDictionary(row => row.Channel, row => (row.Requests, row.Bytes), StringComparer.Ordinal);
        }
    }

    /// <summary>Takes the room for one more. False: there is none.</summary>
    public bool TryTake(string channel, int bytes)
    {
        lock (gate)
        {
            var (requests, held) = channels.GetValueOrDefault(channel);
            if (requests >= settings.MaxRequestsPerChannel
                || held + bytes > settings.MaxBytesPerChannel
                || channels.Values.Sum(row => row.Requests) >= settings.MaxRequests
                || channels.Values.Sum(row => row.Bytes) + bytes > settings.MaxBytes)
            {
                return false;
            }

            channels[channel] = (requests + 1, held + bytes);
            return true;
        }
    }

    /// <summary>Gives room back that was not used.</summary>
    public void GiveBack(string channel, int bytes)
    {
        lock (gate)
        {
            var (requests, held) = channels.GetValueOrDefault(channel);
            channels[channel] = (Math.Max(0, requests - 1), Math.Max(0, held - bytes));
        }
    }
}
