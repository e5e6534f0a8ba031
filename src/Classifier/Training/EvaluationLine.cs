namespace Ingestion.Classifier.Training;

/// <summary>How well one task is answered on the texts of one set and language.</summary>
/// <param name="Task">language, kind, category (of complaints), sentiment, urgency, grave or priority.</param>
/// <param name="Set">Where the texts come from.</param>
/// <param name="Language">tr, az, fa, en or other; for the task language: what was read of the text (<c>whole</c>, <c>3 words</c>, <c>ASCII</c>).</param>
/// <param name="Figures">The figures.</param>
public sealed record EvaluationLine(string Task, string Set, string Language, TaskFigures Figures);
