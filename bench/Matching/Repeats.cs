namespace Ingestion.Bench.Matching;

/// <summary>Writes a matter again, as customers do.</summary>
internal sealed class Repeats(Letters letters, Random random)
{
    private static readonly Variation[] Kinds =
    [
        Variation.Copied, Variation.Typos, Variation.Typos, Variation.Spelling, Variation.Spelling, Variation.Digits, Variation.Paraphrased, Variation.Paraphrased, Variation.Paraphrased,
        Variation.ParaphrasedBare, Variation.ParaphrasedBare, Variation.Quoted, Variation.Forwarded, Variation.Shortened, Variation.Extended, Variation.Nudge,
    ];

    public Variation NextKind(Matter matter) =>
        Kinds[random.Next(Kinds.Length)] is var kind && kind is Variation.Paraphrased or Variation.Digits && matter.Number is null ? Variation.ParaphrasedBare : kind;

    /// <summary>A repeat of <paramref name="text"/>, the first message of the matter.</summary>
    public string Write(Variation kind, string text, Matter matter, string name, string? party) => kind switch
    {
        Variation.Copied => text,
        Variation.Typos => TextDamage.Mistype(text, random, random.Next(15, 40)),
        Variation.Spelling => TextDamage.Respell(text, letters.Book.Language, random),
        Variation.Digits => TextDamage.Redigit(text, letters.Book.Language, random),
        Variation.Paraphrased => random.Next(2) == 0 ? letters.Mail(matter, name, withNumber: true, party) : letters.Short(matter, withNumber: true),
        Variation.ParaphrasedBare => random.Next(2) == 0 ? letters.Mail(matter, name, withNumber: false, party) : letters.Short(matter, withNumber: false),
        Variation.Quoted => $"{letters.Any("nudge")}\n\n{letters.Fill(letters.Any("quoted"), matter, name)}\n> {text.Replace("\n", "\n> ", StringComparison.Ordinal)}",
        Variation.Forwarded => $"{letters.Fill(letters.Any("forwarded"), matter, name)}\n{text}",
        Variation.Shortened => Longest(text),
        Variation.Extended => $"{text}\n{letters.Fill(letters.Any("detail"), matter, name)} {letters.Any("nudge")}",
        _ => letters.Any("nudge"),
    };

    public static string Longest(string text) =>
        text.Split(['.', '?', '\n', '؟'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).MaxBy(sentence => sentence.Length) ?? text;
}
