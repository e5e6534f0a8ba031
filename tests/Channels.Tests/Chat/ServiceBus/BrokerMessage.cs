using System.Text;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>A message in <see cref="BrokerStub"/>.</summary>
internal sealed class BrokerMessage
{
    public required long Number { get; init; }

    public required string Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Further members of BrokerProperties, as JSON without braces.</summary>
    public string Properties { get; init; } = "";

    public Guid? Lock { get; set; }

    public int Deliveries { get; set; }

    /// <summary>Its bytes break off: after none, or in their middle.</summary>
    public int? BreaksAfter { get; set; }

    public bool Holds(string marker) => Body.Contains(marker, StringComparison.Ordinal);

    public int Bytes => Encoding.UTF8.GetByteCount(Body);
}
