using System.Security.Cryptography;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Intake;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>What operators correct, on a pool that the intake filled.</summary>
public abstract class CorrectionContract : IntakeContract
{
    private protected const string By = "a test";

    private protected CorrectionContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected ComplaintMerging Merging => new(Database, Core.Ids, By);

    private protected ComplaintLinking Linking => new(Database, Core.Ids, By);

    private protected StatusChange Status => new(Database, Core.Ids, By, Core.Notices, new CustomerUpdates(CoreOnStore.OwnIds));

    private protected Task<TrackingNumber> SplitAsync(TrackingNumber number, params long[] messages) =>
        new MessageSplitting(Database, Core.Ids, (at, _, _) => at.AddDays(3), RandomNumberGenerator.Create(), By).SplitAsync(number, messages, CancellationToken.None);

    private protected async Task<TrackingNumber> TrackingAsync(long? complaintId) =>
        TrackingNumber.TryParse(await NumberOfAsync(complaintId), out var number) ? number : throw new InvalidOperationException();

    private protected async Task<string> RefusalAsync(Func<Task> correction)
    {
        var before = await SingleAsync<(long, long, long)>("SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM operator_action), (SELECT count(*) FROM complaint_link)");
        var refused = await Assert.ThrowsAnyAsync<CorrectionRefusedException>(correction);
        Assert.Equal(before, await SingleAsync<(long, long, long)>("SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM operator_action), (SELECT count(*) FROM complaint_link)"));
        return refused.Message;
    }

    private protected Task<List<string>> EventsAsync(long? complaint) =>
        QueryAsync<string>("SELECT type FROM event WHERE complaint_id = @complaint ORDER BY version", new { complaint });
}
