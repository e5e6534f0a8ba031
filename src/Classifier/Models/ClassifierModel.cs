namespace Ingestion.Classifier.Models;

/// <summary>What training leaves behind: one table for all tasks, its calibration, and where it comes from.</summary>
public sealed class ClassifierModel
{
    private static readonly Lazy<ClassifierModel> Shared = new(ReadEmbedded);

    internal ClassifierModel(LaneTable table, WordVectors words, Calibration calibration, int seed, string description)
    {
        Table = table;
        Words = words;
        Calibration = calibration;
        Seed = seed;
        Description = description;
    }

    /// <summary>The model that the library ships with.</summary>
    public static ClassifierModel Embedded => Shared.Value;

    /// <summary>Training with this seed on the same rows gives the same model.</summary>
    public int Seed { get; }

    /// <summary>What it was trained on, in words.</summary>
    public string Description { get; }

    internal LaneTable Table { get; }

    internal WordVectors Words { get; }

    internal Calibration Calibration { get; }

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InvalidDataException">It is no model, of another version, or damaged.</exception>
    public static ClassifierModel Read(Stream stream) => ModelFile.Read(stream);

    /// <summary>Writes a model file: the same model gives the same bytes.</summary>
    public void Write(Stream stream) => ModelFile.Write(this, stream);

    private static ClassifierModel ReadEmbedded()
    {
        using var stream = typeof(ClassifierModel).Assembly.GetManifestResourceStream("Models.classifier.model")
            ?? throw new InvalidOperationException("the library was built without its model");
        return stream is UnmanagedMemoryStream mapped ? ModelFile.ReadOwn(mapped) : Read(stream);
    }
}
