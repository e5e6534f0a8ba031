namespace Ingestion.Worker.Tests.Architecture;

/// <summary>One type that another one names: in its shape or in the code of its methods.</summary>
/// <param name="From">The type with its namespace; for nested types the outermost.</param>
/// <param name="FromNamespace">Its namespace.</param>
/// <param name="ToAssembly">Where the used type comes from.</param>
/// <param name="ToNamespace">The used type's namespace.</param>
/// <param name="To">The used type's name; for nested types the outermost.</param>
internal sealed record TypeUse(string From, string FromNamespace, string ToAssembly, string ToNamespace, string To)
{
    public override string ToString() => $"{From} uses {ToNamespace}.{To}";
}
