namespace Ingestion.Worker.Intake;

/// <summary>Ids set aside for one batch.</summary>
internal sealed class IdRange(long first, int count)
{
    private int used;

    public long Next() => used < count ? first + used++ : throw new InvalidOperationException("the batch was given too few ids");
}
