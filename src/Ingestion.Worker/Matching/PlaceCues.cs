using System.Collections.Frozen;

namespace Ingestion.Worker.Matching;

/// <summary>Words beside which the name of a place is expected, folded.</summary>
internal static class PlaceCues
{
    private const int Letters = 5;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Weak = Folded("در توی", int.MaxValue);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Strong =
        Folded("شعبه محله منطقه شهر شهرک شهرستان خیابان بلوار میدان روستای ساکن استان اهالی", int.MaxValue);

    // By their first letters, which endings leave alone.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Behind = Folded(
        "semtinde semti bölgesi mahallesi mah ilçesi şubesi şubeniz tarafında caddesi sokak civarı ərazisi rayonu küçəsi qəsəbəsi filialı filialınız tərəfdə tərəfində şəhəri kəndi "
        + "branch area district neighbourhood borough street town village county",
        Letters);

    /// <summary>What a word says of the next one.</summary>
    public static PlaceNaming Before(ReadOnlySpan<char> word) =>
        Strong.Contains(word) ? PlaceNaming.Likely : Weak.Contains(word) ? PlaceNaming.Perhaps : PlaceNaming.No;

    /// <summary>Whether a place is expected before the word.</summary>
    public static bool IsBehind(ReadOnlySpan<char> word) => Behind.Contains(word[..Math.Min(Letters, word.Length)]);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Folded(string words, int letters)
    {
        var folded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.Split(' '))
        {
            using var folder = new TextFolder();
            folder.Append(word);
            folded.Add(folder.Written[..Math.Min(letters, folder.Written.Length)].ToString());
        }

        return folded.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
