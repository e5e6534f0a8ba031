namespace Channels.Tests.Contracts;

/// <summary>Says for which connector a class runs a contract (several, where connectors share a part); <see cref="ConnectorCatalogTests"/> looks for it.</summary>
/// <param name="connector">The connector's name: <c>imap</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ContractOfAttribute(string connector) : Attribute
{
    public string Connector { get; } = connector;
}
