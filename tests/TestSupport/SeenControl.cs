namespace TestSupport;

/// <summary>An element with its place on the page, in CSS pixels.</summary>
/// <param name="Name"><c>#id</c>, <c>.class</c>, or the element with its text.</param>
/// <param name="Outline"><c>none</c>, or width, style and colour.</param>
public sealed record SeenControl(string Name, double Top, double Bottom, double Left, double Right, string Outline);
