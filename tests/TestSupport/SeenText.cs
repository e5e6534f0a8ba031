namespace TestSupport;

/// <summary>A number inside text, or a field for one; both ways round as <c>ltr</c> or <c>rtl</c>.</summary>
/// <param name="Text">Empty for a field.</param>
/// <param name="Direction">As it is declared.</param>
/// <param name="Runs">As its first and last characters stand.</param>
public sealed record SeenText(string Text, string Direction, string Runs);
