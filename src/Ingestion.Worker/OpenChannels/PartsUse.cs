using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <summary>A call in flight: until it is disposed, the parts stay whole whatever replaces them.</summary>
internal readonly struct PartsUse(PartsInUse entered) : IDisposable
{
    public ChannelParts Parts => entered.Parts;

    /// <inheritdoc cref="PartsInUse.Retired"/>
    public CancellationToken Retired => entered.Retired;

    public void Dispose() => entered.Exit();
}
