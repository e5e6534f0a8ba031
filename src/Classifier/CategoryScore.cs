namespace Ingestion.Classifier;

/// <summary>How much speaks for a category.</summary>
/// <param name="Name">Its word, such as <c>billing_refund</c>, or an operator's own.</param>
/// <param name="Score">0 to 1.</param>
public readonly record struct CategoryScore(string Name, float Score);
