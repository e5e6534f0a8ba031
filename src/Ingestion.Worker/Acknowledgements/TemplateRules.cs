using System.Buffers;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>
/// What a template may contain: the known names, <c>#if</c>, <c>#unless</c>, <c>else</c> and comments. Partials, helpers, paths and
/// unescaped values are refused, so that a template can say nothing but the facts.
/// </summary>
internal static class TemplateRules
{
    private const string SubjectPrefix = "Subject: ";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>What is wrong with a template, or null.</summary>
    public static string? FaultIn(string path, string source)
    {
        var isLayout = TemplatePath.IsLayout(path);
        if (TemplatePath.HasSubject(path) && !source.StartsWith(SubjectPrefix, StringComparison.Ordinal))
        {
            return $"the first line must begin with '{SubjectPrefix}'";
        }

        if (isLayout && !source.Contains("{{{body}}}", StringComparison.Ordinal))
        {
            return "the place of the text is missing: {{{body}}}";
        }

        var names = isLayout ? TemplateValues.LayoutNames : TemplatePath.IsPublic(path) ? TemplateValues.PublicNames : TemplateValues.Names;
        return FaultInExpressions(source, isLayout, names) ?? FaultInCharacters(source) ?? (TemplatePath.IsPublic(path) ? PublicText.FaultIn(source) : null);
    }

    /// <summary>Parts the subject line from the text below it.</summary>
    public static (string Subject, string Text) Split(string path, string source)
    {
        if (!TemplatePath.HasSubject(path))
        {
            return ("", source);
        }

        var end = source.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? (source[SubjectPrefix.Length..], "") : (source[SubjectPrefix.Length..end], source[(end + 1)..]);
    }

    private static string? FaultInExpressions(string source, bool isLayout, IReadOnlyList<string> names)
    {
        var open = new Stack<string>();
        var position = 0;
        while (source.IndexOf("{{", position, StringComparison.Ordinal) is >= 0 and var start)
        {
            var line = 1 + source.AsSpan(0, start).Count('\n');
            var end = source.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
            {
                return $"line {line}: '{{{{' without '}}}}'";
            }

            var expression = source.AsSpan(start + 2, end - start - 2);
            position = end + 2;
            if (expression.StartsWith('{'))
            {
                if (!isLayout || expression is not "{body" || position >= source.Length || source[position] != '}')
                {
                    return $"line {line}: three braces stand only around body, and only in {TemplatePath.Layout}";
                }

                position++;
                continue;
            }

            if (FaultInExpression(expression, isLayout, names, open) is { } fault)
            {
                return $"line {line}: {fault}";
            }
        }

        return open.Count > 0 ? $"'#{open.Peek()}' is not closed" : null;
    }

    private static string? FaultInExpression(ReadOnlySpan<char> expression, bool isLayout, IReadOnlyList<string> names, Stack<string> open)
    {
        if (expression.StartsWith('!'))
        {
            // Handlebars ends a comment that begins with two dashes elsewhere than the others.
            return expression.StartsWith("!--") ? "write comments as {{! … }}" : null;
        }

        expression = expression.Trim();
        if (expression is "else")
        {
            return open.Count > 0 ? null : "'else' outside a block";
        }

        if (expression is "/if" or "/unless")
        {
            return open.TryPop(out var block) && expression[1..].SequenceEqual(block) ? null : $"'{expression}' closes nothing";
        }

        foreach (var block in new[] { "if", "unless" })
        {
            if (expression.StartsWith('#') && expression[1..].StartsWith(block) && expression.Length > block.Length + 1 && expression[block.Length + 1] == ' ')
            {
                open.Push(block);
                expression = expression[(block.Length + 2)..].Trim();
                break;
            }
        }

        if (expression.ContainsAnyExcept(NameCharacters) || !names.Contains(expression.ToString(), StringComparer.Ordinal))
        {
            return $"'{expression}' is not known; a template may say {string.Join(", ", names)}";
        }

        return isLayout && expression is "body" ? "body stands in three braces: {{{body}}}" : null;
    }

    private static string? FaultInCharacters(string source) =>
        source.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') || source.Contains('\uFFFD', StringComparison.Ordinal)
            ? "it is not clean UTF-8 text"
            : null;
}
