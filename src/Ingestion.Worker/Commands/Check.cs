using System.Diagnostics;
using Ingestion.Channels;
using Ingestion.Worker.Health;

namespace Ingestion.Worker.Commands;

/// <summary>One thing to look at.</summary>
internal sealed record Check(string Name, Func<CancellationToken, Task<ConnectionReport>> Look)
{
    /// <summary>Looks, for so long at most; whatever happens is a line.</summary>
    public async Task<CheckLine> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        ConnectionReport report;
        try
        {
            // The wait ends even when a test does not listen to its token.
            report = await Task.Run(() => Look(limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            report = new ConnectionReport(false, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds:0} s"));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            report = new ConnectionReport(false, Guard.Line(fault));
        }

        return new CheckLine(Name, report.Healthy, report.Summary.ReplaceLineEndings(" ") + (report.Credentials is { } life ? $"; credentials {CredentialWords.Tell(life, TimeProvider.System.GetUtcNow())}" : ""), watch.Elapsed);
    }
}
