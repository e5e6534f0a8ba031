namespace Ingestion.Classifier.Features;

/// <summary>The buffers of one thread, so that reading a text allocates nothing. Holds no text between two readings.</summary>
internal sealed class FeatureScratch
{
    /// <summary>Characters of a text that n-grams are made of: of a longer one the head and the tail.</summary>
    public const int MaxCharacters = 6_000;

    /// <summary>Zeros behind a text, which is read some places at once; and the spaces around it.</summary>
    private const int Spare = 24;

    private const int IdsPerCharacter = 9;

    private const int MostSymbols = TextReading.MaxCharacters + 4;

    [ThreadStatic]
    private static FeatureScratch? current;

    private byte[] symbols = new byte[512];
    private ulong[] marks = [];

    public static FeatureScratch Current => current ??= new FeatureScratch();

    /// <summary>The text as written in small letters, one space between words and around all.</summary>
    public char[] Written { get; private set; } = new char[512];

    /// <summary>The same text without marks, place by place.</summary>
    public char[] Folded { get; private set; } = new char[512];

    /// <summary>Rows of the table, each once.</summary>
    public int[] Ids { get; private set; } = new int[512 * IdsPerCharacter];

    /// <summary>The beginnings of the text's words, in their order.</summary>
    public uint[] Stems { get; private set; } = new uint[512];

    /// <summary>How many of <see cref="Stems"/> there are.</summary>
    public int StemCount { get; set; }

    /// <summary>A bit for each row that is in <see cref="Ids"/>; all zero between two readings.</summary>
    public ulong[] Seen { get; } = new ulong[FeatureReader.Rows / 64];

    /// <summary>Values of the features that are counted one by one: see <see cref="DenseFeatures"/>.</summary>
    public float[] Dense { get; } = new float[DenseFeatures.Count];

    /// <summary>Room for a text's symbols.</summary>
    public Span<byte> ReserveSymbols(int length)
    {
        if (symbols.Length < length)
        {
            symbols = new byte[Math.Min(Math.Max(length, symbols.Length * 2), MostSymbols)];
        }

        return symbols.AsSpan(0, length);
    }

    /// <summary>A bit for each symbol, all zero.</summary>
    public Span<ulong> ReserveMarks(int length)
    {
        var words = (length / 64) + 1;
        if (marks.Length < words)
        {
            marks = new ulong[Math.Max(words, 16)];
        }

        marks.AsSpan(0, words).Clear();
        return marks.AsSpan(0, words);
    }

    /// <summary>Room for a text of so many characters.</summary>
    public void Reserve(int characters)
    {
        if (Written.Length < characters + Spare)
        {
            var size = Math.Min(Math.Max(characters + Spare, Written.Length * 2), MaxCharacters + Spare);
            Written = new char[size];
            Folded = new char[size];
            Ids = new int[size * IdsPerCharacter];
            Stems = new uint[size];
        }
    }
}
