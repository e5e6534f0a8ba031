namespace TestSupport;

/// <summary>What is typed into the field of an id.</summary>
public sealed record TypedField(string Id, string Text);
